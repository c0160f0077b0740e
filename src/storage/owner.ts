/** Whose data: everything on the device belongs to one person in one school, and nobody else is shown it. */
export interface Owner {
  readonly userGuid: string;
  readonly schoolId: string;
}

/** The value of the index `[userGuid+schoolId]`. */
export function ownerKey(owner: Owner): [string, string] {
  return [owner.userGuid, owner.schoolId];
}
