import { openDatabase, type Database } from './database.ts';

/**
 * Calls `onValue` with the query's result now and after every change to what it read, made in this tab or another,
 * until the returned function is called. A failing query goes to `onTrouble`.
 */
export function watch<Value>(
  query: (database: Database) => Promise<Value>,
  onValue: (value: Value) => void,
  onTrouble: (trouble: unknown) => void,
): () => void {
  let stop = () => {};
  let stopped = false;
  Promise.all([openDatabase(), import('dexie')])
    .then(([database, { liveQuery }]) => {
      if (stopped) return;
      const subscription = liveQuery(() => query(database)).subscribe({ next: onValue, error: onTrouble });
      stop = () => subscription.unsubscribe();
    })
    .catch(onTrouble);
  return () => {
    stopped = true;
    stop();
  };
}
