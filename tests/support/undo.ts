import type { UndoReport } from '#protocol/undo.ts';
import { type ApiAnswer, type ApiClient, apiClient } from './api-client.ts';
import type { ImportWorld } from './import-world.ts';

/** The world's teacher in a browser. */
export async function teacherClient({ parts }: Pick<ImportWorld, 'parts'>): Promise<ApiClient> {
  const client = apiClient(parts);
  await client.signIn('the.teacher', 'a long password');
  return client;
}

/** What undoing the upload would do; a refusal throws. */
export async function previewOf(batchId: string, client: ApiClient): Promise<UndoReport> {
  return reportOf(await client.get(`/batches/${batchId}/undo`));
}

/** Undoes the upload; a refusal throws. */
export async function undo(batchId: string, client: ApiClient, undoId: string): Promise<UndoReport> {
  return reportOf(await client.post(`/batches/${batchId}/undo`, { undoId }));
}

function reportOf({ status, json, code }: ApiAnswer): UndoReport {
  if (status !== 200) throw new Error(`Refused: ${code}`);
  return json as UndoReport;
}

/** What was left, as a test likes to compare it: `Ana López: account, signed-in`. */
export function leftOf(report: UndoReport): string[] {
  return report.left.map(({ studentName, className, thing, reason, columns }) => {
    const name = studentName ?? className ?? '';
    return `${name}: ${[thing, ...columns, reason].join(' ')}`;
  });
}
