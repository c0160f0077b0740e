const storageKey = 'rollbook.organization';

interface Person {
  readonly userGuid: string;
  readonly schools: readonly { readonly schoolId: string }[];
}

/** The school this person worked for last on this device, as long as it is still theirs; else their first. */
export function chosenSchool(storage: Pick<Storage, 'getItem'>, person: Person): string | null {
  const remembered = storage.getItem(keyOf(person.userGuid));
  const known = person.schools.find((school) => school.schoolId === remembered) ?? person.schools[0];
  return known?.schoolId ?? null;
}

export function rememberChosenSchool(
  storage: Pick<Storage, 'setItem'>,
  userGuid: string,
  schoolId: string,
): void {
  storage.setItem(keyOf(userGuid), schoolId);
}

function keyOf(userGuid: string): string {
  return `${storageKey}.${userGuid}`;
}
