import type { Milliseconds } from '#domain/time.ts';
import { createConnection } from '#sync/connection.ts';
import { sendersConnection } from '#sync/own-answers.ts';
import { startSender, type SenderParts } from '#sync/sender.ts';
import type { Timer } from '#sync/timer.ts';
import { createUploadServer } from '#sync/upload-server.ts';
import { startOfTime } from '../start-of-time.ts';
import type { Device } from './device.ts';

/** One sender at work in a tab, from one sign-in to the next; for the oracle. */
export interface Desk {
  readonly tab: Tab;
  readonly person: string;
  /** The upload it is at. */
  current: string | null;
  /** Whether the device has given its outbox out to this sender yet. */
  hasLooked: boolean;
}

/** A page of the app, or its service worker. It runs the real sender on the real requests; all around it is a model. */
export class Tab {
  readonly name: string;
  readonly device: Device;
  readonly connection = sendersConnection(createConnection());
  /** A page counts time from the moment it was opened, whatever is done to the clock afterwards. */
  readonly clockOffset: Milliseconds;
  readonly openedAt: Milliseconds;
  life: 'alive' | 'frozen' | 'gone' = 'alive';
  /** For whom requests are under way. */
  readonly asking: string[] = [];
  person: string;
  private missed: (() => void)[] = [];
  private readonly returns = new Set<() => void>();
  private stopSender: () => void = () => undefined;

  constructor(name: string, device: Device) {
    this.name = name;
    this.device = device;
    this.clockOffset = device.clockOffset;
    this.person = device.person;
    this.openedAt = device.world.timeline.now();
  }

  /** Lets something happen in this tab: never once it is gone, later while it is frozen. */
  run(call: () => void): void {
    if (this.life === 'alive') call();
    else if (this.life === 'frozen') this.missed.push(call);
  }

  freeze(): void {
    if (this.life === 'alive') this.life = 'frozen';
  }

  thaw(): void {
    if (this.life !== 'frozen') return;
    this.life = 'alive';
    const missed = this.missed;
    this.missed = [];
    for (const call of missed) this.device.world.timeline.after(0, () => this.run(call));
  }

  /** Closed or crashed: nothing of it runs any more, not even a clean-up. */
  die(): void {
    this.life = 'gone';
    this.device.locks.forget(this);
  }

  /** Somebody is signed in here: sends what this person has waiting, as Outbox.svelte does. */
  signedIn(person: string): void {
    this.run(() => {
      this.stopSender();
      this.person = person;
      const parts = this.senderParts({ tab: this, person, current: null, hasLooked: false });
      this.stopSender = startSender(person, this.device.world.plant.parts(parts, this));
    });
  }

  /** The tab came to the front, or the browser says that a network is there. */
  returned(): void {
    this.run(() => this.returns.forEach((onReturn) => onReturn()));
  }

  /** As start-sending.ts, with the models of this device in the place of the browser. */
  private senderParts(desk: Desk): SenderParts {
    const { device } = this;
    const { world, outbox } = device;
    const { timeline, oracle, chance } = world;
    const after = this.timer();
    const uploadServer = createUploadServer({
      fetch: world.network.fetchFor(desk),
      connection: this.connection.own,
      after,
    });
    return {
      server: {
        ...uploadServer,
        putHeader: (upload) => {
          desk.current = upload.entry.batchId;
          return uploadServer.putHeader(upload);
        },
      },
      store: {
        readChunk: (batchId, index) => outbox.readChunk(this, batchId, index),
        storeEntry: (entry) => outbox.storeEntry(this, entry),
      },
      uploadsOf: async (userGuid) => {
        const uploads = await outbox.uploadsOf(this, userGuid);
        desk.hasLooked = true;
        return uploads;
      },
      now: () => startOfTime + timeline.now() + this.clockOffset,
      random: chance.real,
      after: (ms, call) => {
        oracle.senderRests(desk);
        return after(ms, call);
      },
      watchOutbox: (onChange) => outbox.watch(this, onChange),
      watchReturn: (onReturn) => this.watchReturn(onReturn),
      alone: (name, work, signal) => device.locks.request(this, name, work, signal),
      report: (trouble) => oracle.troubleIn(this, trouble),
    };
  }

  private timer(): Timer {
    return (ms, call) => this.device.world.timeline.after(ms, () => this.run(call));
  }

  private watchReturn(onReturn: () => void): () => void {
    this.returns.add(onReturn);
    const stop = this.connection.onOthersReach(onReturn);
    return () => {
      this.returns.delete(onReturn);
      stop();
    };
  }
}
