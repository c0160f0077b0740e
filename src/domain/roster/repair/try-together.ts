import { changeRoster, type RosterChange } from '../../drafts/edit-draft.ts';
import { checkRoster } from '../check-roster.ts';
import { findRow } from '../find-row.ts';
import { createRowReader } from '../normalize-row.ts';
import type { RowProblem } from '../problem.ts';
import type { SourceRow } from '../roster.ts';
import type { RosterRow } from '../row.ts';
import { linkedRows, type Reach, type RowLinks } from './linked-rows.ts';
import type { FoundRepair } from './repair.ts';
import { repairChanges } from './repair-changes.ts';
import type { RepairGround } from './repair-ground.ts';

/** A repair, some of its rows, and how far it can reach. */
export interface Trial {
  readonly found: FoundRepair;
  readonly rowNumbers: readonly number[];
  readonly picked: string;
  readonly reach: Reach;
  readonly links: RowLinks;
}

export interface TrialResult {
  /** What the rules say of the rows in reach afterwards. */
  readonly problems: readonly RowProblem[];
  /** A row as it is afterwards; null when it is gone or was out of reach. */
  readonly readRow: (rowNumber: number) => RosterRow | null;
}

/** Checks the rows of a trial as the repair leaves them, beside those they are compared with before or after. */
export function tryTogether(ground: RepairGround, trial: Trial): TrialResult {
  const { roster, context } = ground;
  const changes = repairChanges(trial.found, trial.rowNumbers, trial.picked, roster.mapping);
  const after = changeRoster({ ...roster, rows: rowsInReach(ground, trial, changes) }, changes).roster;
  const read = createRowReader(roster.mapping);
  return {
    problems: checkRoster(after, context).problems,
    readRow: (rowNumber) => rowsOf(after.rows, [rowNumber]).map(read)[0] ?? null,
  };
}

function rowsInReach(ground: RepairGround, trial: Trial, changes: readonly RosterChange[]): SourceRow[] {
  const { roster, rowByNumber } = ground;
  const { rowNumbers, links, reach } = trial;
  const named = rowNumbers.flatMap((one) => rowByNumber.get(one) ?? []);
  const changed = changeRoster({ ...roster, rows: rowsOf(roster.rows, rowNumbers) }, changes).roster.rows;
  const near = linkedRows([...changed.map(createRowReader(roster.mapping)), ...named], links, reach);
  // A step further: whose username it is can stand in another row of the same person.
  const reached = reach === 'student' ? linkedRows([...near.values()], links, reach) : near;
  return rowsOf(
    roster.rows,
    [...reached.keys()].sort((one, other) => one - other),
  );
}

function rowsOf(rows: readonly SourceRow[], rowNumbers: readonly number[]): SourceRow[] {
  return rowNumbers.flatMap((rowNumber) => {
    const row = rows[findRow(rows, rowNumber)];
    return row?.rowNumber === rowNumber ? [row] : [];
  });
}
