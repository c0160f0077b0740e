import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { DeliveryAnswer } from '#domain/outbox/next-step.ts';
import type { SenderParts } from '#sync/sender.ts';
import type { Tab } from '../device/tab.ts';
import { nothingPlanted, type Plant } from './plant.ts';

/** A protocol bug somebody could really write; `plant` puts it into one run. */
export interface PlantedBug {
  /** What the wrong code does, as a sentence about it. */
  readonly name: string;
  readonly plant: () => Plant;
}

/** A bug in one or a few places; whatever it has to remember belongs to the run. */
export function bug(name: string, wrong: () => Partial<Plant>): PlantedBug {
  return { name, plant: () => ({ ...nothingPlanted, ...wrong() }) };
}

type StoreEntry = SenderParts['store']['storeEntry'];

/** The parts with another way to keep an entry. */
export function storing(
  parts: SenderParts,
  storeEntry: (entry: OutboxEntry, store: StoreEntry) => Promise<void>,
): SenderParts {
  const store: StoreEntry = (entry) => parts.store.storeEntry(entry);
  return { ...parts, store: { ...parts.store, storeEntry: (entry) => storeEntry(entry, store) } };
}

/** The parts with every answer of the server understood in another way. */
export function understanding(
  parts: SenderParts,
  understand: (answer: DeliveryAnswer, batchId: string) => DeliveryAnswer,
): SenderParts {
  const { server } = parts;
  return {
    ...parts,
    server: {
      putHeader: async (upload) => understand(await server.putHeader(upload), upload.entry.batchId),
      putChunk: async (batchId, index, chunk) =>
        understand(await server.putChunk(batchId, index, chunk), batchId),
      commit: async (batchId) => understand(await server.commit(batchId), batchId),
    },
  };
}

/** What the device holds of an upload at this moment. */
export function entryOf(tab: Tab, batchId: string): OutboxEntry | undefined {
  return tab.device.outbox.uploads.get(batchId)?.entry;
}
