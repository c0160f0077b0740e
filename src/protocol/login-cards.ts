import * as v from 'valibot';

/** Students in one request; a page with more asks several times. */
export const MOST_CARDS_PER_REQUEST = 200;

const userGuidsSchema = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(64))),
  v.minLength(1),
  v.maxLength(MOST_CARDS_PER_REQUEST),
);

/** `POST /api/schools/:schoolId/login-cards`. */
export const cardsAskedSchema = v.object({ userGuids: userGuidsSchema });

/**
 * `POST /api/schools/:schoolId/password-resets`. `resetId` is made by the device: the same request sent again under it,
 * because no answer came, gives the same passwords.
 */
export const passwordResetsSchema = v.object({
  resetId: v.pipe(v.string(), v.uuid()),
  userGuids: userGuidsSchema,
});

const loginCardSchema = v.object({
  userGuid: v.string(),
  firstName: v.string(),
  lastName: v.string(),
  gradeLevel: v.nullable(v.string()),
  classNames: v.array(v.string()),
  username: v.string(),
  /** Null for a password of the student's own, and for a temporary one that is dead or not to be shown here. */
  temporaryPassword: v.nullable(v.string()),
  diesAt: v.nullable(v.number()),
});

/** In the order asked for; whoever is no student of the school is left out. */
export const loginCardsSchema = v.object({ cards: v.array(loginCardSchema) });
export type LoginCards = v.InferOutput<typeof loginCardsSchema>;
