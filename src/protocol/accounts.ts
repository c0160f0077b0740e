import * as v from 'valibot';

/** How a student can get in right now. */
export const passwordStates = ['temporary', 'temporary-expired', 'permanent'] as const;

export const studentSchema = v.object({
  userGuid: v.string(),
  studentId: v.nullable(v.string()),
  firstName: v.string(),
  lastName: v.string(),
  gradeLevel: v.nullable(v.string()),
  email: v.nullable(v.string()),
  username: v.string(),
  passwordState: v.picklist(passwordStates),
  /** When the temporary password dies; null for a permanent one. Milliseconds, server time. */
  temporaryPasswordExpiresAt: v.nullable(v.number()),
});
export type Student = v.InferOutput<typeof studentSchema>;

/**
 * `search` finds names, Student IDs and usernames; `after` is the cursor of the page before; `waiting=1` leaves out who
 * has signed in and has a password of their own; `class` is the GUID of a class and leaves out who is not in it.
 */
export const studentQuerySchema = v.object({
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
  after: v.optional(v.string()),
  class: v.optional(v.pipe(v.string(), v.maxLength(64))),
  waiting: v.optional(
    v.pipe(
      v.literal('1'),
      v.transform((): boolean => true),
    ),
  ),
});

export const studentPageSchema = v.object({
  students: v.array(studentSchema),
  total: v.number(),
  next: v.nullable(v.string()),
});
export type StudentPage = v.InferOutput<typeof studentPageSchema>;

/** Shown once to the teacher who reset it; made again from the key, never stored. */
export const resetPasswordSchema = v.object({
  userGuid: v.string(),
  username: v.string(),
  temporaryPassword: v.string(),
  expiresAt: v.number(),
});
export type ResetPassword = v.InferOutput<typeof resetPasswordSchema>;
