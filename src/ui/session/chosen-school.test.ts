import { describe, expect, test } from 'vitest';
import { chosenSchool, rememberChosenSchool } from './chosen-school.ts';

const maria = { userGuid: 'maria', schools: [{ schoolId: 'lincoln' }, { schoolId: 'roosevelt' }] };
const omar = { userGuid: 'omar', schools: maria.schools };

function createStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>();
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

describe('the school a person works for', () => {
  test('is their first until they choose', () => {
    expect(chosenSchool(createStorage(), maria)).toBe('lincoln');
  });

  test('is the one chosen last on this device, by them and by nobody else', () => {
    const storage = createStorage();
    rememberChosenSchool(storage, maria.userGuid, 'roosevelt');
    expect(chosenSchool(storage, maria)).toBe('roosevelt');
    expect(chosenSchool(storage, omar)).toBe('lincoln');
  });

  test('is never one they have left', () => {
    const storage = createStorage();
    rememberChosenSchool(storage, maria.userGuid, 'roosevelt');
    expect(chosenSchool(storage, { ...maria, schools: [{ schoolId: 'lincoln' }] })).toBe('lincoln');
  });

  test('is none for people of no school', () => {
    expect(chosenSchool(createStorage(), { ...maria, schools: [] })).toBeNull();
  });
});
