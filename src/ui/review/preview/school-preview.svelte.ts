import type { PreviewWarning } from '#domain/batches/preview-warnings.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Owner } from '#storage/owner.ts';
import { connection } from '#sync/connection.ts';
import { fetchSchoolIndex, readSchoolIndex, type KnownSchoolIndex } from '#sync/school-index.ts';
import { askTakenUsernames } from '#sync/taken-usernames.ts';
import type { OtherSchool, PreviewSummary } from '#worker/roster-api.ts';
import type { OpenDraft } from '../open-draft.svelte.ts';
import { loadOtherSchools } from './other-schools.ts';

/** What a roster is compared with: nothing, what this device keeps, or what the server has just said. */
export type ComparedWith = 'nothing' | 'copy' | 'server';

/** Typing goes on; the comparison waits for a pause. */
const PAUSE_MS = 200;

/** Whoever presses Upload waits for the first comparison no longer than this. */
const PATIENCE_MS = 1_000;

/** With fewer rows about nobody the school has, nobody chose another school's file by mistake. */
const FEWEST_FOR_OTHER_SCHOOLS = 5;

/**
 * What an upload of the open draft would do in the school. One for each draft, whichever page shows it. It holds
 * nothing up: where there is neither a copy nor a connection, it just says nothing.
 */
export class SchoolPreview {
  summary = $state.raw<PreviewSummary | null>(null);
  comparedWith = $state<ComparedWith>('nothing');
  /** Server time of what it is compared with. */
  asOf = $state<Milliseconds | null>(null);
  /** Typed usernames that only the server can judge, and it could not be asked. */
  hasUncheckedUsernames = $state(false);
  /** Counts the comparisons; whoever shows rows reads them again. */
  turn = $state(0);
  /** Counts how often an upload was held up by a warning. */
  asked = $state(0);
  #seen = $state.raw<readonly string[]>([]);
  readonly #open: OpenDraft;
  readonly #owner: Owner;
  readonly #stop = new AbortController();
  readonly #taken: string[] = [];
  // Nothing is drawn from it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #asked = new Set<string>();
  #known: KnownSchoolIndex | null = null;
  #others: readonly OtherSchool[] | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #first: Promise<void> | null = null;
  #running: Promise<void> = Promise.resolve();

  /** What nobody has acknowledged yet. */
  readonly openWarnings = $derived(
    (this.summary?.warnings ?? []).filter((warning) => !this.#seen.includes(nameOf(warning))),
  );

  constructor(open: OpenDraft) {
    this.#open = open;
    this.#owner = { userGuid: open.draft.userGuid, schoolId: open.draft.schoolId };
  }

  /** Compares soon; at once the first time. */
  follow(): void {
    if (this.#first === null) {
      this.#first = this.#begin().catch(this.#trouble);
      this.#watchConnection();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#compare().catch(this.#trouble), PAUSE_MS);
  }

  /**
   * Whether nothing is left to acknowledge; else the warnings ask for it. Waits a moment for a comparison that is on
   * its way, and never longer: nothing known is no reason to hold an upload up.
   */
  async mayUpload(): Promise<boolean> {
    const isOver = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    if (this.summary === null) await Promise.race([this.#first, isOver]);
    if (this.openWarnings.length === 0) return true;
    this.asked += 1;
    return false;
  }

  acknowledge(warning: PreviewWarning): void {
    this.#seen = [...this.#seen, nameOf(warning)];
  }

  #watchConnection(): void {
    const stop = connection.onReachability(() => {
      if (!this.#open.isOpen) return stop();
      if (connection.reachability() !== 'reachable' || this.comparedWith === 'server') return;
      this.#refresh().catch(this.#trouble);
    });
  }

  async #begin(): Promise<void> {
    const kept = await readSchoolIndex(this.#owner);
    if (kept) {
      await this.#know(kept, 'copy');
      await this.#compare();
    }
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    const fetched = await fetchSchoolIndex(this.#owner, this.#known, Date.now, this.#stop.signal);
    if (fetched === null) return;
    if (fetched === 'same') this.comparedWith = 'server';
    else await this.#know(fetched, 'server');
    await this.#compare();
  }

  async #know(known: KnownSchoolIndex, comparedWith: ComparedWith): Promise<void> {
    this.#known = known;
    this.comparedWith = comparedWith;
    this.asOf = known.asOf;
    await this.#open.know(known.index, this.#others ?? []);
  }

  /** One comparison after the other; the last one asked for is the one that is shown. */
  #compare(): Promise<void> {
    this.#running = this.#running.catch(() => undefined).then(() => this.#compareOnce());
    return this.#running;
  }

  async #compareOnce(): Promise<void> {
    if (!this.#open.isOpen) return;
    const summary = await this.#open.preview(this.#taken);
    if (summary === null) return;
    this.summary = summary;
    this.turn += 1;
    const hasNews = (await this.#askUsernames(summary)) || (await this.#askOtherSchools(summary));
    if (hasNews) await this.#compareOnce();
  }

  /** True when some are taken that were not known to be. */
  async #askUsernames({ usernamesToAsk }: PreviewSummary): Promise<boolean> {
    const unasked = usernamesToAsk.filter((name) => !this.#asked.has(name));
    const isOnline = this.comparedWith === 'server';
    const taken = unasked.length > 0 && isOnline ? await askTakenUsernames(unasked, this.#stop.signal) : null;
    this.hasUncheckedUsernames = unasked.length > 0 && taken === null;
    if (taken === null) return false;
    for (const name of unasked) this.#asked.add(name);
    this.#taken.push(...taken);
    return taken.length > 0;
  }

  /** True when another school is known now, to be compared with. */
  async #askOtherSchools({ counts, unknownGuids }: PreviewSummary): Promise<boolean> {
    const isTelling = unknownGuids > 0 || counts.created + counts.refused >= FEWEST_FOR_OTHER_SCHOOLS;
    if (this.#others !== null || this.#known === null || !isTelling) return false;
    this.#others = await loadOtherSchools(this.#owner, this.comparedWith === 'server', this.#stop.signal);
    if (this.#others.length === 0) return false;
    await this.#open.know(this.#known.index, this.#others);
    return true;
  }

  /** The worker ends with the draft; nobody waits for its answer any more. */
  readonly #trouble = (trouble: unknown): void => {
    if (this.#open.isOpen) reportError(trouble);
    else this.#stop.abort();
  };
}

function nameOf(warning: PreviewWarning): string {
  return warning.type === 'other-school' ? `${warning.type} ${warning.schoolId}` : warning.type;
}

const previews = new WeakMap<OpenDraft, SchoolPreview>();

/** The preview of an open draft, the same one on every page. */
export function previewOf(open: OpenDraft): SchoolPreview {
  const preview = previews.get(open) ?? new SchoolPreview(open);
  previews.set(open, preview);
  return preview;
}
