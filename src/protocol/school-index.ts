import * as v from 'valibot';

const texts = v.array(v.string());
const maybeTexts = v.array(v.nullable(v.string()));
const flags = v.array(v.boolean());
const positions = v.array(v.number());

/** `GET /api/schools/:schoolId/index`; `after` is the `next` of the page before. */
export const schoolIndexQuerySchema = v.object({ after: v.optional(v.pipe(v.string(), v.maxLength(64))) });

const classSchema = v.object({
  classGuid: v.string(),
  classId: v.string(),
  className: v.string(),
  classGradeLevel: v.nullable(v.string()),
  classStartDate: v.nullable(v.string()),
  classEndDate: v.nullable(v.string()),
  masterCodes: texts,
});

/** Column by column, because 20,000 students would say the name of every field 20,000 times. */
const studentColumnsSchema = v.object({
  userGuid: texts,
  studentId: maybeTexts,
  firstName: texts,
  lastName: texts,
  gradeLevel: maybeTexts,
  email: maybeTexts,
  username: texts,
  hasSignedIn: flags,
  passwordSetByPerson: flags,
  placeStudents: positions,
  placeClassesAt: positions,
  placeClasses: texts,
});

/**
 * A page of what a school has: some thousand students and their class places. `school`, what is not about one student,
 * stands on the first page only. `asOf`: server time. The first page's `ETag` changes whenever anything in the index may have; asked
 * with it in `If-None-Match`, the server answers 304 without a body while nothing has.
 */
export const schoolIndexPageSchema = v.object({
  version: v.literal(1),
  asOf: v.number(),
  school: v.nullable(
    v.object({
      etag: v.string(),
      classes: v.array(classSchema),
      masterCodes: texts,
      passwordPolicy: v.object({ minLength: v.number(), maxLength: v.number(), blockedWords: texts }),
    }),
  ),
  students: studentColumnsSchema,
  next: v.nullable(v.string()),
});
export type SchoolIndexPage = v.InferOutput<typeof schoolIndexPageSchema>;

/** Names of one call to `POST /api/usernames/taken`. */
export const mostUsernames = 500;

/** Which of these usernames somebody has, anywhere: they are unique in the whole system. */
export const usernamesAskedSchema = v.object({
  usernames: v.pipe(
    v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.toLowerCase())),
    v.minLength(1),
    v.maxLength(mostUsernames),
  ),
});
export const usernamesTakenSchema = v.object({ taken: texts });
