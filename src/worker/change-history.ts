import { changeRoster, type RosterChange } from '#domain/drafts/edit-draft.ts';
import type { Roster } from '#domain/roster/roster.ts';
import type { ChangeStep } from './roster-api.ts';

interface Turn {
  readonly step: ChangeStep;
  /** What makes the step, or takes it back. */
  readonly changes: readonly RosterChange[];
}

/** Everything done to an open roster, without limit, as long as it is open. */
export interface ChangeHistory {
  /** Each gives the roster as it is then; undo and redo with nothing to do give the same one. */
  readonly change: (roster: Roster, changes: readonly RosterChange[]) => Moved;
  readonly undo: (roster: Roster) => Moved;
  readonly redo: (roster: Roster) => Moved;
  /** What undo and redo would take back and make again. */
  readonly steps: () => { readonly undoStep: ChangeStep | null; readonly redoStep: ChangeStep | null };
}

export interface Moved {
  readonly roster: Roster;
  readonly changes: readonly RosterChange[];
}

export function createChangeHistory(): ChangeHistory {
  const done: Turn[] = [];
  const undone: Turn[] = [];

  function move(roster: Roster, from: Turn[], to: Turn[]): Moved {
    const turn = from.pop();
    if (turn === undefined) return { roster, changes: [] };
    const changed = changeRoster(roster, turn.changes);
    to.push({ step: turn.step, changes: changed.undo });
    return { roster: changed.roster, changes: turn.changes };
  }

  return {
    change(roster, changes) {
      const changed = changeRoster(roster, changes);
      done.push({ step: stepOf(changes), changes: changed.undo });
      undone.length = 0;
      return { roster: changed.roster, changes };
    },
    undo: (roster) => move(roster, done, undone),
    redo: (roster) => move(roster, undone, done),
    steps: () => ({ undoStep: done.at(-1)?.step ?? null, redoStep: undone.at(-1)?.step ?? null }),
  };
}

/** Which kind of change names a step made of several. */
const naming = ['mapping', 'cells', 'addRows', 'deleteRows', 'addColumn', 'removeColumn'] as const;

function stepOf(changes: readonly RosterChange[]): ChangeStep {
  const what = naming.find((type) => changes.some((change) => change.type === type)) ?? 'cells';
  const named = changes.filter((change) => change.type === what);
  return {
    what,
    count: named.reduce((sum, change) => sum + sizeOf(change), 0),
    rowNumber: changedRow(named),
  };
}

function sizeOf(change: RosterChange): number {
  if (change.type === 'cells') return change.cells.length;
  if (change.type === 'addRows') return change.rows.length;
  return change.type === 'deleteRows' ? change.rowNumbers.length : 1;
}

/** The first row the changes name; null when they are about columns. */
export function changedRow(changes: readonly RosterChange[]): number | null {
  for (const change of changes) {
    if (change.type === 'cells' && change.cells[0]) return change.cells[0].rowNumber;
    if (change.type === 'addRows' && change.rows[0]) return change.rows[0].rowNumber;
    if (change.type === 'deleteRows' && change.rowNumbers[0] !== undefined) return change.rowNumbers[0];
  }
  return null;
}
