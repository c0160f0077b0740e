import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import { HOUR_MS, type Milliseconds, MINUTE_MS, SECOND_MS } from '#domain/time.ts';
import type { Device, Draft } from './device/device.ts';
import type { Desk, Tab } from './device/tab.ts';
import type { ServerAnswer } from './server/messages.ts';
import { findBatch } from './server/ledger.ts';
import { startOfTime } from './start-of-time.ts';
import type { World } from './world.ts';

/** What must never happen, each counted by itself. */
export const claims = [
  'lost',
  'doubled',
  'stuck',
  'lied',
  'sent-under-another-id',
  'tried-too-early',
  'two-senders',
  'hammered',
  'unexpected-trouble',
] as const;
export type Claim = (typeof claims)[number];

export interface Violation {
  readonly claim: Claim;
  readonly what: string;
}

/** One whole upload here takes ten; the most a fair run was seen to make is 50, with five tabs closed in that minute. */
const MOST_REQUESTS_IN_A_MINUTE = 80;

/** A wait the server asked for: whom it told, and whether the device has written that down since. */
interface AskedWait {
  readonly desk: Desk;
  readonly until: Milliseconds;
  isStored: boolean;
}

/** Sees everything: every change on a device, every request, every answer, and what is true on the server. */
export class Oracle {
  readonly world: World;
  readonly violations: Violation[] = [];
  /** Uploads of which the app has said "saved". */
  readonly saved = new Map<string, Draft>();
  private hasAskedToWait = false;
  private readonly asked = new Map<string, Milliseconds[]>();
  private readonly waits = new Map<string, AskedWait>();
  /** Refusals a device has heard in a row, by upload; anything else it hears ends the row. */
  private readonly refusals = new Map<string, { code: string; count: number }>();

  constructor(world: World) {
    this.world = world;
  }

  violate(claim: Claim, what: string): void {
    this.world.log(`VIOLATION ${claim}: ${what}`);
    this.violations.push({ claim, what });
  }

  /** Called by whoever is told "saved"; from now on the upload must be somewhere, always. */
  uploadSaved(device: Device, draft: Draft): void {
    this.saved.set(draft.draftId, draft);
    const isKept = [...device.outbox.uploads.values()].some(
      ({ contents }) => contents.fileName === draft.fileName,
    );
    const isSent = findBatch(this.world.server.ledger, draft.draftId)?.committedAt != null;
    if (!isKept && !isSent) this.violate('lied', `${draft.fileName} is called saved`);
    this.world.log(`${device.name}: saved ${draft.fileName}`);
  }

  deviceChanged(device: Device): void {
    for (const { entry } of device.outbox.uploads.values()) this.checkShown(entry);
    for (const [batchId, wait] of this.waits) {
      const entry = device.outbox.uploads.get(batchId)?.entry;
      const asStored = startOfTime + wait.desk.tab.clockOffset + wait.until;
      if (wait.desk.tab.device === device && entry && entry.notBefore >= asStored) wait.isStored = true;
    }
  }

  /** Whether what a device shows of an upload is true at this moment. */
  private checkShown(entry: OutboxEntry): void {
    const { batchId, status, reason } = entry;
    if (status === 'sent') {
      const batch = findBatch(this.world.server.ledger, batchId);
      const isTrue = batch?.committedAt != null && batch.header.payloadHash === entry.payloadHash;
      if (!isTrue) this.violate('lied', `${batchId} is shown as sent and the server has no such upload`);
    }
    if (status === 'blocked' && !this.judged.has(entry) && !this.isBlockFair(entry)) {
      this.violate('lied', `${batchId} is shown as blocked (${reason}) and the server did not mean that`);
    }
    this.judged.add(entry);
  }

  /** A block is judged by what was heard when it was shown first. */
  private readonly judged = new WeakSet<OutboxEntry>();

  private isBlockFair({ batchId, reason }: OutboxEntry): boolean {
    const heard = this.refusals.get(batchId);
    if (heard === undefined || heard.code === 'server.broken' || heard.code === 'auth.required') return false;
    if (reason === 'batch.chunk_damaged') return heard.code === reason && heard.count >= 5;
    // A word of a later version is told as what it means here.
    return reason === 'protocol.unsupported' || heard.code === reason;
  }

