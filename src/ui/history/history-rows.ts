import { isFinished, type BatchSummary, type BatchStatus, type DeviceStatus } from '#domain/batches/batch.ts';
import { resultFileKinds, type ResultFileKind } from '#domain/batches/result-files.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { SeenBatch } from '#storage/history.ts';
import type { Upload } from '#storage/outbox.ts';

/** One line of Upload History: an upload still on this device, one on the server, or both. */
export interface HistoryRow {
  readonly batchId: string;
  readonly fileName: string;
  readonly uploadedAt: Milliseconds;
  readonly rowCount: number;
  readonly status: BatchStatus | Exclude<DeviceStatus, 'draft'>;
  /** What the server knows of it; null while it is only here. */
  readonly batch: SeenBatch | null;
  /** What this device still holds of it; null once the server's list shows it. */
  readonly upload: Upload | null;
}

/** Uploads of this device that the server does not list yet, then the server's list; each newest first. */
export function historyRows(uploads: readonly Upload[], batches: readonly SeenBatch[]): HistoryRow[] {
  const listed = new Set(batches.map((batch) => batch.batchId));
  const onlyHere = uploads.filter(({ entry }) => !listed.has(entry.batchId));
  return [...onlyHere.map(rowOfUpload), ...batches.map(rowOfBatch)];
}

/** Whether anything is on its way, so that the list is worth asking for every second. */
export function isUnfinished(row: HistoryRow): boolean {
  if (row.batch) return !isFinished(row.batch.status);
  return row.status !== 'waiting-to-send';
}

/** The files of an upload that exist: what was sent, what was done, what was refused. */
export function filesOf(batch: BatchSummary | null): ResultFileKind[] {
  if (!batch) return [];
  const { created, updated, unchanged, refused } = batch.counts;
  const exists: Record<ResultFileKind, boolean> = {
    uploaded: true,
    completed: isFinished(batch.status) && created + updated + unchanged > 0,
    error: isFinished(batch.status) && refused > 0,
  };
  return resultFileKinds.filter((kind) => exists[kind]);
}

function rowOfUpload(upload: Upload): HistoryRow {
  const { batchId, queuedAt, rowCount, status } = upload.entry;
  const shown = {
    waiting: 'waiting-to-send',
    blocked: 'waiting-to-send',
    sending: 'sending',
    sent: 'queued',
  };
  return {
    batchId,
    fileName: upload.contents.fileName,
    uploadedAt: queuedAt,
    rowCount,
    status: shown[status] as HistoryRow['status'],
    batch: null,
    upload,
  };
}

function rowOfBatch(batch: SeenBatch): HistoryRow {
  const { batchId, fileName, uploadedAt, rowCount, status } = batch;
  return { batchId, fileName, uploadedAt, rowCount, status, batch, upload: null };
}
