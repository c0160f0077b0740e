/**
 * Words from one server to all servers of the same database: that something about a batch changed, by its id. Only
 * hints, said after the commit: what is true stands in the tables, and a word that is lost costs a little time.
 */
export interface News {
  /** Never fails: a word that cannot be said is only logged. */
  tell(batchId: string): void;
  /** Resolves once words are heard; the returned function ends that. */
  listen(listener: NewsListener): Promise<() => void>;
  /** Tells every listener that there will be no more. */
  close(): Promise<void>;
}

export interface NewsListener {
  /** Must not throw. */
  heard(batchId: string): void;
  ended(): void;
}

/** Listeners of this process; enough where one server has the database for itself. */
export function createLocalNews(): News {
  const listeners = new Set<NewsListener>();
  return {
    tell: (batchId) => listeners.forEach((listener) => listener.heard(batchId)),
    listen: (listener) => {
      listeners.add(listener);
      return Promise.resolve(() => listeners.delete(listener));
    },
    close: () => {
      for (const listener of listeners) listener.ended();
      listeners.clear();
      return Promise.resolve();
    },
  };
}
