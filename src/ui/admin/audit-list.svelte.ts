import type { ApiAnswer } from '#sync/api.ts';
import { fetchAudit, type AuditEntry, type AuditFilter } from '#sync/district.ts';
import { boundsOfDay } from './bounds-of-day.ts';

/** The audit log as it is searched: by person, event and day, page by page. */
export class AuditList {
  person = $state('');
  event = $state('');
  /** `YYYY-MM-DD`, a day of the reader's own time zone; blank for all days. */
  day = $state('');
  entries = $state.raw<readonly AuditEntry[] | null>(null);
  trouble = $state.raw<Exclude<ApiAnswer<unknown>, { type: 'answer' }> | null>(null);
  busy = $state(false);
  #next = $state.raw<number | null>(null);
  /** The answer to an older search is never shown. */
  #search = 0;

  readonly hasMore = $derived(this.#next !== null);
  readonly filter = $derived<AuditFilter>({
    person: this.person,
    event: this.event,
    ...boundsOfDay(this.day),
  });

  search(): Promise<void> {
    return this.#ask(null);
  }

  showOlder(): Promise<void> {
    return this.#ask(this.#next);
  }

  async #ask(before: number | null): Promise<void> {
    this.#search += 1;
    const search = this.#search;
    this.busy = true;
    this.trouble = null;
    const answer = await fetchAudit(this.filter, before);
    if (search !== this.#search) return;
    this.busy = false;
    if (answer.type !== 'answer') {
      this.trouble = answer;
      return;
    }
    const shown = before === null ? [] : (this.entries ?? []);
    this.entries = [...shown, ...answer.value.entries];
    this.#next = answer.value.next;
  }
}
