/** Background Sync is Chromium's alone, so TypeScript does not know it. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

interface ServiceWorkerGlobalScopeEventMap {
  sync: SyncEvent;
}

/** Kit's list of the build. Its own types bring the DOM, which a service worker does not have. */
declare module '$service-worker' {
  export const build: readonly string[];
  export const files: readonly string[];
  export const version: string;
}
