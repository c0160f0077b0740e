import * as v from 'valibot';
import {
  blockedWordLimits,
  settingBounds,
  type DistrictSettings,
} from '#domain/organizations/district-settings.ts';
import { checkId, checkText, lengthLimits } from '#domain/roster/check-cell.ts';
import { placeNameSchema, staffNameSchema } from './one-time-links.ts';
import { programSchema } from './organizations.ts';

const guid = v.pipe(v.string(), v.uuid(), v.toLowerCase());

/** A school as its administrator sees it. */
export const districtSchoolSchema = v.object({
  schoolId: v.string(),
  name: v.string(),
  teacherCount: v.number(),
  studentCount: v.number(),
  programs: v.array(programSchema),
});
export type DistrictSchool = v.InferOutput<typeof districtSchoolSchema>;
export const districtSchoolsSchema = v.object({ schools: v.array(districtSchoolSchema) });

/** `POST /api/district/schools` and `PUT /api/district/schools/:schoolId`. */
export const schoolNameSchema = v.object({ name: placeNameSchema });
export const schoolMadeSchema = v.object({ schoolId: v.string() });

const masterCode = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.check((text) => checkId(text) === null),
);
const programName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.check((text) => checkText(text, lengthLimits.className) === null),
);

/** `PUT /api/district/schools/:schoolId/programs`: all programs of the school, each code once. */
export const schoolProgramsSchema = v.object({
  programs: v.pipe(
    v.array(v.object({ masterCode, name: programName })),
    v.maxLength(500),
    v.check((programs) => new Set(programs.map((one) => one.masterCode)).size === programs.length),
  ),
});

export const districtTeacherSchema = v.object({
  userGuid: v.string(),
  username: v.string(),
  firstName: v.string(),
  lastName: v.string(),
  schoolIds: v.array(v.string()),
  sessionCount: v.number(),
});
export type DistrictTeacher = v.InferOutput<typeof districtTeacherSchema>;

/** An invitation nobody has taken up yet. */
const openInvitationSchema = v.object({
  firstName: v.string(),
  lastName: v.string(),
  schoolIds: v.array(v.string()),
  expiresAt: v.number(),
});
export const districtTeachersSchema = v.object({
  teachers: v.array(districtTeacherSchema),
  invitations: v.array(openInvitationSchema),
});
export type DistrictTeachers = v.InferOutput<typeof districtTeachersSchema>;

const schoolIds = v.pipe(v.array(guid), v.maxLength(500));

/** `POST /api/district/invitations`. */
export const invitationSchema = v.object({
  ...staffNameSchema.entries,
  schoolIds: v.pipe(schoolIds, v.minLength(1)),
});
export type Invitation = v.InferOutput<typeof invitationSchema>;

/** Shown once: only its hash is kept. The link is `/join#token`. */
export const invitationMadeSchema = v.object({ token: v.string(), expiresAt: v.number() });
export type InvitationMade = v.InferOutput<typeof invitationMadeSchema>;

/** `PUT /api/district/teachers/:userGuid/schools`: all schools of the teacher; none takes the way in away. */
export const teacherSchoolsSchema = v.object({ schoolIds });

const within = ([least, most]: readonly [number, number]) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** `GET` and `PUT /api/district/settings`. */
export const settingsSchema = v.object({
  temporaryPasswordDays: within(settingBounds.temporaryPasswordDays),
  passwordMinLength: within(settingBounds.passwordMinLength),
  blockedWords: v.pipe(
    v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(blockedWordLimits.length))),
    v.maxLength(blockedWordLimits.words),
  ),
}) satisfies v.GenericSchema<unknown, DistrictSettings>;

/** `GET /api/district/uploads`: the uploads of every school, newest first. */
export const districtUploadsQuerySchema = v.object({ after: v.optional(v.string()) });
