import type { RosterChange } from '#domain/drafts/edit-draft.ts';
import type { RowProblem } from '#domain/roster/problem.ts';
import { findRepairs } from '#domain/roster/repair/find-repairs.ts';
import type { Repair, RepairOffer, RepairSample } from '#domain/roster/repair/repair.ts';
import { createRepairGround, type RepairGround } from '#domain/roster/repair/repair-ground.ts';
import { carryOut, offerRepair, sampleRepair } from '#domain/roster/repair/repair-offers.ts';
import type { RosterCheck } from '#domain/roster/roster.ts';
import type { Review } from './review.ts';
import type { RepairPick, SampleRequest } from './roster-api.ts';
import type { ComparedRows } from './school-comparison.ts';

interface FoundRepairs {
  readonly ground: RepairGround;
  readonly repairs: readonly Repair[];
  /** What was known of the school then. */
  readonly compared: ComparedRows | null;
}

/** Found when they are first asked for, and again only when the roster or what is known of its school has changed. */
const foundOf = new WeakMap<Review, FoundRepairs>();

/** What can be put right in groups, as the page shows it. */
export function offerRepairs(review: Review): readonly RepairOffer[] {
  const { ground, repairs } = repairsOf(review);
  return repairs.map((one) => offerRepair(ground, one));
}

/** More of what a repair would change, with another option too; nothing when there is no such repair any more. */
export function moreSamples(review: Review, { id, ...wanted }: SampleRequest): readonly RepairSample[] {
  const { ground } = repairsOf(review);
  const repair = findRepair(review, id);
  return repair ? sampleRepair(ground, repair, wanted) : [];
}

/** What carries a repair out; nothing when there is no such repair any more. */
export function changesOfRepair(review: Review, { id, picked }: RepairPick): readonly RosterChange[] {
  const repair = findRepair(review, id);
  return repair ? carryOut(repairsOf(review).ground, repair, picked) : [];
}

/** The rows a repair is about. */
export function rowsOfRepair(review: Review, id: string): readonly number[] {
  return findRepair(review, id)?.rowNumbers ?? [];
}

function findRepair(review: Review, id: string): Repair | undefined {
  return repairsOf(review).repairs.find((one) => one.id === id);
}

function repairsOf(review: Review): FoundRepairs {
  const known = foundOf.get(review);
  if (known?.compared === review.compared && known) return known;
  const check = withSchoolProblems(review);
  const ground = createRepairGround(review.counted, check, review);
  const found = { ground, repairs: findRepairs(ground), compared: review.compared };
  foundOf.set(review, found);
  return found;
}

/** The rules' problems, and those that only a look at the school's students shows; in row order. */
function withSchoolProblems({ counted, check, compared }: Review): RosterCheck {
  const more: RowProblem[] = [];
  for (const row of counted.rows) more.push(...(compared?.previews.get(row)?.problems ?? []));
  if (more.length === 0) return check;
  const problems = [...check.problems, ...more].sort((one, other) => one.rowNumber - other.rowNumber);
  return { ...check, problems };
}