  /** A request of the sender that works for this person in this tab. */
  departs(desk: Desk): void {
    const { tab, person } = desk;
    this.checkAlone(tab, person);
    this.checkPatience(desk);
    this.checkManners(desk);
    tab.asking.push(person);
  }

  ends({ tab, person }: Desk): void {
    tab.asking.splice(tab.asking.indexOf(person), 1);
  }

  private checkAlone(tab: Tab, person: string): void {
    const others = tab.device.livingTabs().filter((other) => other !== tab && other.asking.includes(person));
    if (others.length > 0) this.violate('two-senders', `${tab.name} and ${others[0]?.name ?? ''}`);
  }

  private checkPatience(desk: Desk): void {
    const { tab, current } = desk;
    const wait = this.waits.get(current ?? '');
    const now = this.world.timeline.now();
    if (wait === undefined || now >= wait.until || wait.desk.tab.device !== tab.device) return;
    // What a sender could not write down ends with it; and tabs from before and after somebody set the clock write
    // moments that mean different things to each other.
    const mayBeFooled = tab.device.clockSetAt >= Math.min(tab.openedAt, wait.desk.tab.openedAt);
    if (wait.desk !== desk && (!wait.isStored || mayBeFooled)) return;
    this.violate('tried-too-early', `${current} ${wait.until - now} ms early by ${tab.name}`);
  }

  /** However often an upload fails, a server is asked about it every few seconds at most. */
  private checkManners({ current }: Desk): void {
    const now = this.world.timeline.now();
    const asked = [...(this.asked.get(current ?? '') ?? []), now].filter((at) => at > now - MINUTE_MS);
    this.asked.set(current ?? '', asked);
    if (asked.length === MOST_REQUESTS_IN_A_MINUTE)
      this.violate('hammered', `${asked.length} requests in a minute`);
  }

  /** A person who presses "try again" may: the wait is the server's wish, the work is the teacher's. */
  personAsked(batchId: string): void {
    this.waits.delete(batchId);
  }

  /** Whether the server ever asked anybody to wait. */
  wasAskedToWait(): boolean {
    return this.hasAskedToWait;
  }

  answered(desk: Desk, answer: ServerAnswer): void {
    const batchId = desk.current ?? '';
    const wait = readRetryAfter(answer);
    const now = this.world.timeline.now();
    if (wait !== null && answer.status >= 400) {
      const until = now + Math.min(wait, HOUR_MS);
      this.hasAskedToWait = true;
      this.waits.set(batchId, { desk, until, isStored: false });
    }
    this.hearRefusal(batchId, answer);
  }

  private hearRefusal(batchId: string, { status, headers, body }: ServerAnswer): void {
    if (status < 400 || headers['Content-Type'] !== 'application/problem+json') {
      // The chunk that was damaged is sent again after a question or two; those do not end the row.
      if (status === 204) this.refusals.delete(batchId);
      return;
    }
    const code = readCode(body);
    const before = this.refusals.get(batchId);
    this.refusals.set(batchId, { code, count: before?.code === code ? before.count + 1 : 1 });
  }

  /** The sender of a tab lies down to rest: nothing may look as if it were being sent. */
  senderRests({ tab, person, hasLooked }: Desk): void {
    if (!hasLooked) return;
    for (const { entry } of tab.device.outbox.uploads.values()) {
      const isOwn = entry.userGuid === person;
      if (isOwn && entry.status === 'sending' && !tab.device.outbox.behind.has(entry.batchId)) {
        this.violate('lied', `${entry.batchId} is shown as sending while ${tab.name} rests`);
      }
    }
  }

  troubleIn(tab: Tab, trouble: unknown): void {
    const cause = trouble instanceof Error && trouble.cause !== undefined ? trouble.cause : trouble;
    const isOfTheDisk = cause instanceof DOMException && diskTroubles.includes(cause.name);
    if (isOfTheDisk) return;
    this.violate('unexpected-trouble', `${tab.name}: ${String(trouble)}`);
  }
}

/** What a device may say of its storage; anything else is a bug. */
const diskTroubles = ['QuotaExceededError', 'UnknownError'];

function readRetryAfter({ headers }: ServerAnswer): Milliseconds | null {
  const text = headers['Retry-After'];
  if (text === undefined) return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return seconds * SECOND_MS;
  return Date.parse(text) - Date.parse(headers.Date ?? '');
}

function readCode(body: string): string {
  return /"code":"([^"]+)"/.exec(body)?.[1] ?? 'cut';
}
