import type { FileFormat } from '#domain/batches/result-files.ts';
import type { HeaderLanguage } from '#domain/roster/template.ts';
import { classListSchema, type ClassList } from '#protocol/classes.ts';
import { callApi, type ApiAnswer } from './api.ts';

export type { SchoolClass } from '#protocol/classes.ts';

/** All classes of the school. */
export function fetchClasses(schoolId: string, signal: AbortSignal): Promise<ApiAnswer<ClassList>> {
  return callApi({ method: 'GET', path: `${schoolPath(schoolId)}/classes`, signal }, classListSchema);
}

/** Where the browser downloads every class of the school as a file that can be imported again. */
export function classExportPath(schoolId: string, format: FileFormat, language: HeaderLanguage): string {
  return `${schoolPath(schoolId)}/class-export?format=${format}&language=${language}`;
}

function schoolPath(schoolId: string): string {
  return `/api/schools/${encodeURIComponent(schoolId)}`;
}
