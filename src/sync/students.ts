import type { FileFormat } from '#domain/batches/result-files.ts';
import type { ClassGuid } from '#domain/ids.ts';
import type { HeaderLanguage } from '#domain/roster/template.ts';
import {
  resetPasswordSchema,
  studentPageSchema,
  type ResetPassword,
  type StudentPage,
} from '#protocol/accounts.ts';
import { callApi, type ApiAnswer } from './api.ts';

export type { ResetPassword, Student, StudentPage } from '#protocol/accounts.ts';

/** `after` is the cursor of the page before; null for the first page. */
export interface StudentSearch {
  readonly schoolId: string;
  readonly search: string;
  /** Only who has not signed in yet. */
  readonly waiting: boolean;
  /** Only who is in this class; null for everybody. */
  readonly classGuid: ClassGuid | null;
  readonly after: string | null;
}

export function findStudents(
  { schoolId, search, waiting, classGuid, after }: StudentSearch,
  signal: AbortSignal,
): Promise<ApiAnswer<StudentPage>> {
  const query = new URLSearchParams();
  if (search !== '') query.set('search', search);
  if (waiting) query.set('waiting', '1');
  if (classGuid !== null) query.set('class', classGuid);
  if (after !== null) query.set('after', after);
  return callApi({ method: 'GET', path: `${studentsPath(schoolId)}?${query}`, signal }, studentPageSchema);
}

/** Makes the old password, temporary or permanent, void, and issues a temporary one. */
export function resetPassword(schoolId: string, userGuid: string): Promise<ApiAnswer<ResetPassword>> {
  const path = `${studentsPath(schoolId)}/${encodeURIComponent(userGuid)}/reset-password`;
  return callApi({ method: 'POST', path }, resetPasswordSchema);
}

/** Where the browser downloads every student of the school as a file that can be imported again. */
export function studentExportPath(schoolId: string, format: FileFormat, language: HeaderLanguage): string {
  return `/api/schools/${encodeURIComponent(schoolId)}/student-export?format=${format}&language=${language}`;
}

function studentsPath(schoolId: string): string {
  return `/api/schools/${encodeURIComponent(schoolId)}/students`;
}
