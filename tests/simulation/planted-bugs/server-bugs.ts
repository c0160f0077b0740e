import type { BatchHeader } from '#protocol/batches.ts';
import { type Ledger, type LedgerBatch } from '../server/ledger.ts';
import { answerWith, type ServerAnswer } from '../server/messages.ts';
import { RunnerModel } from '../server/runner-model.ts';
import { type Member, ServerModel } from '../server/server-model.ts';
import type { Timeline } from '../timeline.ts';
import type { Plant } from './plant.ts';
import { bug, type PlantedBug } from './planted-bug.ts';

/** Wrong ways to receive and to process. */
export const serverBugs: readonly PlantedBug[] = [
  bug('takes an upload that is finished for a new one', () => ({
    server: (parts) => new ForgetsFinished(parts),
  })),
  bug('queues an upload at every commit', () => ({ server: (parts) => new QueuesAgain(parts) })),
  bug('gives the receipt before the commit is on the disk', answersEarly),
  bug('takes any bytes for a chunk', () => ({ server: (parts) => new TakesAnything(parts) })),
  bug('writes accounts and progress in two transactions', () => ({
    runner: (parts) => new WritesTwice(parts),
  })),
  bug('goes on after its lease is lost', () => ({ runner: (parts) => new KeepsOn(parts) })),
  bug('never takes up what a dead server had begun', () => ({ runner: (parts) => new LeavesBegun(parts) })),
  bug('counts progress in memory', () => ({ runner: (parts) => new BeginsAgain(parts) })),
];

class ForgetsFinished extends ServerModel {
  override insertReceiving(batchId: string, header: BatchHeader, member: Member): LedgerBatch {
    const open = this.ledger.batches.find(
      (batch) => batch.batchId === batchId && batch.status === 'receiving',
    );
    if (open) return open;
    const known = [...this.ledger.batches];
    this.ledger.batches.length = 0;
    const batch = super.insertReceiving(batchId, header, member);
    // The newest first, so that it is the one found.
    this.ledger.batches.push(...known);
    return batch;
  }
}

class QueuesAgain extends ServerModel {
  override commit(batchId: string, member: Member): ServerAnswer {
    const batch = this.findOwn(batchId, member);
    if (batch?.status !== 'completed') return super.commit(batchId, member);
    batch.doneRowCount = 0;
    this.queue(batch);
    return answerWith(this.receiptOf(batch) ?? {}, 202);
  }
}

/** The commit is written a moment later, unless the server has crashed by then. */
function answersEarly(): Partial<Plant> {
  let timeline: Timeline | undefined;
  let life = 0;
  const later = (call: () => void) => {
    const begun = life;
    timeline?.after(300, () => {
      if (begun === life) call();
    });
  };
  return {
    begin: (world) => (timeline = world.timeline),
    crashed: () => (life += 1),
    server: (parts) => new AnswersEarly(parts, later),
  };
}

class AnswersEarly extends ServerModel {
  readonly later: (call: () => void) => void;

  constructor(parts: ConstructorParameters<typeof ServerModel>[0], later: (call: () => void) => void) {
    super(parts);
    this.later = later;
  }

  override commit(batchId: string, member: Member): ServerAnswer {
    const batch = this.findOwn(batchId, member);
    if (batch?.status !== 'receiving' || batch.chunks.size < batch.header.chunkCount) {
      return super.commit(batchId, member);
    }
    this.later(() => super.commit(batchId, member));
    return answerWith(this.receiptOf({ ...batch, committedAt: this.now() }) ?? {}, 202);
  }
}

class TakesAnything extends ServerModel {
  override takeChunk(
    ...[batchId, index, request, member]: Parameters<ServerModel['takeChunk']>
  ): ServerAnswer {
    const answer = super.takeChunk(batchId, index, request, member);
    const batch = this.findOwn(batchId, member);
    if (answer.status !== 400 || !batch) return answer;
    batch.chunks.set(index, { digest: 'whatever', studentIds: ['?'] });
    return { ...answer, status: 204, body: '' };
  }
}

class WritesTwice extends RunnerModel {
  override write(batch: LedgerBatch, from: number): boolean {
    this.writeRows(batch, from);
    const { life } = this;
    this.later(35, () => {
      if (life === this.life) this.writeProgress(batch, from);
    });
    return batch.doneRowCount < batch.header.rowCount;
  }
}

class KeepsOn extends RunnerModel {
  override mayWrite(): boolean {
    return true;
  }
}

class LeavesBegun extends RunnerModel {
  override claim(owner: string): LedgerBatch | undefined {
    const begun = this.parts.ledger.batches.filter((batch) => batch.status === 'in-progress');
    for (const batch of begun) batch.leaseUntil = Number.POSITIVE_INFINITY;
    return super.claim(owner);
  }
}

class BeginsAgain extends RunnerModel {
  override start(): void {
    forgetProgress(this.parts.ledger);
    super.start();
  }
}

function forgetProgress({ batches }: Ledger): void {
  for (const batch of batches) if (batch.status === 'in-progress') batch.doneRowCount = 0;
}
