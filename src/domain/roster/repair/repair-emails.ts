import { fixEmail, type EmailFix } from './fix-email.ts';
import { noChoice, type FoundRepair } from './repair.ts';
import { groupBy, hasColumn, placeOf, textAt, type RepairGround } from './repair-ground.ts';

interface FixedRow {
  readonly rowNumber: number;
  readonly fix: EmailFix;
  readonly isRefused: boolean;
}

/** Slips in e-mail addresses, by the slip; what is left of the refused ones can only be left out. */
export function findEmailRepairs(ground: RepairGround): FoundRepair[] {
  if (!hasColumn(ground, 'email')) return [];
  const known = domainsOf(ground);
  const refused = new Set(ground.problemsByCode.get('email.malformed')?.map((one) => one.rowNumber));
  const isPlain = plainAddresses(known);
  const fixed = ground.rows.flatMap(({ rowNumber, cells: { email = '' } }): FixedRow[] => {
    const fix = email === '' || isPlain(email) ? null : fixEmail(email, known);
    return fix ? [{ rowNumber, fix, isRefused: refused.has(rowNumber) }] : [];
  });
  const groups = groupBy(fixed, ({ fix, isRefused }) => [fix.kind, fix.from, fix.to, isRefused].join('\n'));
  return [...[...groups.values()].flatMap(repairOf), ...blankTheRest(ground)];
}

const plainName = /^[\w%+-]+(?:\.[\w%+-]+)*$/;

/** Recognises nearly every address at once: nothing odd in its name, and a domain that was looked at before. */
function plainAddresses(knownDomains: readonly string[]): (email: string) => boolean {
  const plain = new Map<string, boolean>();
  return (email) => {
    const at = email.indexOf('@');
    if (at < 1 || !plainName.test(email.slice(0, at))) return false;
    const domain = email.slice(at + 1);
    const known = plain.get(domain) ?? fixEmail(`a@${domain}`, knownDomains) === null;
    plain.set(domain, known);
    return known;
  };
}

function repairOf(rows: readonly FixedRow[]): FoundRepair[] {
  const [first] = rows;
  if (!first) return [];
  const fixes = new Map(rows.map(({ rowNumber, fix }) => [rowNumber, fix.fixed]));
  const { kind, from, to } = first.fix;
  const found = {
    column: 'email',
    removes: first.isRefused ? (['email.malformed'] as const) : [],
    rowNumbers: rows.map((row) => row.rowNumber),
    ...noChoice,
    repairRow: (rowNumber: number) => [{ column: 'email', text: fixes.get(rowNumber) ?? '' } as const],
  } as const;
  switch (kind) {
    case 'ending':
      return [{ ...found, kind: 'email.ending', facts: { from, to } }];
    case 'provider':
      return [{ ...found, kind: 'email.provider', facts: { from, to } }];
    case 'at':
      return [{ ...found, kind: 'email.at', facts: { domain: to } }];
    case 'tidy':
      return [{ ...found, kind: 'email.tidy', facts: {} }];
  }
}

/** An e-mail is not needed for an account; what stands before says that it will be gone. */
function blankTheRest(ground: RepairGround): FoundRepair[] {
  const rows = (ground.problemsByCode.get('email.malformed') ?? []).map((one) => one.rowNumber);
  if (rows.length === 0) return [];
  return [
    {
      kind: 'email.blank',
      column: 'email',
      facts: {},
      removes: ['email.malformed'],
      rowNumbers: rows,
      ...noChoice,
      repairRow: (rowNumber) =>
        textAt(ground, rowNumber, 'email') === '' ? [] : [{ column: 'email', text: '' }],
    },
  ];
}

/** Domains that stand in more than one right address of the file, in lower case; the most frequent first. */
function domainsOf(ground: RepairGround): string[] {
  const counts = new Map<string, number>();
  for (const { rowNumber, cells } of ground.rows) {
    const email = cells.email ?? '';
    const at = email.lastIndexOf('@');
    if (at < 0 || ground.troubledCells.has(placeOf({ rowNumber, column: 'email' }))) continue;
    const domain = email.slice(at + 1).toLowerCase();
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  const known = [...counts].filter(([, count]) => count > 1).sort((one, other) => other[1] - one[1]);
  return known.slice(0, 20).map(([domain]) => domain);
}
