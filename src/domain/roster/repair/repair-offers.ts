import type { RosterChange } from '../../drafts/edit-draft.ts';
import { defaultPick, type Repair, type RepairOffer, type RepairSample } from './repair.ts';
import { repairChanges } from './repair-changes.ts';
import { textAt, type RepairGround } from './repair-ground.ts';
import { createSafeRows } from './safe-rows.ts';

/** Samples an offer brings along; more are asked for. */
const samplesShown = 3;
/** Stands for a password, whatever it is. */
const hidden = '••••••';

/** A repair as plain data: what it says, and what it would do to the first rows. */
export function offerRepair(ground: RepairGround, repair: Repair): RepairOffer {
  const { id, kind, column, facts, severity, options, proposed, rowNumbers } = repair;
  const picked = defaultPick(repair);
  const changed = picked === null ? [] : changedRows(repair, rowNumbers, picked);
  const samples = changed
    .slice(0, samplesShown)
    .map((rowNumber) => sampleOf(ground, repair, rowNumber, picked ?? ''));
  const rowCount = rowNumbers.length;
  // The record pairs every kind with its facts; taken apart and put together again, the pairing is out of sight.
  return {
    id,
    kind,
    column,
    facts,
    severity,
    rowCount,
    changeCount: changed.length,
    samples,
    options,
    proposed,
  } as RepairOffer;
}

/** What rows would have before and after, from one position on, for any option. */
export function sampleRepair(
  ground: RepairGround,
  repair: Repair,
  { picked, from, count }: { readonly picked: string; readonly from: number; readonly count: number },
): RepairSample[] {
  const changed = changedRows(repair, rowsFor(ground, repair, picked), picked);
  return changed.slice(from, from + count).map((rowNumber) => sampleOf(ground, repair, rowNumber, picked));
}

/** The changes that carry a repair out with the option picked ('' where there is none). */
export function carryOut(ground: RepairGround, repair: Repair, picked: string): RosterChange[] {
  return repairChanges(repair, rowsFor(ground, repair, picked), picked, ground.roster.mapping);
}

/** The proposed option was tried when the repair was found. */
function rowsFor(ground: RepairGround, repair: Repair, picked: string): readonly number[] {
  if (picked === defaultPick(repair)) return repair.rowNumbers;
  return createSafeRows(ground)(repair, repair.rowNumbers, picked);
}

function changedRows(
  { repairRow }: Repair,
  rowNumbers: readonly number[],
  picked: string,
): readonly number[] {
  if (repairRow === null) return [];
  return rowNumbers.filter((rowNumber) => repairRow(rowNumber, picked).length > 0);
}

function sampleOf(ground: RepairGround, repair: Repair, rowNumber: number, picked: string): RepairSample {
  const repaired = repair.repairRow?.(rowNumber, picked) ?? [];
  if (repaired === 'delete') {
    const shown = (['studentId', 'firstName', 'lastName'] as const).map((key) =>
      textAt(ground, rowNumber, key),
    );
    return { rowNumber, before: shown.filter(Boolean).join(' '), after: null };
  }
  const isSecret = repair.column === 'password';
  const shown = (text: string) => (isSecret && text !== '' ? hidden : text);
  const before = repaired.map(({ column }) => shown(textAt(ground, rowNumber, column)));
  const after = repaired.map(({ text }) => shown(text));
  return { rowNumber, before: before.join(' / '), after: after.join(' / ') };
}
