import type { Upload, UploadChunk } from '#storage/outbox.ts';
import type { SenderParts } from '#sync/sender.ts';
import type { LockModel } from '../device/lock-model.ts';
import type { Tab } from '../device/tab.ts';
import type { Send } from '../network.ts';
import { RunnerModel, type RunnerParts } from '../server/runner-model.ts';
import { ServerModel } from '../server/server-model.ts';
import type { World } from '../world.ts';

/** The places where a run can be made wrong on purpose. Without a bug each gives back what it was given. */
export interface Plant {
  /** The world stands, nothing has happened. */
  begin(world: World): void;
  fetch(send: Send, tab: Tab): Send;
  parts(parts: SenderParts, tab: Tab): SenderParts;
  locks(locks: LockModel): LockModel;
  queue(upload: Upload, chunks: readonly UploadChunk[], tab: Tab): Promise<boolean>;
  server(parts: ConstructorParameters<typeof ServerModel>[0]): ServerModel;
  runner(parts: RunnerParts): RunnerModel;
  /** The server has just lost everything that is not in its ledger. */
  crashed(): void;
}

export const nothingPlanted: Plant = {
  begin: () => undefined,
  fetch: (send) => send,
  parts: (parts) => parts,
  locks: (locks) => locks,
  queue: (upload, chunks, tab) => tab.device.outbox.queueUpload(tab, upload, chunks),
  server: (parts) => new ServerModel(parts),
  runner: (parts) => new RunnerModel(parts),
  crashed: () => undefined,
};
