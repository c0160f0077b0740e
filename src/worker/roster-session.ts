import { transfer } from 'comlink';
import { defaultPasswordPolicy, type PasswordPolicy } from '#domain/accounts/password-policy.ts';
import { blankRows } from '#domain/drafts/block-changes.ts';
import { findCells } from '#domain/drafts/find-text.ts';
import { ok } from '#domain/result.ts';
import type { Roster } from '#domain/roster/roster.ts';
import type { TableReader } from '#spreadsheets/read-files.ts';
import type { ReadListener } from '#spreadsheets/table.ts';
import { changedBlocks, countBlocks, decodeBlocks, encodeBlock, encodeBlocks } from './blocks.ts';
import { changedRow, createChangeHistory, type ChangeHistory, type Moved } from './change-history.ts';
import { fileColumns } from './file-columns.ts';
import { estimatePackedSize, packRoster } from './pack-roster.ts';
import { readChosen } from './read-chosen.ts';
import {
  findNextProblem,
  findPosition,
  findViewRow,
  reviewRoster,
  summarize,
  viewRows,
  type Review,
} from './review.ts';
import type { ChangeResult, OpenedRoster, RosterHead, RosterWorker } from './roster-api.ts';
import { changesOfRepair, moreSamples, offerRepairs } from './review-repairs.ts';
import { createSchoolComparison } from './school-comparison.ts';

/** The header is row 1. */
const FIRST_ROW = 2;

/**
 * The worker's side of `RosterWorker`: holds one roster at a time. A problem with a file is a value, never an exception. `readTable` knows
 * the files that this worker can read; one that reads workbooks is ten times as large as one that does not.
 */
export function createRosterSession(readTable: TableReader): RosterWorker {
  let current: Review | null = null;
  let history = createChangeHistory();
  const comparison = createSchoolComparison();

  function take(roster: Roster): Review {
    history = createChangeHistory();
    return (current = reviewRoster(roster));
  }

  function review(): Review {
    if (current === null) throw new Error('No roster is open.');
    return current;
  }

  function move(go: (roster: Roster) => Moved): Promise<ChangeResult> {
    const { roster: before } = review();
    const { roster, changes } = go(before);
    current = roster === before ? review() : reviewRoster(roster, review());
    return Promise.resolve(changeResult(before, current, changedRow(changes), history));
  }

  return {
    async openFile(file, onProgress, { others = [], sheet = null } = {}) {
      // The rows of the file before need not stand in memory beside the new ones.
      current = null;
      const onRead: ReadListener = (rows, fraction) => onProgress({ rows, fraction });
      const taken = await readChosen([file, ...others], readTable, onRead, sheet);
      return taken.ok ? ok(openedRoster(take(taken.value.roster), taken.value)) : taken;
    },
    openDraft({ header, mapping }, blocks) {
      return Promise.resolve(summarize(take({ header, mapping, rows: decodeBlocks(blocks) })));
    },
    openBlank({ header, mapping }, rowCount) {
      const rows = blankRows(rowCount, header.length, FIRST_ROW);
      return Promise.resolve(openedRoster(take({ header, mapping, rows })));
    },
    columns: () => Promise.resolve(fileColumns(review().roster)),
    map(mapping) {
      const { roster, passwordPolicy } = review();
      history = createChangeHistory();
      const mapped = reviewRoster({ ...roster, mapping }, { order: null, compared: null, passwordPolicy });
      current = mapped;
      return Promise.resolve({ head: headOf(mapped), summary: summarize(mapped) });
    },
    view: (request) => Promise.resolve(viewRows(review(), request)),
    findPosition: (rowNumber, rows) => Promise.resolve(findPosition(review(), rowNumber, rows)),
    findNextProblem: (from, rows) => Promise.resolve(findNextProblem(review(), from, rows)),
    findText: (search) => Promise.resolve(findCells(review().roster.rows, search)),
    change: (changes) => move((roster) => history.change(roster, changes)),
    undo: () => move((roster) => history.undo(roster)),
    redo: () => move((roster) => history.redo(roster)),
    know(school, others) {
      comparison.know(school, others);
      const passwordPolicy = school?.passwordPolicy ?? defaultPasswordPolicy;
      if (isSamePolicy(passwordPolicy, review().passwordPolicy)) return Promise.resolve(null);
      current = reviewRoster(review().roster, { ...review(), passwordPolicy });
      return Promise.resolve(summarize(current));
    },
    preview(request) {
      const found = comparison.compare(review(), request);
      review().compared = found && found.compared;
      return Promise.resolve(found && found.summary);
    },
    repairs: () => Promise.resolve(offerRepairs(review())),
    repairSamples: (request) => Promise.resolve(moreSamples(review(), request)),
    repair(pick) {
      const changes = changesOfRepair(review(), pick);
      return move((roster) => (changes.length === 0 ? { roster, changes } : history.change(roster, changes)));
    },
    packedSize: () => estimatePackedSize(review().counted),
    async pack() {
      const { counted } = review();
      const packed = { head: headOf(review()), ...(await packRoster(counted)) };
      return transfer(
        packed,
        packed.chunks.map((chunk) => chunk.bytes),
      );
    },
  };
}

function isSamePolicy(one: PasswordPolicy, other: PasswordPolicy): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

type Found = Pick<OpenedRoster, 'isMapped' | 'headerRows' | 'notes'>;
const nothingFound: Found = { isMapped: true, headerRows: [], notes: [] };

function openedRoster(review: Review, { isMapped, headerRows, notes } = nothingFound): OpenedRoster {
  const blocks = encodeBlocks(review.roster.rows);
  const opened = { head: headOf(review), blocks, summary: summarize(review), isMapped, headerRows, notes };
  return transfer(opened, blocks);
}

function headOf({ roster: { header, mapping }, counted }: Review): RosterHead {
  return { header, mapping, rowCount: counted.rows.length };
}

function changeResult(
  before: Roster,
  review: Review,
  rowNumber: number | null,
  history: ChangeHistory,
): ChangeResult {
  const { rows } = review.roster;
  const blocks = changedBlocks(before.rows, rows).map((index) => ({
    index,
    bytes: encodeBlock(rows, index),
  }));
  const result: ChangeResult = {
    head: headOf(review),
    summary: summarize(review),
    row: rowNumber === null ? null : findViewRow(review, rowNumber),
    blocks,
    blockCount: countBlocks(rows),
    ...history.steps(),
  };
  return transfer(
    result,
    blocks.map(({ bytes }) => bytes),
  );
}
