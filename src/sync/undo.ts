import { undoReportSchema, type UndoReport } from '#protocol/undo.ts';
import { callApi, type ApiAnswer } from './api.ts';

export type { UndoLeftover, UndoReport } from '#protocol/undo.ts';

/** What undoing the upload would do, or has done. */
export function fetchUndo(batchId: string): Promise<ApiAnswer<UndoReport>> {
  return callApi({ method: 'GET', path: `/api/batches/${batchId}/undo` }, undoReportSchema);
}

/** Undoes the upload. When no answer comes, ask again with the same `undoId`: it is done once. */
export function undoUpload(batchId: string, undoId: string): Promise<ApiAnswer<UndoReport>> {
  return callApi(
    { method: 'POST', path: `/api/batches/${batchId}/undo`, json: { undoId } },
    undoReportSchema,
  );
}
