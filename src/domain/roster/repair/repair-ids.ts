import { noChoice, type FoundRepair } from './repair.ts';
import { groupBy, problemsByColumn, rowNumbersOf, textAt, type RepairGround } from './repair-ground.ts';

/** IDs that lost the zeros in front of them, IDs cut short beyond repair, and Class IDs that a class's name tells. */
export function findIdRepairs(ground: RepairGround): FoundRepair[] {
  return [...padded(ground), ...damaged(ground), ...fromClassName(ground)];
}

function padded(ground: RepairGround): FoundRepair[] {
  return [...problemsByColumn(ground, ['cell.shorter_than_others'])].flatMap(([column, problems]) =>
    problems.slice(0, 1).flatMap((first): FoundRepair[] => {
      if (first.code !== 'cell.shorter_than_others') return [];
      const { usual } = first.facts;
      return [
        {
          kind: 'id.pad',
          column,
          facts: { usual },
          removes: ['cell.shorter_than_others'],
          rowNumbers: rowNumbersOf(problems),
          ...noChoice,
          repairRow: (rowNumber) => [
            { column, text: textAt(ground, rowNumber, column).padStart(usual, '0') },
          ],
        },
      ];
    }),
  );
}

/** `1.23E+15`: the digits are gone, and only the file they came from has them. */
function damaged(ground: RepairGround): FoundRepair[] {
  return [...problemsByColumn(ground, ['cell.damaged_number'])].map(([column, problems]) => ({
    kind: 'id.damaged',
    column,
    facts: {},
    removes: ['cell.damaged_number'],
    rowNumbers: rowNumbersOf(problems),
    ...noChoice,
    repairRow: null,
  }));
}

/** Rows with a class's name only, where all other rows with that name say the same ID. */
function fromClassName(ground: RepairGround): FoundRepair[] {
  const [entry] = problemsByColumn(ground, ['class.id_missing']);
  if (!entry) return [];
  const named = ground.rows.filter(({ cells }) => cells.className && cells.classId);
  const ids = new Map<string, string | null>();
  for (const [name, rows] of groupBy(named, ({ cells }) => foldName(cells.className ?? ''))) {
    const [id, ...more] = new Set(rows.map(({ cells }) => cells.classId ?? ''));
    ids.set(name, id === undefined || more.length > 0 ? null : id);
  }
  const idFor = (rowNumber: number) => ids.get(foldName(textAt(ground, rowNumber, 'className'))) ?? null;
  const rowNumbers = entry[1].map((one) => one.rowNumber).filter((one) => idFor(one) !== null);
  if (rowNumbers.length === 0) return [];
  return [
    {
      kind: 'class.id_from_name',
      column: 'classId',
      facts: {},
      removes: ['class.id_missing'],
      rowNumbers,
      ...noChoice,
      repairRow: (rowNumber) => [{ column: 'classId', text: idFor(rowNumber) ?? '' }],
    },
  ];
}

function foldName(name: string): string {
  return name.toLowerCase().replace(/\s+/g, ' ');
}
