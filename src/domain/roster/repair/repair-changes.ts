import type { CellChange, RosterChange } from '../../drafts/edit-draft.ts';
import type { Mapping } from '../template.ts';
import type { FoundRepair } from './repair.ts';

/** What a repair does to some of its rows, as changes of the draft; none where a person must do it. */
export function repairChanges(
  { repairRow }: Pick<FoundRepair, 'repairRow'>,
  rowNumbers: readonly number[],
  picked: string,
  mapping: Mapping,
): RosterChange[] {
  if (repairRow === null) return [];
  const cells: CellChange[] = [];
  const deleted: number[] = [];
  for (const rowNumber of rowNumbers) {
    const repaired = repairRow(rowNumber, picked);
    if (repaired === 'delete') deleted.push(rowNumber);
    else cells.push(...repaired.map(({ column, text }) => cellAt(rowNumber, mapping.indexOf(column), text)));
  }
  return [
    ...(cells.length > 0 ? [{ type: 'cells', cells } as const] : []),
    ...(deleted.length > 0 ? [{ type: 'deleteRows', rowNumbers: deleted } as const] : []),
  ];
}

function cellAt(rowNumber: number, columnIndex: number, text: string): CellChange {
  return { rowNumber, columnIndex, text };
}
