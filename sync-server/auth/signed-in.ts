import type { DistrictId, UserGuid } from '#domain/ids.ts';
import type { Role } from '#domain/organizations/organization.ts';

/** Whoever a request's session belongs to. */
export interface SignedIn {
  readonly userGuid: UserGuid;
  readonly districtId: DistrictId;
  readonly role: Role;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Signed in with a temporary password: may set a permanent one, and nothing else. */
  readonly mustChangePassword: boolean;
  /** The session's name in the database. */
  readonly tokenHash: string;
}
