import { previewRoster, type RosterPreview } from '#domain/batches/preview-roster.ts';
import { warnOfChanges, warnOfOtherSchool } from '#domain/batches/preview-warnings.ts';
import type { PreviewKind, RowPreview } from '#domain/batches/row-preview.ts';
import { askSameChild } from '#domain/batches/same-child.ts';
import type { SourceRow } from '#domain/roster/roster.ts';
import { createNearIndex, type NearIndex } from '#domain/students/near-match.ts';
import { createLookup, type SchoolLookup } from '#domain/students/school-index.ts';
import type { OtherSchool, PreviewRequest, PreviewSummary } from './roster-api.ts';
import type { Review } from './review.ts';
import type { SchoolIndex } from '#domain/students/school-index.ts';

/** Questions that cross to the page: more than anybody answers one by one, and none of the others is lost. */
const MOST_QUESTIONS = 100;

/** What the last comparison said of each row. A row that has changed since is another object, and not known here. */
export interface ComparedRows {
  readonly previews: WeakMap<SourceRow, RowPreview>;
  /** Another number for each comparison. */
  readonly turn: number;
}

/** A school to compare a roster with, taken apart once for many comparisons. */
export interface SchoolComparison {
  know(school: SchoolIndex | null, others: readonly OtherSchool[]): void;
  /** Null while nothing is known of the school. */
  compare(review: Review, request: PreviewRequest): Comparison | null;
}

export interface Comparison {
  readonly summary: PreviewSummary;
  readonly compared: ComparedRows;
}

export function createSchoolComparison(): SchoolComparison {
  let lookup: SchoolLookup | null = null;
  let near: NearIndex | null = null;
  let otherSchools: ReadonlyMap<string, SchoolLookup> = new Map();
  let turn = 0;
  return {
    know(school, others) {
      lookup = school && createLookup(school);
      near = lookup && createNearIndex(lookup);
      otherSchools = new Map(others.map((other) => [other.schoolId, createLookup(other.index)]));
    },
    compare({ counted, check }, { choices, takenElsewhere, ruledOut }) {
      if (lookup === null || near === null) return null;
      const preview = previewRoster(counted, check, {
        lookup,
        choices,
        takenElsewhere: new Set(takenElsewhere),
        otherSchools: [...otherSchools.values()],
      });
      const previews = new WeakMap<SourceRow, RowPreview>();
      for (const row of counted.rows) {
        const found = preview.previews.get(row.rowNumber);
        if (found) previews.set(row, found);
      }
      const questions = askSameChild(preview, near, new Set(ruledOut));
      turn += 1;
      return {
        compared: { previews, turn },
        summary: {
          counts: preview.counts,
          keptRows: [...preview.previews.values()].filter((one) => one.kept.length > 0).length,
          questions: questions.slice(0, MOST_QUESTIONS),
          questionCount: questions.length,
          unknownGuids: countUnknownGuids(preview),
          warnings: [...warnOfChanges(preview), ...warnOfOtherSchool(preview, otherSchools)],
          usernamesToAsk: usernamesToAsk(
            preview.rows.map(({ entry }) => entry.username),
            lookup,
          ),
        },
      };
    },
  };
}

/** The rows of one kind, in file order. */
export function rowsOfKind({ counted, compared }: Review, kind: PreviewKind): number[] {
  const ofKind = counted.rows.filter((row) => compared?.previews.get(row)?.kind === kind);
  return ofKind.map((row) => row.rowNumber);
}

/** Typed usernames that nobody in the school has: somebody elsewhere may. */
function usernamesToAsk(typed: readonly (string | undefined)[], { byUsername }: SchoolLookup): string[] {
  const open = typed.filter((name): name is string => name !== undefined && !byUsername.has(name));
  return [...new Set(open)];
}

/** Rows with a User GUID that no school known here has. */
function countUnknownGuids({ previews }: RosterPreview): number {
  const isUnknown = ({ problems }: RowPreview) => problems.some((one) => one.code === 'student.unknown_guid');
  return [...previews.values()].filter(isUnknown).length;
}
