import { isDataRow } from './find-header.ts';
import { proposeMapping, sureMapping } from './propose-mapping.ts';
import type { Roster, SourceRow } from './roster.ts';

/** A table as a roster: what nobody has to be asked about is mapped. */
export interface TakenTable {
  readonly roster: Roster;
  /** False: somebody has to say what the columns mean before the roster is of use. */
  readonly isMapped: boolean;
  /** Rows that repeated the header, as lists that were put together do; they are left out. */
  readonly headerRows: readonly number[];
}

/**
 * Takes a table for a roster. A first row that holds data and no names becomes a row, and the columns are nameless; rows below
 * that say the same as the header are left out.
 */
export function takeTable({ header, rows }: Pick<Roster, 'header' | 'rows'>): TakenTable {
  const table = isDataRow(header, rows) ? withoutHeader({ header, rows }) : { header, rows };
  const named = table.header.map((text, index) => [index, comparable(text)] as const);
  const names = named.filter(([, name]) => name !== '');
  const repeated = new Set(table.rows.filter((row) => isSameAsHeader(row, names)));
  const left = repeated.size === 0 ? table.rows : table.rows.filter((row) => !repeated.has(row));
  const proposal = proposeMapping({ header: table.header, rows: left });
  return {
    roster: { header: table.header, mapping: sureMapping(proposal), rows: left },
    isMapped: proposal.isSure,
    headerRows: Array.from(repeated, ({ rowNumber }) => rowNumber),
  };
}

/** The table with its header as its first row: the line above the first one it has. */
function withoutHeader({ header, rows }: Pick<Roster, 'header' | 'rows'>): Pick<Roster, 'header' | 'rows'> {
  const first: SourceRow = { rowNumber: Math.max(1, (rows[0]?.rowNumber ?? 2) - 1), cells: header };
  return { header: header.map(() => ''), rows: [first, ...rows] };
}

function isSameAsHeader({ cells }: SourceRow, named: readonly (readonly [number, string])[]): boolean {
  return named.length > 1 && named.every(([index, name]) => comparable(cells[index]) === name);
}

function comparable(text = ''): string {
  return text.trim().toLowerCase();
}
