import { decideChanges } from '../accounts/account-changes.ts';
import type { AccountDecision } from '../accounts/decide-account.ts';
import type { ClassDecision } from '../classes/decide-class.ts';
import type { UserGuid } from '../ids.ts';
import type { Roster, RosterCheck } from '../roster/roster.ts';
import type { StudentEntry } from '../roster/row.ts';
import type { SchoolLookup } from '../students/school-index.ts';
import { type CheckedRow, createRowChecker } from './checked-row.ts';
import { type ChunkKnowledge, pair } from './chunk-knowledge.ts';
import type { RowDecision } from './decide-row.ts';
import { decideRows } from './decide-rows.ts';
import { knownFromIndex } from './known-from-index.ts';
import type { ReviewChoices, RowOutcome } from './row-outcome.ts';
import { listChanges, type PlaceNews, type PreviewKind, type RowPreview } from './row-preview.ts';

/** What a roster is compared with. */
export interface PreviewFacts {
  readonly lookup: SchoolLookup;
  readonly choices: ReviewChoices;
  /** Usernames of the roster that somebody outside the school has. */
  readonly takenElsewhere: ReadonlySet<string>;
  /** Other schools of the district that the device knows: a User GUID of theirs may join this school. */
  readonly otherSchools?: readonly SchoolLookup[];
}

/** What an upload of a roster would do, row by row. */
export interface RosterPreview {
  readonly rows: readonly CheckedRow[];
  /** By row number. */
  readonly previews: ReadonlyMap<number, RowPreview>;
  readonly counts: Readonly<Record<PreviewKind, number>>;
  /** Known students that a row names and does not get refused with. */
  readonly namedStudents: ReadonlySet<UserGuid>;
  readonly changedStudents: ReadonlySet<UserGuid>;
  readonly createdStudents: number;
}

type Details = Pick<RowPreview, 'changes' | 'kept' | 'place' | 'joins'> & {
  readonly changesAccount: boolean;
};

const nothing: Details = { changes: [], kept: [], place: null, joins: false, changesAccount: false };

/**
 * What an upload would do, found with the code that does it (`decideRows`): every row's outcome is the one the server
 * will record, as long as the school is as the index says. Nothing is written anywhere.
 */
export function previewRoster(roster: Roster, check: RosterCheck, facts: PreviewFacts): RosterPreview {
  const rows = roster.rows.map(createRowChecker(roster.mapping, check));
  const entries = rows.map((row) => row.entry);
  const known = knownFromIndex(entries, facts.lookup, facts.takenElsewhere, facts.otherSchools);
  const details = new Map<number, Details>();
  const plan = decideRows(rows, known, {
    choices: facts.choices,
    newGuid: countingGuids(),
    onDecision: (entry, decision) => details.set(entry.rowNumber, describe(entry, decision, known, facts)),
  });
  return collect(rows, plan.outcomes, details, plan.newStudents.length, facts.lookup);
}

/** Names for what does not exist yet; they never leave the preview. */
function countingGuids(): () => string {
  let count = 0;
  return () => `new ${(count += 1)}`;
}

function describe(
  entry: StudentEntry,
  decision: RowDecision,
  known: ChunkKnowledge,
  { lookup }: PreviewFacts,
): Details {
  if (decision.type === 'refuse') return nothing;
  const { account, schoolClass } = decision;
  const place = placeOf(entry, account, schoolClass, known, lookup);
  if (account.type === 'create' || account.type === 'none') {
    return place === null ? nothing : { ...nothing, place };
  }
  const joining = known.studentsByGuid.has(account.userGuid)
    ? undefined
    : known.studentsElsewhere?.get(account.userGuid);
  const student = joining ?? known.studentsByGuid.get(account.userGuid);
  if (!student) return { ...nothing, place };
  const joins = joining !== undefined;
  if (account.type === 'update') {
    const changes = listChanges(student, account.changes);
    return { ...nothing, place, joins, changes, changesAccount: true };
  }
  if (account.agrees) return place === null && !joins ? nothing : { ...nothing, place, joins };
  const { changes } = decideChanges({ ...entry, password: undefined }, student, {
    usernameOwner: entry.username === undefined ? undefined : known.usernameOwners.get(entry.username),
  });
  return { ...nothing, place, joins, kept: listChanges(student, changes) };
}

function placeOf(
  { schoolClass }: StudentEntry,
  account: Exclude<AccountDecision, { readonly type: 'refuse' }>,
  decision: Exclude<ClassDecision, { readonly type: 'refuse' }>,
  known: ChunkKnowledge,
  lookup: SchoolLookup,
): PlaceNews | null {
  if (decision.type === 'none') return null;
  if (decision.type === 'create') return { className: decision.newClass.className, isNewClass: true };
  const { classGuid } = decision;
  if (account.type === 'none') return null;
  const hasPlace = account.type !== 'create' && known.enrollments.has(pair(classGuid, account.userGuid));
  if (hasPlace) return null;
  const className = lookup.classesByGuid.get(classGuid)?.className ?? schoolClass?.className;
  return { className: className ?? schoolClass?.classId ?? '', isNewClass: false };
}

function collect(
  rows: readonly CheckedRow[],
  outcomes: readonly RowOutcome[],
  details: ReadonlyMap<number, Details>,
  createdStudents: number,
  { byGuid }: SchoolLookup,
): RosterPreview {
  const previews = new Map<number, RowPreview>();
  const counts = { created: 0, updated: 0, place: 0, class: 0, unchanged: 0, refused: 0 };
  const namedStudents = new Set<UserGuid>();
  const changedStudents = new Set<UserGuid>();
  outcomes.forEach((ended, at) => {
    const { rowNumber, outcome, userGuid, problems } = ended;
    const { changesAccount, ...found } = details.get(rowNumber) ?? nothing;
    const kind = kindOf(ended, changesAccount || found.joins);
    counts[kind] += 1;
    // The rules' own problems come first, and the page has them already.
    const own = problems.slice(rows[at]?.problems.length);
    previews.set(rowNumber, { kind, ...found, problems: own });
    if (outcome === 'refused' || userGuid === null || !byGuid.has(userGuid)) return;
    namedStudents.add(userGuid);
    if (changesAccount) changedStudents.add(userGuid);
  });
  return { rows, previews, counts, namedStudents, changedStudents, createdStudents };
}

function kindOf({ outcome, userGuid }: RowOutcome, isAboutAccount: boolean): PreviewKind {
  if (outcome === 'created' && userGuid === null) return 'class';
  return outcome === 'updated' && !isAboutAccount ? 'place' : outcome;
}
