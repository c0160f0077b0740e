import type { World } from '../world.ts';
import { emptyLedger } from './ledger.ts';
import type { ServerAnswer, ServerRequest } from './messages.ts';
import type { RunnerModel } from './runner-model.ts';
import type { ServerModel } from './server-model.ts';

export const members = [
  { userGuid: 'teacher', schoolIds: ['school'] },
  { userGuid: 'other', schoolIds: ['school'] },
];

/** The machine the server runs on: it crashes between any two requests and starts again on the same database. */
export class ServerHost {
  readonly world: World;
  readonly ledger = emptyLedger();
  readonly model: ServerModel;
  readonly runner: RunnerModel;
  isUp = true;
  isStalled = false;

  constructor(world: World) {
    const { timeline, log } = world;
    this.world = world;
    this.runner = world.plant.runner({
      ledger: this.ledger,
      timeline,
      log,
      stepMs: (usual) => (this.isStalled ? world.chance.whole(20_000, 100_000) : usual),
    });
    this.model = world.plant.server({
      ledger: this.ledger,
      members,
      now: timeline.now,
      wakeJobs: () => {
        if (this.isUp) this.runner.wake();
      },
    });
  }

  /** Null when nobody answers. */
  answer(request: ServerRequest): ServerAnswer | null {
    return this.isUp ? this.model.answer(request) : null;
  }

  crash(): void {
    if (!this.isUp) return;
    this.world.log('server crashes');
    this.isUp = false;
    this.runner.stop();
    this.world.plant.crashed();
    this.world.timeline.after(this.world.chance.whole(500, 60_000), () => this.start());
  }

  start(): void {
    if (this.isUp) return;
    this.world.log('server starts');
    this.isUp = true;
    this.runner.start();
  }
}
