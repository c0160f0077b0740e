import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Roster } from '../roster/roster.ts';
import { changeRoster, type RosterChange } from './edit-draft.ts';

const roster: Roster = {
  header: ['Student ID', 'First Name'],
  mapping: ['studentId', 'firstName'],
  rows: [
    { rowNumber: 2, cells: ['1', 'Ana'] },
    { rowNumber: 5, cells: ['2', 'Bo'] },
  ],
};

/** A change that this roster can take, made of numbers and texts drawn by chance. */
function changeFor({ header, rows }: Roster, kind: number, at: number, text: string): RosterChange {
  const row = rows[at % Math.max(rows.length, 1)];
  const last = rows.at(-1)?.rowNumber ?? 1;
  const columnIndex = at % Math.max(header.length, 1);
  const added = [3, 1].map((more) => ({
    rowNumber: last + more,
    cells: header.map(() => text),
  }));
  switch (kind) {
    case 0:
      return { type: 'addRows', rows: added };
    case 1:
      return { type: 'addColumn', header: text, key: at % 2 ? 'email' : null };
    case 2:
      return {
        type: 'mapping',
        mapping: header.map((_, index) => (index === columnIndex ? 'username' : null)),
      };
    case 3:
      return header.length > 1 ? { type: 'removeColumn' } : { type: 'cells', cells: [] };
    case 4:
      return { type: 'deleteRows', rowNumbers: row ? [row.rowNumber] : [] };
    default:
      return {
        type: 'cells',
        cells: row ? ['x', text].map((one) => ({ rowNumber: row.rowNumber, columnIndex, text: one })) : [],
      };
  }
}

const steps = fc.array(fc.tuple(fc.nat(5), fc.nat(50), fc.string({ maxLength: 4 })), { maxLength: 12 });

/** Several changes in a row, each drawn for the roster the ones before have made. */
function drawChanges(drawn: readonly (readonly [number, number, string])[]): RosterChange[] {
  const changes: RosterChange[] = [];
  let current = roster;
  for (const [kind, at, text] of drawn) {
    const change = changeFor(current, kind, at, text);
    changes.push(change);
    current = changeRoster(current, [change]).roster;
  }
  return changes;
}

describe('changes of a draft', () => {
  test('are undone exactly, whatever they were, and done again exactly', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        const changed = changeRoster(roster, drawChanges(drawn));
        const undone = changeRoster(changed.roster, changed.undo);
        expect(undone.roster).toEqual(roster);
        expect(changeRoster(undone.roster, undone.undo).roster).toEqual(changed.roster);
      }),
    );
  });

  test('leave the rows alone that they do not name', () => {
    const changes: RosterChange[] = [
      { type: 'cells', cells: [{ rowNumber: 5, columnIndex: 1, text: 'Bob' }] },
      { type: 'addRows', rows: [{ rowNumber: 6, cells: ['', ''] }] },
    ];
    const { rows } = changeRoster(roster, changes).roster;
    expect(rows[0]).toBe(roster.rows[0]);
    expect(rows.slice(1)).toEqual([
      { rowNumber: 5, cells: ['2', 'Bob'] },
      { rowNumber: 6, cells: ['', ''] },
    ]);
    expect(roster.rows[1]?.cells).toEqual(['2', 'Bo']);
  });

  test('put rows back where their numbers say', () => {
    const deleted = changeRoster(roster, [{ type: 'deleteRows', rowNumbers: [2] }]);
    expect(deleted.roster.rows.map((row) => row.rowNumber)).toEqual([5]);
    expect(changeRoster(deleted.roster, deleted.undo).roster.rows.map((row) => row.rowNumber)).toEqual([
      2, 5,
    ]);
  });

  test('of what does not exist are no changes but bugs', () => {
    const wrong: RosterChange[] = [
      { type: 'cells', cells: [{ rowNumber: 3, columnIndex: 0, text: '' }] },
      { type: 'cells', cells: [{ rowNumber: 2, columnIndex: 2, text: '' }] },
      { type: 'deleteRows', rowNumbers: [4] },
      { type: 'addRows', rows: [{ rowNumber: 5, cells: ['', ''] }] },
      { type: 'addRows', rows: [{ rowNumber: 6, cells: [''] }] },
      { type: 'mapping', mapping: [] },
    ];
    for (const change of wrong) expect(() => changeRoster(roster, [change])).toThrow();
    expect(() => changeRoster({ header: [], mapping: [], rows: [] }, [{ type: 'removeColumn' }])).toThrow();
  });
});
