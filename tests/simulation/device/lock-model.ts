import type { Timeline } from '../timeline.ts';
import type { Tab } from './tab.ts';

interface Request {
  readonly tab: Tab;
  readonly grant: () => void;
}

/**
 * The Web Locks of one browser: one holder a name, the others wait in line, and a holder that dies gives the lock back
 * by itself (11 to 25 ms later in Chromium). A frozen holder keeps it.
 */
export class LockModel {
  readonly timeline: Timeline;
  readonly holders = new Map<string, Tab>();
  readonly lines = new Map<string, Request[]>();

  constructor(timeline: Timeline) {
    this.timeline = timeline;
  }

  /** As `navigator.locks.request(name, { signal }, work)`. */
  request(tab: Tab, name: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const grant = () =>
        tab.run(() => {
          void work()
            .then(resolve, reject)
            .finally(() => this.release(tab, name));
        });
      const request = { tab, grant };
      signal.addEventListener('abort', () => {
        if (this.withdraw(name, request)) reject(new DOMException('given up', 'AbortError'));
      });
      this.lines.set(name, [...(this.lines.get(name) ?? []), request]);
      this.grantNext(name);
    });
  }

  release(tab: Tab, name: string): void {
    if (this.holders.get(name) !== tab) return;
    this.holders.delete(name);
    this.grantNext(name);
  }

  /** The tab is gone, whatever it was doing. */
  forget(tab: Tab): void {
    for (const [name, line] of this.lines) {
      this.lines.set(
        name,
        line.filter((request) => request.tab !== tab),
      );
    }
    for (const [name, holder] of this.holders) {
      if (holder === tab) this.timeline.after(18, () => this.release(tab, name));
    }
  }

  grantNext(name: string): void {
    if (this.holders.has(name)) return;
    const [next, ...others] = this.lines.get(name) ?? [];
    if (next === undefined) return;
    this.lines.set(name, others);
    this.holders.set(name, next.tab);
    this.timeline.after(1, next.grant);
  }

  private withdraw(name: string, request: Request): boolean {
    const line = this.lines.get(name) ?? [];
    this.lines.set(
      name,
      line.filter((one) => one !== request),
    );
    return line.includes(request);
  }
}
