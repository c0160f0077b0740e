/** Version-7 UUIDs in lower case, 8-4-4-4-12 (RFC 9562 section 5.7); the type tells whose they are. */
export type UserGuid = string;
export type ClassGuid = string;
export type SchoolId = string;
export type DistrictId = string;
export type BatchId = string;

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text has the shape of a GUID; upper case is accepted, as spreadsheets sometimes make it so. */
export function isGuid(text: string): boolean {
  return guidPattern.test(text.toLowerCase());
}
