import type { DistrictId, SchoolId } from '#domain/ids.ts';

/** What a query may touch. Every query about people takes one of these: without it, it does not compile. */
export interface DistrictScope {
  readonly districtId: DistrictId;
}

/** One school of one district. */
export interface SchoolScope extends DistrictScope {
  readonly schoolId: SchoolId;
}
