import type { FaultClaim } from './browser-faults.ts';
import type { ClassList } from './class-lists.ts';
import type { FaultyWorld } from './faulty-world.ts';
import { countEffects, countStudents, uploadsNamed } from './truth.ts';
import type { ShownStatus } from './watch-statuses.ts';

const claims = ['lost', 'doubled', 'stuck', 'lied', 'tried before Retry-After'] as const;
type Claim = (typeof claims)[number];

/** Compares what the screen said with what the server's database says. */
export interface Jury {
  /** From now on violations are told of this case. */
  begin(what: string, list: ClassList): void;
  /** Takes what a tab showed, at once. */
  hear(shown: ShownStatus): Promise<void>;
  /** Says how it stands with an upload after the quiet time; `shown` is its row of Upload History then, or null. */
  judge(list: ClassList, shown: string | null): Promise<void>;
  /** Counts everything once more. */
  verdict(): Promise<FaultClaim[]>;
}

/** Shown of an upload the server has: never before its commit. */
const onServer = /^(Queued|In Progress|Completed|Completed with Errors)$/;

/** `series` names the run in its claims. */
export function createJury(series: string, world: FaultyWorld): Jury {
  const violations: { claim: Claim; what: string }[] = [];
  const lists: ClassList[] = [];
  let current = '';
  const violate = (claim: Claim, what: string) => violations.push({ claim, what: `${current}: ${what}` });
  return {
    begin(what, list) {
      current = what;
      lists.push(list);
    },
    async hear({ fileName, status, at }) {
      if (!onServer.test(status)) return;
      const [upload] = await uploadsNamed(fileName, world);
      const isThere = upload?.committedAt != null && upload.committedAt <= at;
      if (!isThere) violate('lied', `${fileName} shown as ${status} before the server had it`);
      if (status === 'Completed' && upload?.status !== 'completed') {
        violate('lied', `${fileName} shown as Completed, and is ${upload?.status}`);
      }
    },
    async judge(list, shown) {
      const uploads = await uploadsNamed(list.name, world);
      const committed = uploads.filter(({ committedAt }) => committedAt !== null);
      if (committed.length > 1) violate('doubled', `${committed.length} uploads`);
      const [upload] = committed;
      if (!upload) violate(shown === null ? 'lost' : 'stuck', `not on the server; shown: ${shown}`);
      else {
        const { accounts, outcomes } = await countEffects(list.prefix, upload.batchId, world);
        if (accounts < list.newStudents || outcomes < list.rowCount) violate('lost', `${accounts} accounts`);
        if (accounts > list.newStudents || outcomes > list.rowCount)
          violate('doubled', `${accounts} accounts`);
        if (upload.status !== 'completed') violate('stuck', `${upload.status} on the server`);
        if (!shown?.includes('Completed')) violate('lied', `completed on the server, shown: ${shown}`);
        if (shown !== null && !shown.includes(`${list.newStudents.toLocaleString('en')} created`)) {
          violate('lied', `${list.newStudents} created, shown: ${shown}`);
        }
      }
    },
    async verdict() {
      current = 'at the end';
      const students = await countStudents(world);
      const meant = lists.reduce((sum, list) => sum + list.newStudents, 0);
      if (students !== meant)
        violate(students < meant ? 'lost' : 'doubled', `${students} accounts, not ${meant}`);
      for (const what of triedTooEarly(world)) violate('tried before Retry-After', what);
      return claims.map((name) => ({
        name: `${series}: ${name}`,
        n: lists.length,
        failures: violations.filter(({ claim }) => claim === name).map(({ what }) => what),
      }));
    },
  };
}

/** Requests for an upload whose sender was told to wait a second, within that second. */
function triedTooEarly({ proxy }: FaultyWorld): string[] {
  return proxy.seen.flatMap((request, index) => {
    if (!request.fault?.startsWith('busy')) return [];
    const next = proxy.seen.slice(index + 1).find(({ batchId }) => batchId === request.batchId);
    const waited = next ? next.startedAt - request.startedAt : Infinity;
    return waited < 1_000 ? [`${request.path} again after ${waited} ms`] : [];
  });
}
