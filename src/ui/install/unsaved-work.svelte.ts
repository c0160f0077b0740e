/**
 * What a reload would lose, so that a new version never takes it: text that is being typed and not stored yet, and
 * whatever a part of the app holds with `hold` (a file that is being read, a password shown once).
 */
class UnsavedWork {
  #isTyping = $state(false);
  #isHeld = $state(false);
  /** Not reactive: an `$effect` may hold without following what others hold. */
  #holds = 0;
  readonly isAtRisk = $derived(this.#isTyping || this.#isHeld);

  /** Nothing reloads the page until the returned function is called. */
  hold(): () => void {
    this.#count(1);
    let isOver = false;
    return () => {
      if (!isOver) this.#count(-1);
      isOver = true;
    };
  }

  /** Follows the field with the focus until the returned function is called. */
  watchTyping(): () => void {
    // A field may lose the focus because a template is just taking it away, when nothing may be changed.
    const set = (isTyping: boolean) => queueMicrotask(() => (this.#isTyping = isTyping));
    const focus = ({ target }: Event) => set(isTextField(target) && target.value !== '');
    const type = ({ target }: Event) => set(isTextField(target));
    const leave = () => set(false);
    document.addEventListener('focusin', focus);
    document.addEventListener('input', type);
    document.addEventListener('focusout', leave);
    return () => {
      document.removeEventListener('focusin', focus);
      document.removeEventListener('input', type);
      document.removeEventListener('focusout', leave);
    };
  }

  #count(change: 1 | -1): void {
    this.#holds += change;
    this.#isHeld = this.#holds > 0;
  }
}

const otherInputs = ['button', 'checkbox', 'radio', 'submit', 'reset', 'file', 'image', 'range', 'color'];

function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !otherInputs.includes(target.type);
}

export const unsavedWork = new UnsavedWork();
