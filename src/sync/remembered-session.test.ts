import { describe, expect, test } from 'vitest';
import {
  forgetSession,
  isScreenLocked,
  lockScreen,
  oweSignOut,
  owedSignOut,
  recallSession,
  rememberSession,
  settleSignOut,
  unlockScreen,
  type Farewell,
} from './remembered-session.ts';
import type { Session } from './session.ts';

const teacher: Session = {
  userGuid: 'guid-1',
  username: 'teacher',
  firstName: 'Maria',
  lastName: 'Delgado',
  role: 'teacher',
  schools: [{ schoolId: 's1', districtId: 'd1', name: 'Lincoln Elementary' }],
  mustChangePassword: false,
};

/** A `localStorage` of its own. */
function createStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

describe('the session a device remembers', () => {
  test('comes back without the names, which stand nowhere in clear', () => {
    const storage = createStorage();
    rememberSession(storage, teacher);
    expect(recallSession(storage)).toEqual({ ...teacher, username: '', firstName: '', lastName: '' });
    const stored = Array.from({ length: storage.length }, (_, at) => storage.getItem(storage.key(at)!)!);
    for (const name of ['Maria', 'Delgado', '"teacher"}']) expect(stored.join()).not.toContain(name);
  });

  test('is gone once it is forgotten', () => {
    const storage = createStorage();
    rememberSession(storage, teacher);
    forgetSession(storage);
    expect(recallSession(storage)).toBeNull();
  });

  test('is never a student’s, and a student who signs in takes the place of a teacher', () => {
    const storage = createStorage();
    rememberSession(storage, teacher);
    rememberSession(storage, { ...teacher, role: 'student' });
    expect(storage.length).toBe(0);
  });

  test.each(['', 'not JSON', '{}', '{"role":"teacher"}', JSON.stringify(teacher)])(
    'is nobody when the device holds %j',
    (stored) => {
      const storage = createStorage();
      rememberSession(storage, teacher);
      storage.setItem(storage.key(0) ?? '', stored);
      expect(recallSession(storage)).toBeNull();
    },
  );
});

describe('a locked screen', () => {
  test('is still locked after a reload, until the person is back or leaves', () => {
    const storage = createStorage();
    rememberSession(storage, teacher);
    lockScreen(storage);
    expect(isScreenLocked(storage)).toBe(true);
    unlockScreen(storage);
    expect(isScreenLocked(storage)).toBe(false);
    lockScreen(storage);
    rememberSession(storage, teacher);
    expect(isScreenLocked(storage)).toBe(false);
    lockScreen(storage);
    forgetSession(storage);
    expect(isScreenLocked(storage)).toBe(false);
  });
});

describe('a sign-out the server has not heard of', () => {
  const farewell: Farewell = { userGuid: 'guid-1', deviceId: 'd', leaving: 'forget', isLock: false };

  test('is owed until it is settled', () => {
    const storage = createStorage();
    expect(owedSignOut(storage)).toBeNull();
    oweSignOut(storage, farewell);
    expect(owedSignOut(storage)).toEqual(farewell);
    settleSignOut(storage);
    expect(owedSignOut(storage)).toBeNull();
  });

  test('is not owed any more when somebody has signed in since', () => {
    const storage = createStorage();
    oweSignOut(storage, farewell);
    rememberSession(storage, teacher);
    expect(owedSignOut(storage)).toBeNull();
  });
});
