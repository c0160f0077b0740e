import { setImmediate } from 'node:timers/promises';
import type { UndoCounts } from '#domain/batches/undo.ts';
import type { ClassGuid } from '#domain/ids.ts';
import type { Parts } from '../parts.ts';
import { gatherSince, type Undoing } from './gather-since.ts';
import { planClasses } from './plan-classes.ts';
import { type Leftover, planUndo, type UndoPlan } from './plan-undo.ts';
import {
  AFTER_LAST_ROW,
  findRows,
  guidsOf,
  restoredAccounts,
  ROWS_PER_CHUNK,
  type UndoneBatch,
  undoingOf,
} from './undo-batch.ts';

export interface UndoPreview {
  readonly counts: UndoCounts;
  readonly left: readonly Leftover[];
}

/** What undoing this upload would do now: planned like the undoing itself, chunk by chunk, and written nowhere. */
export async function previewUndo(
  batch: UndoneBatch,
  parts: Pick<Parts, 'db' | 'dialect'>,
): Promise<UndoPreview> {
  const undoing = undoingOf(batch, parts.db, parts);
  const seen = new Set<string>();
  const sums = { accounts: 0, restored: 0, places: 0 };
  const left: Leftover[] = [];
  const taken = new Map<ClassGuid, number>();
  for await (const guids of studentsLastFirst(undoing)) {
    const plan = planUndo(
      await gatherSince(
        guids.filter((guid) => !seen.has(guid)),
        undoing,
      ),
    );
    for (const guid of guids) seen.add(guid);
    addCounts(sums, plan);
    left.push(...plan.left);
    for (const { classGuid } of plan.places) taken.set(classGuid, (taken.get(classGuid) ?? 0) + 1);
  }
  const classes = await planClasses(undoing, taken);
  return { counts: { ...sums, classes: classes.removed.length }, left: [...left, ...classes.left] };
}

async function* studentsLastFirst({ trx, batchId }: Undoing): AsyncGenerator<string[]> {
  let before = AFTER_LAST_ROW;
  for (;;) {
    const rows = await findRows(batchId, before, ROWS_PER_CHUNK, trx);
    if (rows.length === 0) return;
    yield guidsOf(rows);
    before = rows.at(-1)?.row_number ?? 0;
    // SQLite answers without ever leaving this turn of the event loop: others have theirs here.
    await setImmediate();
  }
}

function addCounts(sums: { accounts: number; restored: number; places: number }, plan: UndoPlan): void {
  sums.accounts += plan.removedAccounts.length;
  sums.restored += restoredAccounts(plan);
  sums.places += plan.placeCount;
}
