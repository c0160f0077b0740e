import type { BatchStatus, DeviceStatus } from '#domain/batches/batch.ts';

type Tone = 'neutral' | 'waiting' | 'working' | 'success' | 'warning' | 'error';

/** How a status looks; its word is in the messages of history. */
export const statusTones: Readonly<Record<BatchStatus | DeviceStatus, Tone>> = {
  draft: 'neutral',
  'waiting-to-send': 'waiting',
  sending: 'working',
  queued: 'waiting',
  'in-progress': 'working',
  completed: 'success',
  'completed-with-errors': 'warning',
  failed: 'error',
};
