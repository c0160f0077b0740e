import type * as v from 'valibot';
import { auditCheckSchema, auditPageSchema, type AuditCheck, type AuditPage } from '#protocol/audit.ts';
import { batchListSchema, type BatchList } from '#protocol/batches.ts';
import {
  districtSchoolsSchema,
  districtTeachersSchema,
  invitationMadeSchema,
  schoolMadeSchema,
  settingsSchema,
  type DistrictSchool,
  type DistrictTeachers,
  type Invitation,
  type InvitationMade,
} from '#protocol/district.ts';
import { callApi, emptyAnswerSchema, type ApiAnswer } from './api.ts';

export type { AuditCheck, AuditEntry, AuditPage } from '#protocol/audit.ts';
export type { BatchList } from '#protocol/batches.ts';
export type {
  DistrictSchool,
  DistrictTeacher,
  DistrictTeachers,
  Invitation,
  InvitationMade,
} from '#protocol/district.ts';

export type Settings = v.InferOutput<typeof settingsSchema>;

/** The district of the signed-in administrator; every path begins here. */
const base = '/api/district';

export function fetchSchools(): Promise<ApiAnswer<{ schools: DistrictSchool[] }>> {
  return callApi({ method: 'GET', path: `${base}/schools` }, districtSchoolsSchema);
}

export function addSchool(name: string): Promise<ApiAnswer<{ schoolId: string }>> {
  return callApi({ method: 'POST', path: `${base}/schools`, json: { name } }, schoolMadeSchema);
}

export function renameSchool(schoolId: string, name: string): Promise<ApiAnswer<undefined>> {
  const path = `${base}/schools/${encodeURIComponent(schoolId)}`;
  return callApi({ method: 'PUT', path, json: { name } }, emptyAnswerSchema);
}

/** All programs of the school, in place of those it had. */
export function savePrograms(
  schoolId: string,
  programs: DistrictSchool['programs'],
): Promise<ApiAnswer<undefined>> {
  const path = `${base}/schools/${encodeURIComponent(schoolId)}/programs`;
  return callApi({ method: 'PUT', path, json: { programs } }, emptyAnswerSchema);
}

export function fetchTeachers(): Promise<ApiAnswer<DistrictTeachers>> {
  return callApi({ method: 'GET', path: `${base}/teachers` }, districtTeachersSchema);
}

/** The answer's token is shown once; the server keeps only its hash. */
export function inviteTeacher(invitation: Invitation): Promise<ApiAnswer<InvitationMade>> {
  return callApi({ method: 'POST', path: `${base}/invitations`, json: invitation }, invitationMadeSchema);
}

/** All schools of the teacher, in place of those there were. */
export function saveTeacherSchools(
  userGuid: string,
  schoolIds: readonly string[],
): Promise<ApiAnswer<undefined>> {
  const path = `${base}/teachers/${encodeURIComponent(userGuid)}/schools`;
  return callApi({ method: 'PUT', path, json: { schoolIds } }, emptyAnswerSchema);
}

export function endSessions(userGuid: string): Promise<ApiAnswer<undefined>> {
  const path = `${base}/teachers/${encodeURIComponent(userGuid)}/sessions`;
  return callApi({ method: 'DELETE', path }, emptyAnswerSchema);
}

export function fetchSettings(): Promise<ApiAnswer<Settings>> {
  return callApi({ method: 'GET', path: `${base}/settings` }, settingsSchema);
}

export function saveSettings(settings: Settings): Promise<ApiAnswer<undefined>> {
  return callApi({ method: 'PUT', path: `${base}/settings`, json: settings }, emptyAnswerSchema);
}

/** The uploads of every school, newest first; `after` is the cursor of the page before. */
export function fetchUploads(after: string | null): Promise<ApiAnswer<BatchList>> {
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  return callApi({ method: 'GET', path: `${base}/uploads${query}` }, batchListSchema);
}

/** What the log is searched for; blank or null is everything. `from` and `to` are milliseconds. */
export interface AuditFilter {
  readonly person: string;
  readonly event: string;
  readonly from: number | null;
  readonly to: number | null;
}

export function fetchAudit(filter: AuditFilter, before: number | null): Promise<ApiAnswer<AuditPage>> {
  const query = filterQuery(filter);
  if (before !== null) query.set('before', String(before));
  return callApi({ method: 'GET', path: `${base}/audit?${query}` }, auditPageSchema);
}

/** Whether the log is as it was written. */
export function checkAudit(): Promise<ApiAnswer<AuditCheck>> {
  return callApi({ method: 'GET', path: `${base}/audit-check` }, auditCheckSchema);
}

/** Where the browser downloads what the filter finds, as CSV. */
export function auditExportPath(filter: AuditFilter): string {
  return `${base}/audit-export?${filterQuery(filter)}`;
}

function filterQuery({ person, event, from, to }: AuditFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (person.trim() !== '') query.set('person', person.trim());
  if (event !== '') query.set('event', event);
  if (from !== null) query.set('from', String(from));
  if (to !== null) query.set('to', String(to));
  return query;
}
