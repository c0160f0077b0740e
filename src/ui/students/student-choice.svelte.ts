import { SvelteMap } from 'svelte/reactivity';
import type { Student } from '#sync/students.ts';

/** Students ticked in the list; they stay ticked when another search is shown. */
export class StudentChoice {
  readonly #chosen = new SvelteMap<string, Student>();

  readonly count = $derived(this.#chosen.size);
  /** Those who would lose a password of their own. */
  readonly ownCount = $derived(
    [...this.#chosen.values()].filter((student) => student.passwordState === 'permanent').length,
  );

  get userGuids(): string[] {
    return [...this.#chosen.keys()];
  }

  has(student: Student): boolean {
    return this.#chosen.has(student.userGuid);
  }

  set(student: Student, isChosen: boolean): void {
    if (isChosen) this.#chosen.set(student.userGuid, student);
    else this.#chosen.delete(student.userGuid);
  }

  clear(): void {
    this.#chosen.clear();
  }
}
