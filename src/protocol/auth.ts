import * as v from 'valibot';
import { roles } from '#domain/organizations/organization.ts';

export const signInRequestSchema = v.object({
  username: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(320)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
  /**
   * A UUID the page makes once for each press of the button and sends again when no answer came: a temporary password
   * opens only one session, and this tells the second sending of the same attempt from a second use.
   */
  attempt: v.optional(v.pipe(v.string(), v.uuid())),
});
export type SignInRequest = v.InferOutput<typeof signInRequestSchema>;

export const schoolSchema = v.object({ schoolId: v.string(), districtId: v.string(), name: v.string() });

/** The district's own rules for passwords, for the browser to say them before the server does. */
export const passwordPolicySchema = v.object({ minLength: v.number(), blockedWords: v.array(v.string()) });

/** Who is signed in, and which schools the person may choose under Organization. */
export const sessionSchema = v.object({
  userGuid: v.string(),
  username: v.string(),
  firstName: v.string(),
  lastName: v.string(),
  role: v.picklist(roles),
  schools: v.array(schoolSchema),
  /** Signed in with a temporary password: nothing but `POST /api/welcome` is allowed until a permanent one is set. */
  mustChangePassword: v.boolean(),
  /** Missing in what a device kept of an older version. */
  passwordPolicy: v.optional(passwordPolicySchema),
});
export type Session = v.InferOutput<typeof sessionSchema>;

export const welcomeRequestSchema = v.object({
  newPassword: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
});
