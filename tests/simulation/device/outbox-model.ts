import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Upload, UploadChunk } from '#storage/outbox.ts';
import type { Chance } from '../chance.ts';
import type { Timeline } from '../timeline.ts';
import type { Tab } from './tab.ts';

/** As Chromium says it, without a message; made once, because each takes a stack trace. */
const diskFull = new DOMException('', 'QuotaExceededError');
/** As WebKit says it after a tab was in the background. */
const databaseLost = new DOMException('Connection to Indexed Database server lost', 'UnknownError');

export interface OutboxParts {
  readonly timeline: Timeline;
  readonly chance: Chance;
  /** Called after every change that is on the disk. */
  readonly onChange: () => void;
}

/**
 * What `#storage/outbox.ts` promises, in memory: transactions happen whole and in the order asked, take a moment,
 * outlive the tab that asked for them or never happen, and fail with a QuotaExceededError while the disk is full.
 */
export class OutboxModel {
  readonly parts: OutboxParts;
  readonly drafts = new Set<string>();
  readonly uploads = new Map<string, Upload>();
  readonly chunks = new Map<string, UploadChunk>();
  readonly watchers = new Map<() => void, Tab>();
  isFull = false;
  /** The browser has lost its database for a while: nothing is read, nothing written. */
  isLost = false;
  /** Entries whose last change the disk would not take: what it shows of them may be behind. */
  readonly behind = new Set<string>();
  private busyUntil = 0;

  constructor(parts: OutboxParts) {
    this.parts = parts;
  }

  queueUpload(tab: Tab, upload: Upload, chunks: readonly UploadChunk[]): Promise<boolean> {
    const { batchId } = upload.entry;
    return this.write(tab, () => {
      if (!this.drafts.delete(batchId)) return false;
      this.uploads.set(batchId, upload);
      chunks.forEach((chunk, index) => this.chunks.set(`${batchId}/${index}`, chunk));
      return true;
    });
  }

  uploadsOf(tab: Tab, userGuid: string): Promise<Upload[]> {
    return this.transact(tab, () =>
      [...this.uploads.values()]
        .filter(({ entry }) => entry.userGuid === userGuid)
        .sort((one, other) => one.entry.queuedAt - other.entry.queuedAt),
    );
  }

  readChunk(tab: Tab, batchId: string, index: number): Promise<UploadChunk | null> {
    return this.transact(tab, () => this.chunks.get(`${batchId}/${index}`) ?? null);
  }

  storeEntry(tab: Tab, entry: OutboxEntry): Promise<void> {
    this.behind.add(entry.batchId);
    return this.write(tab, () => {
      this.behind.delete(entry.batchId);
      const known = this.uploads.get(entry.batchId);
      if (known === undefined) return;
      this.uploads.set(entry.batchId, { ...known, entry });
      if (entry.status === 'sent') this.dropChunks(entry.batchId);
    });
  }

  removeUploads(tab: Tab, batchIds: readonly string[]): Promise<void> {
    return this.write(tab, () => {
      for (const batchId of batchIds) {
        this.uploads.delete(batchId);
        this.dropChunks(batchId);
      }
    });
  }

  dropChunks(batchId: string): void {
    for (const key of this.chunks.keys()) if (key.startsWith(batchId)) this.chunks.delete(key);
  }

  /** As a live query: every watching tab hears of every change, once for several at the same moment. */
  watch(tab: Tab, onChange: () => void): () => void {
    this.watchers.set(onChange, tab);
    this.tell(onChange, tab);
    return () => this.watchers.delete(onChange);
  }

  write<Value>(tab: Tab, apply: () => Value): Promise<Value> {
    return this.transact(tab, () => {
      if (this.isFull && this.parts.chance.happens(0.7)) throw diskFull;
      const value = apply();
      this.parts.onChange();
      for (const [onChange, watcher] of this.watchers) this.tell(onChange, watcher);
      return value;
    });
  }

  transact<Value>(tab: Tab, apply: () => Value): Promise<Value> {
    const { timeline, chance } = this.parts;
    this.busyUntil = Math.max(this.busyUntil, timeline.now() + chance.whole(0, 3));
    return new Promise((resolve, reject) => {
      timeline.after(this.busyUntil - timeline.now(), () => {
        // A dying tab's last transaction may or may not have begun.
        if (tab.life === 'gone' && chance.happens(0.5)) return;
        try {
          if (this.isLost) throw databaseLost;
          const value = apply();
          tab.run(() => resolve(value));
        } catch (trouble) {
          if (!(trouble instanceof DOMException)) throw trouble;
          tab.run(() => reject(trouble));
        }
      });
    });
  }

  private readonly told = new Set<() => void>();

  private tell(onChange: () => void, watcher: Tab): void {
    if (this.told.has(onChange)) return;
    this.told.add(onChange);
    this.parts.timeline.after(2, () => {
      this.told.delete(onChange);
      if (this.watchers.has(onChange)) watcher.run(onChange);
    });
  }
}
