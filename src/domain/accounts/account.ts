import type { UserGuid } from '../ids.ts';

/** A student as result files and exports show one: the account as it is, null where nothing is known. */
export interface StudentFacts {
  readonly userGuid: UserGuid;
  /** The school's own number for the student; unique within the school. */
  readonly studentId: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly gradeLevel: string | null;
  readonly email: string | null;
  /** Lower case. */
  readonly username: string;
}

/** A student the school has already, with what decides how far a row may change the account. */
export interface KnownStudent extends StudentFacts {
  readonly hasSignedIn: boolean;
  /** The student chose the current password; a row never replaces it. */
  readonly passwordSetByPerson: boolean;
}
