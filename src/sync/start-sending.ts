import { openDatabase, type OutboxRecord } from '#storage/database.ts';
import { readChunk, storeEntry, uploadsOf } from '#storage/outbox.ts';
import { watch } from '#storage/watch.ts';
import { deviceApi } from './api.ts';
import { connection } from './connection.ts';
import { sendersConnection } from './own-answers.ts';
import { startSender, type SenderParts } from './sender.ts';
import { tellSending } from './sending-progress.ts';
import { createUploadServer } from './upload-server.ts';
import { askToBeWoken, onWake } from './wake.ts';

/**
 * From now on sends what this person has waiting on this device, in whichever tab is first, until stopped. Call it
 * when somebody is signed in; stop it when they leave.
 */
export function startSending(userGuid: string): () => void {
  return startSender(userGuid, browserParts);
}

const { own, onOthersReach } = sendersConnection(connection);

const browserParts: SenderParts = {
  server: createUploadServer({ ...deviceApi, connection: own }),
  store: { readChunk, storeEntry },
  uploadsOf,
  // Runs on evenly from when the page was opened, whatever is done to the clock meanwhile.
  now: () => performance.timeOrigin + performance.now(),
  random: () => Math.random(),
  tellProgress: (batchId, acknowledged) => tellSending({ batchId, acknowledged }),
  watchOutbox,
  watchReturn,
  // Not the bare function: called as a method of these parts it throws, and that would end the sender.
  report: (trouble) => reportError(trouble),
  alone,
};

/** The lock is the lease: a closed or crashed tab gives it back at once, and no clock can be wrong about it. */
async function alone(name: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  await openDatabase();
  await navigator.locks.request(name, { signal }, work);
}

function watchOutbox(onChange: () => void): () => void {
  const changed = (records: readonly OutboxRecord[]) => {
    if (records.some(({ status }) => status !== 'sent')) askToBeWoken().catch(reportError);
    onChange();
  };
  return watch((database) => database.outbox.toArray(), changed, reportError);
}

function watchReturn(onReturn: () => void): () => void {
  const whenVisible = () => {
    if (document.visibilityState === 'visible') onReturn();
  };
  const stopReachable = onOthersReach(onReturn);
  const stopWaking = onWake(onReturn);
  addEventListener('online', onReturn);
  document.addEventListener('visibilitychange', whenVisible);
  return () => {
    stopReachable();
    stopWaking();
    removeEventListener('online', onReturn);
    document.removeEventListener('visibilitychange', whenVisible);
  };
}
