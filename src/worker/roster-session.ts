import { transfer } from 'comlink';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import type { Roster } from '#domain/roster/roster.ts';
import { checkSize } from '#spreadsheets/detect-format.ts';
import { rosterFromTable } from '#spreadsheets/roster-from-table.ts';
import type { ReadListener, Table } from '#spreadsheets/table.ts';
import { decodeBlocks, encodeBlock, encodeBlocks, ROWS_PER_BLOCK } from './blocks.ts';
import { estimatePackedSize, packRoster } from './pack-roster.ts';
import { readBytes } from './read-bytes.ts';
import { findRow, reviewRoster, summarize, viewRow, viewRows, type Review } from './review.ts';
import type { CellEdit, EditResult, OpenedRoster, RosterHead, RosterWorker } from './roster-api.ts';

/** Which files a worker can read; one that reads workbooks is ten times as large as one that does not. */
export type FileReader = (
  bytes: Uint8Array,
  fileName: string,
  onRead: ReadListener,
) => Result<Table, FileProblem>;

/** The worker's side of `RosterWorker`: holds one roster at a time. A problem with a file is a value, never an exception. */
export function createRosterSession(readFile: FileReader): RosterWorker {
  let current: Review | null = null;

  function review(): Review {
    if (current === null) throw new Error('No roster is open.');
    return current;
  }

  return {
    async openFile(file, onProgress) {
      // The rows of the file before need not stand in memory beside the new ones.
      current = null;
      const roster = await readRoster(file, readFile, (rows, fraction) => onProgress({ rows, fraction }));
      if (!roster.ok) return roster;
      current = reviewRoster(roster.value);
      return ok(openedRoster(current));
    },
    openDraft({ header, mapping }, blocks) {
      current = reviewRoster({ header, mapping, rows: decodeBlocks(blocks) });
      return Promise.resolve(summarize(current));
    },
    view: (request) => Promise.resolve(viewRows(review(), request)),
    editCell(edit) {
      current = reviewRoster(withEdit(review().roster, edit));
      return Promise.resolve(editResult(current, edit.rowNumber));
    },
    packedSize: () => estimatePackedSize(review().roster),
    async pack() {
      const { roster } = review();
      const packed = { head: headOf(roster), ...(await packRoster(roster)) };
      return transfer(
        packed,
        packed.chunks.map((chunk) => chunk.bytes),
      );
    },
  };
}

async function readRoster(
  file: File,
  readFile: FileReader,
  onRead: ReadListener,
): Promise<Result<Roster, FileProblem>> {
  const tooLarge = checkSize(file.size);
  if (tooLarge !== null) return refuse(tooLarge);
  const bytes = await readBytes(file);
  if (bytes === null) return refuse({ code: 'file.unreadable' });
  const table = readFile(bytes, file.name, onRead);
  return table.ok ? rosterFromTable(table.value) : table;
}

function openedRoster(review: Review): OpenedRoster {
  const blocks = encodeBlocks(review.roster.rows);
  return transfer({ head: headOf(review.roster), blocks, summary: summarize(review) }, blocks);
}

function headOf({ header, mapping, rows }: Roster): RosterHead {
  return { header, mapping, rowCount: rows.length };
}

function withEdit(roster: Roster, { rowNumber, columnIndex, text }: CellEdit): Roster {
  const at = findRow(roster.rows, rowNumber);
  const row = roster.rows[at];
  if (row?.rowNumber !== rowNumber) throw new Error(`The roster has no row ${rowNumber}.`);
  return { ...roster, rows: roster.rows.with(at, { rowNumber, cells: row.cells.with(columnIndex, text) }) };
}

function editResult(review: Review, rowNumber: number): EditResult {
  const { rows } = review.roster;
  const index = Math.floor(findRow(rows, rowNumber) / ROWS_PER_BLOCK);
  const bytes = encodeBlock(rows, index);
  const result = { summary: summarize(review), row: viewRow(review, rowNumber), block: { index, bytes } };
  return transfer(result, [bytes]);
}
