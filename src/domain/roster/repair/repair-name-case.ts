import { capitalizeName, singleCase } from './capitalize-name.ts';
import { noChoice, type FoundRepair } from './repair.ts';
import { hasColumn, placeOf, textAt, type RepairGround } from './repair-ground.ts';

/** Names in capitals or in small letters only. How a family writes its name is not ours to know, so this is a proposal. */
export function findNameCases(ground: RepairGround): FoundRepair[] {
  return (['firstName', 'lastName'] as const)
    .filter((column) => hasColumn(ground, column))
    .flatMap((column) => [
      ...inCase(ground, column, 'upper', 'name.upper'),
      ...inCase(ground, column, 'lower', 'name.lower'),
    ]);
}

function inCase(
  ground: RepairGround,
  column: 'firstName' | 'lastName',
  letters: 'upper' | 'lower',
  kind: 'name.upper' | 'name.lower',
): FoundRepair[] {
  const rows = ground.rows.filter(({ rowNumber, cells }) => {
    const name = cells[column] ?? '';
    if (singleCase(name) !== letters || capitalizeName(name) === name) return false;
    return !ground.troubledCells.has(placeOf({ rowNumber, column }));
  });
  if (rows.length === 0) return [];
  return [
    {
      kind,
      column,
      facts: {},
      removes: [],
      rowNumbers: rows.map((row) => row.rowNumber),
      ...noChoice,
      repairRow: (rowNumber) => [{ column, text: capitalizeName(textAt(ground, rowNumber, column)) }],
    },
  ];
}
