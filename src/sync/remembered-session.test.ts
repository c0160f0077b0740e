import { describe, expect, test } from 'vitest';
import {
  forgetSession,
  isSignOutOwed,
  oweSignOut,
  recallSession,
  rememberSession,
  settleSignOut,
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
  test('comes back as it was', () => {
    const storage = createStorage();
    rememberSession(storage, teacher);
    expect(recallSession(storage)).toEqual(teacher);
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

  test.each(['', 'not JSON', '{}', '{"role":"teacher"}'])('is nobody when the device holds %j', (stored) => {
    const storage = createStorage();
    rememberSession(storage, teacher);
    storage.setItem(storage.key(0) ?? '', stored);
    expect(recallSession(storage)).toBeNull();
  });
});

describe('a sign-out the server has not heard of', () => {
  test('is owed until it is settled', () => {
    const storage = createStorage();
    expect(isSignOutOwed(storage)).toBe(false);
    oweSignOut(storage);
    expect(isSignOutOwed(storage)).toBe(true);
    settleSignOut(storage);
    expect(isSignOutOwed(storage)).toBe(false);
  });

  test('is not owed any more when somebody has signed in since', () => {
    const storage = createStorage();
    oweSignOut(storage);
    rememberSession(storage, teacher);
    expect(isSignOutOwed(storage)).toBe(false);
  });
});
