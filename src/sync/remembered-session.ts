import * as v from 'valibot';
import { roles } from '#domain/organizations/organization.ts';
import { schoolSchema, type Session } from '#protocol/auth.ts';

const sessionKey = 'rollbook.session';
const lockKey = 'rollbook.locked';
const farewellKey = 'rollbook.sign-out-owed';

/** Who a device remembers, as it stands in clear: an id, and the schools an upload may go to. Names are sealed. */
const rememberedSchema = v.object({
  version: v.literal(2),
  userGuid: v.string(),
  role: v.picklist(roles),
  schools: v.array(schoolSchema),
});

/** What a sign-out leaves on the device: everything, sealed, or nothing. */
export const leavings = ['keep', 'forget'] as const;
export type Leaving = (typeof leavings)[number];

/** A sign-out the server has not heard of. `isLock`: nobody left, the screen was locked. */
const farewellSchema = v.object({
  userGuid: v.string(),
  /** Null when the device keeps nothing of the person. */
  deviceId: v.nullable(v.string()),
  leaving: v.picklist(leavings),
  isLock: v.boolean(),
});
export type Farewell = v.InferOutput<typeof farewellSchema>;

/**
 * Who was signed in on this device when the server last answered, so that a teacher can go on without a network.
 * It opens nothing on the server: that takes the cookie, which no script can read. Students are not remembered. Names
 * are blank: they are read when the keys of the person are open.
 */
export function recallSession(storage: Storage): Session | null {
  const remembered = recall(storage, sessionKey, rememberedSchema);
  if (remembered === null) return null;
  const { userGuid, role, schools } = remembered;
  return { userGuid, role, schools, username: '', firstName: '', lastName: '', mustChangePassword: false };
}

export function rememberSession(storage: Storage, { userGuid, role, schools }: Session): void {
  storage.removeItem(farewellKey);
  storage.removeItem(lockKey);
  if (role === 'student') storage.removeItem(sessionKey);
  else storage.setItem(sessionKey, JSON.stringify({ version: 2, userGuid, role, schools }));
}

export function forgetSession(storage: Storage): void {
  storage.removeItem(sessionKey);
  storage.removeItem(lockKey);
}

/** Whether the screen was locked for want of a sign of life; also after a reload. */
export function isScreenLocked(storage: Storage): boolean {
  return storage.getItem(lockKey) !== null;
}

export function lockScreen(storage: Storage): void {
  storage.setItem(lockKey, 'yes');
}

export function unlockScreen(storage: Storage): void {
  storage.removeItem(lockKey);
}

/** Signed out without a network: the server still has to be told, before anything else is asked. */
export function oweSignOut(storage: Storage, farewell: Farewell): void {
  storage.setItem(farewellKey, JSON.stringify(farewell));
}

/** The sign-out that is owed; null when there is none. */
export function owedSignOut(storage: Storage): Farewell | null {
  return recall(storage, farewellKey, farewellSchema);
}

export function settleSignOut(storage: Storage): void {
  storage.removeItem(farewellKey);
}

function recall<const Schema extends v.GenericSchema>(
  storage: Storage,
  key: string,
  schema: Schema,
): v.InferOutput<Schema> | null {
  const stored = storage.getItem(key);
  if (stored === null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), stored);
  return parsed.success ? parsed.output : null;
}
