import type { ClassGuid } from '#domain/ids.ts';
import type { ApiAnswer } from '#sync/api.ts';
import { findStudents, type ResetPassword, type Student } from '#sync/students.ts';

/** Milliseconds of silence on the keyboard before a search is sent. */
const typingPause = 250;

/** The students of one school that match a search, page by page. */
export class StudentList {
  students = $state.raw<readonly Student[] | null>(null);
  total = $state(0);
  /** The search the shown students belong to. */
  shownSearch = $state('');
  /** Only those who have not signed in yet; search again after it changed. */
  waiting = $state(false);
  /** Only those in this class; search again after it changed. */
  classGuid = $state<ClassGuid | null>(null);
  isLoading = $state(false);
  trouble = $state.raw<Exclude<ApiAnswer<unknown>, { type: 'answer' }> | null>(null);

  readonly #schoolId: string;
  #next = $state<string | null>(null);
  #asked = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly hasMore = $derived(this.#next !== null);

  constructor(schoolId: string) {
    this.#schoolId = schoolId;
  }

  /** Searches when the typing rests; the answer to an older search is never shown. */
  searchSoon(search: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.search(search), typingPause);
  }

  search(search: string): Promise<void> {
    return this.#ask(search.trim(), null);
  }

  async loadMore(): Promise<void> {
    if (this.#next !== null && !this.isLoading) await this.#ask(this.shownSearch, this.#next);
  }

  /** Loads the pages that are missing, up to `most` students in all, and returns those that are shown. */
  async loadAll(most: number): Promise<readonly Student[]> {
    while (this.hasMore && (this.students?.length ?? 0) < most && !this.isLoading) {
      await this.loadMore();
      if (this.trouble) break;
    }
    return this.students?.slice(0, most) ?? [];
  }

  /** Shows at once that this student has a temporary password again. */
  markReset({ userGuid, expiresAt }: ResetPassword): void {
    this.students =
      this.students?.map((student) =>
        student.userGuid === userGuid
          ? { ...student, passwordState: 'temporary', temporaryPasswordExpiresAt: expiresAt }
          : student,
      ) ?? null;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked.abort();
  }

  async #ask(search: string, after: string | null): Promise<void> {
    this.stop();
    const asked = new AbortController();
    this.#asked = asked;
    this.isLoading = true;
    this.trouble = null;
    const answer = await findStudents(
      { schoolId: this.#schoolId, search, waiting: this.waiting, classGuid: this.classGuid, after },
      asked.signal,
    );
    if (asked.signal.aborted) return;
    this.isLoading = false;
    if (answer.type !== 'answer') {
      this.trouble = answer;
      return;
    }
    const before = after === null ? [] : (this.students ?? []);
    this.students = [...before, ...answer.value.students];
    this.total = answer.value.total;
    this.#next = answer.value.next;
    this.shownSearch = search;
  }
}
