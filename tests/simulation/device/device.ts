import type { Milliseconds } from '#domain/time.ts';
import { type OutboxEntry, readyToTry } from '#domain/outbox/outbox-entry.ts';
import type { Upload } from '#storage/outbox.ts';
import { classLists, type PackedList } from '../class-lists.ts';
import type { ServerAnswer } from '../server/messages.ts';
import { startOfTime } from '../start-of-time.ts';
import type { World } from '../world.ts';
import { LockModel } from './lock-model.ts';
import { OutboxModel } from './outbox-model.ts';
import { Tab } from './tab.ts';

/** A cookie: whose it is, and whether the server still knows it. */
export interface Session {
  readonly person: string;
  isAlive: boolean;
}

/** A browser profile on a tablet or Chromebook, with whoever uses it. */
export class Device {
  readonly name: string;
  readonly world: World;
  readonly locks: LockModel;
  readonly outbox: OutboxModel;
  tabs: Tab[] = [];
  /** Every draft that was ever made here. */
  readonly drafts: Draft[] = [];
  person = 'teacher';
  session: Session = { person: 'teacher', isAlive: true };
  clockOffset: Milliseconds = 0;
  /** True time of the last time somebody set the clock. */
  clockSetAt = Number.NEGATIVE_INFINITY;
  isOffline = false;
  /** Small requests pass, whatever carries rows is cut: a filter, or a line that loses large packets. */
  cutsLargeRequests = false;
  /** The app of this device is older than the server. */
  isOutdated = false;
  /** Earlier answers by request, as a cache that should not be there keeps them. */
  readonly staleAnswers = new Map<string, ServerAnswer>();
  private tabCount = 0;

  constructor(name: string, world: World) {
    this.name = name;
    this.world = world;
    this.locks = world.plant.locks(new LockModel(world.timeline));
    this.outbox = new OutboxModel({
      timeline: world.timeline,
      chance: world.chance,
      onChange: () => world.oracle.deviceChanged(this),
    });
  }

  openTab(kind: 'tab' | 'worker' = 'tab'): Tab {
    const tab = new Tab(`${this.name}.${kind}${(this.tabCount += 1)}`, this);
    this.tabs.push(tab);
    this.world.log(`${tab.name} opens`);
    tab.signedIn(this.person);
    return tab;
  }

  livingTabs(): Tab[] {
    return this.tabs.filter((tab) => tab.life !== 'gone');
  }

  kill(tab: Tab, how: string): void {
    this.world.log(`${tab.name} ${how}`);
    tab.die();
    this.tabs = this.livingTabs();
  }

  /** Somebody signs in, in one tab or, after `everywhere`, in all that are open. */
  signIn(person: string, everywhere: boolean): void {
    this.person = person;
    this.session = { person, isAlive: true };
    this.world.log(`${this.name}: ${person} signs in`);
    const tabs = this.livingTabs();
    for (const tab of everywhere ? tabs : tabs.slice(0, 1)) tab.signedIn(person);
  }

  /** A file becomes a draft; pressing Upload comes later. The id is the batch's for ever. */
  makeDraft(): Draft {
    const { chance, newId } = this.world;
    const draftId = newId();
    this.outbox.drafts.add(draftId);
    const list = chance.pick(classLists as [PackedList, ...PackedList[]]);
    return { draftId, person: this.person, list, fileName: `${draftId}.csv` };
  }

  /** The button Upload, as submit-draft.ts. A full disk is told, and the draft stays for another try. */
  press(tab: Tab, draft: Draft): void {
    const { plant, oracle, log, timeline } = this.world;
    const queuedAt = startOfTime + timeline.now() + this.clockOffset;
    log(`${tab.name} presses Upload on ${draft.fileName}`);
    plant.queue(toUpload(draft, queuedAt), draft.list.chunks, tab).then(
      (isQueued) => {
        if (isQueued) oracle.uploadSaved(this, draft);
      },
      (trouble: unknown) => oracle.troubleIn(tab, trouble),
    );
  }

  /** The button "Try again" beside an upload, as HistoryActions.svelte. */
  tryAgain(tab: Tab, entry: OutboxEntry): void {
    const { oracle, log } = this.world;
    log(`${tab.name} tries ${entry.batchId} again`);
    oracle.personAsked(entry.batchId);
    const wish = this.outbox.storeEntry(tab, readyToTry(entry, 'person'));
    wish.catch((trouble: unknown) => oracle.troubleIn(tab, trouble));
  }

  /** Upload History is opened: what it shows and is sent leaves the outbox, as fetch-history.ts. */
  lookAtHistory(tab: Tab): void {
    const { server } = this.world;
    const { person, isAlive } = this.session;
    if (this.isOffline || this.isOutdated || !isAlive || !server.isUp) return;
    const shown = server.ledger.batches.filter((batch) => batch.committedAt !== null);
    const listed = new Set(shown.map((batch) => batch.batchId));
    const uploads = [...this.outbox.uploads.values()].map((upload) => upload.entry);
    const done = uploads.filter(
      ({ userGuid, status, batchId }) => userGuid === person && status === 'sent' && listed.has(batchId),
    );
    if (done.length === 0) return;
    const ids = done.map((entry) => entry.batchId);
    this.outbox
      .removeUploads(tab, ids)
      .catch((trouble: unknown) => this.world.oracle.troubleIn(tab, trouble));
  }
}

export interface Draft {
  readonly draftId: string;
  readonly person: string;
  readonly list: PackedList;
  readonly fileName: string;
}

function toUpload({ draftId, person, list, fileName }: Draft, queuedAt: Milliseconds): Upload {
  return {
    entry: {
      version: 1,
      batchId: draftId,
      userGuid: person,
      schoolId: 'school',
      queuedAt,
      rowCount: list.rowCount,
      chunkCount: list.chunks.length,
      payloadHash: list.payloadHash,
      status: 'waiting',
      attempts: 0,
      notBefore: 0,
      reason: null,
    },
    contents: { ...list.contents, fileName },
  };
}
