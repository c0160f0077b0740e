/** Which item a key moves to in a list that wraps around; undefined when the key does not move. `current` is -1 for none. */
export function nextInList(key: string, current: number, labels: readonly string[]): number | undefined {
  const count = labels.length;
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % count;
    case 'ArrowUp':
      return current <= 0 ? count - 1 : current - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return [...key].length === 1 && key !== ' ' ? startingWith(key, current, labels) : undefined;
  }
}

function startingWith(letter: string, current: number, labels: readonly string[]): number | undefined {
  const wanted = letter.toLocaleLowerCase();
  const order = labels.map((_, step) => (current + 1 + step) % labels.length);
  return order.find((index) => labels[index]?.toLocaleLowerCase().startsWith(wanted));
}
