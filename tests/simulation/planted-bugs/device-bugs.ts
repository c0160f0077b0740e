import type { Upload, UploadChunk } from '#storage/outbox.ts';
import type { SenderParts } from '#sync/sender.ts';
import type { Tab } from '../device/tab.ts';
import { bug, type PlantedBug, storing } from './planted-bug.ts';

/** Wrong ways to keep what is to be sent. */
export const deviceBugs: readonly PlantedBug[] = [
  bug('takes an upload out of the outbox before it sends it', () => ({ parts: takingOut() })),
  bug('deletes the upload of whoever is signed out', () => ({
    parts: (parts, tab) =>
      storing(parts, (entry, store) =>
        entry.reason === 'auth.required'
          ? tab.device.outbox.removeUploads(tab, [entry.batchId])
          : store(entry),
      ),
  })),
  bug('shows as sent what it has begun to send', () => ({
    parts: (parts) =>
      storing(parts, (entry, store) =>
        store(entry.status === 'sending' ? { ...entry, status: 'sent' } : entry),
      ),
  })),
  bug('drops a chunk as soon as it has sent it', () => ({
    parts: (parts, tab) => ({
      ...parts,
      server: {
        ...parts.server,
        putChunk: (batchId, index, chunk) => {
          tab.device.outbox.chunks.delete(`${batchId}/${index}`);
          return parts.server.putChunk(batchId, index, chunk);
        },
      },
    }),
  })),
  bug('leaves the lock with a tab that is gone', () => ({
    locks: (locks) => Object.assign(locks, { forget: () => undefined }),
  })),
  bug('shows as being sent what waits', () => ({
    parts: (parts) =>
      storing(parts, (entry, store) =>
        store(entry.status === 'waiting' ? { ...entry, status: 'sending' } : entry),
      ),
  })),
  bug('says saved before it is', () => ({
    queue: (upload, chunks, tab) => {
      tab.device.outbox.queueUpload(tab, upload, chunks).catch(() => undefined);
      return Promise.resolve(true);
    },
  })),
  bug('keeps an upload and its rows in two steps', () => ({ queue: inTwoSteps })),
  bug('makes an upload of a draft as often as the button is pressed', () => ({
    queue: (upload, chunks, tab) => {
      const { outbox, world } = tab.device;
      outbox.drafts.delete(upload.entry.batchId);
      const batchId = world.newId();
      outbox.drafts.add(batchId);
      return outbox.queueUpload(tab, { ...upload, entry: { ...upload.entry, batchId } }, chunks);
    },
  })),
];

/** As the queue of workbox-background-sync: out of the database, sent, and put back when that failed. */
function takingOut(): (parts: SenderParts, tab: Tab) => SenderParts {
  return (parts, tab) => {
    const { outbox } = tab.device;
    const taken = new Map<string, Upload>();
    return storing(parts, async (entry, store) => {
      if (entry.status !== 'sending') {
        const upload = taken.get(entry.batchId);
        if (upload) await outbox.write(tab, () => outbox.uploads.set(entry.batchId, upload));
        return store(entry);
      }
      await outbox.write(tab, () => {
        const upload = outbox.uploads.get(entry.batchId);
        if (upload) taken.set(entry.batchId, upload);
        outbox.uploads.delete(entry.batchId);
      });
    });
  };
}

async function inTwoSteps(upload: Upload, chunks: readonly UploadChunk[], tab: Tab): Promise<boolean> {
  const { outbox } = tab.device;
  const { batchId } = upload.entry;
  if (!(await outbox.queueUpload(tab, upload, []))) return false;
  for (const [index, chunk] of chunks.entries()) {
    await outbox.write(tab, () => outbox.chunks.set(`${batchId}/${index}`, chunk));
  }
  return true;
}
