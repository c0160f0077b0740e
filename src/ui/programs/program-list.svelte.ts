import type { ApiAnswer } from '#sync/api.ts';
import { fetchPrograms, type Program } from '#sync/programs.ts';

/** The programs of one school; null while they are on their way. */
export class ProgramList {
  programs = $state.raw<readonly Program[] | null>(null);
  trouble = $state.raw<Exclude<ApiAnswer<unknown>, { type: 'answer' }> | null>(null);

  /** Returns the way to stop waiting. */
  load(schoolId: string): () => void {
    const stop = new AbortController();
    this.trouble = null;
    void fetchPrograms(schoolId, stop.signal).then((answer) => {
      if (stop.signal.aborted) return;
      if (answer.type === 'answer') this.programs = answer.value.programs;
      else this.trouble = answer;
    });
    return () => stop.abort();
  }
}
