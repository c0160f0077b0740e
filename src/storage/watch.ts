import { openDatabase, type Database } from './database.ts';
import { onKeysChange } from './keys.ts';
import { StorageFailure } from './storage-trouble.ts';

/**
 * Calls `onValue` with the query's result now, after every change to what it read, made in this tab or another, and
 * after keys were opened or locked, until the returned function is called. A query reads first and opens what is sealed
 * last. A failing query goes to `onTrouble`; that a device cannot remember has been told already.
 */
export function watch<Value>(
  query: (database: Database) => Promise<Value>,
  onValue: (value: Value) => void,
  onTrouble: (trouble: unknown) => void,
): () => void {
  let stop = () => {};
  let stopped = false;
  let stopKeys = () => {};
  Promise.all([openDatabase(), import('dexie')])
    .then(([database, { liveQuery }]) => {
      const follow = () => {
        stop();
        const subscription = liveQuery(() => query(database)).subscribe({ next: onValue, error: onTrouble });
        stop = () => subscription.unsubscribe();
      };
      if (stopped) return;
      follow();
      stopKeys = onKeysChange(follow);
    })
    .catch((trouble: unknown) => {
      if (!(trouble instanceof StorageFailure)) onTrouble(trouble);
    });
  return () => {
    stopped = true;
    stopKeys();
    stop();
  };
}
