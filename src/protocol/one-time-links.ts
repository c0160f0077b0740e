import * as v from 'valibot';
import { checkName, checkText, checkUsername, lengthLimits } from '#domain/roster/check-cell.ts';
import { passwordPolicySchema } from './auth.ts';

/** 256 random bits in base64url. It stands behind the `#` of the link, which no server and no proxy ever logs. */
const token = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));

const personName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.check((text) => checkName(text, '') === null),
);

/** What a district or a school is called. */
export const placeNameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.check((text) => checkText(text, lengthLimits.name) === null),
);

/** Who somebody on the staff is, without how they sign in. */
export const staffNameSchema = v.object({ firstName: personName, lastName: personName });

const signInNameSchema = v.object({
  username: v.pipe(
    v.string(),
    v.trim(),
    v.toLowerCase(),
    v.minLength(1),
    v.check((text) => checkUsername(text) === null),
  ),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
});

/** `POST /api/links`: what a link is for; its token travels in the body, so that no log holds it. */
export const linkQuestionSchema = v.object({ token });

/** Names are blank for setting a district up: there is nothing to name yet. */
export const linkSchema = v.object({
  purpose: v.picklist(['set-up', 'invitation']),
  districtName: v.string(),
  firstName: v.string(),
  lastName: v.string(),
  schoolNames: v.array(v.string()),
  passwordPolicy: passwordPolicySchema,
  expiresAt: v.number(),
});
export type Link = v.InferOutput<typeof linkSchema>;

/** `POST /api/set-up`: the first administrator, with the district and its first school. */
export const setUpRequestSchema = v.object({
  token,
  districtName: placeNameSchema,
  schoolName: placeNameSchema,
  ...staffNameSchema.entries,
  ...signInNameSchema.entries,
});
export type SetUpRequest = v.InferOutput<typeof setUpRequestSchema>;

/** `POST /api/join`: a teacher takes an invitation up, and may correct how the name is written. */
export const joinRequestSchema = v.object({ token, ...staffNameSchema.entries, ...signInNameSchema.entries });
export type JoinRequest = v.InferOutput<typeof joinRequestSchema>;
