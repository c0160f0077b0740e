import type { ProblemCode, RowProblem, Severity } from '../problem.ts';
import type { ColumnKey } from '../template.ts';

/**
 * Everything that can be put right in many rows at once, with the facts a sentence about it needs. Nothing of it happens by itself:
 * a repair is a proposal, and shows what it would change.
 */
export interface RepairFacts {
  'row.copies': Record<never, never>;
  'text.quotes': Record<never, never>;
  'text.spaces': Record<never, never>;
  'email.ending': { readonly from: string; readonly to: string };
  'email.provider': { readonly from: string; readonly to: string };
  'email.at': { readonly domain: string };
  'email.tidy': Record<never, never>;
  'email.blank': Record<never, never>;
  'grade.nearest': Record<never, never>;
  'grade.unknown': Record<never, never>;
  'grade.missing': Record<never, never>;
  'date.form': Record<never, never>;
  /** `proved` is the order that other dates of the file can only be read in. */
  'date.order': { readonly proved: DateOrder | null };
  'date.blank': Record<never, never>;
  'class.swap': Record<never, never>;
  'id.pad': { readonly usual: number };
  'id.damaged': Record<never, never>;
  'username.make': { readonly why: 'not-allowed' | 'twice' | 'taken' };
  'password.make': Record<never, never>;
  'formula.blank': Record<never, never>;
  'guid.blank': Record<never, never>;
  'master_code.blank': Record<never, never>;
  'class.id_from_name': Record<never, never>;
  'student.keep': Record<never, never>;
  'class.keep': Record<never, never>;
  'name.upper': Record<never, never>;
  'name.lower': Record<never, never>;
  /** Only the teacher knows what is right here; the problem is one of the group. */
  'by.hand': { readonly problem: RowProblem };
}

export type RepairKind = keyof RepairFacts;

export type DateOrder = 'month-first' | 'day-first';

/** Which of several contradicting values stays; a tie of `most` goes to the one that stands first. */
export type KeptValue = 'most' | 'first' | 'last';

/** A cell to write; columns by meaning, because a repair knows no positions. */
export interface CellText {
  readonly column: ColumnKey;
  readonly text: string;
}

/** What becomes of one row: cells to write (none: it stays as it is), or nothing of it stays. */
export type RowRepair = readonly CellText[] | 'delete';

/** A repair as its rule found it, before it is known to harm no other row. */
export type FoundRepair = {
  readonly [Kind in RepairKind]: {
    readonly kind: Kind;
    readonly column: ColumnKey;
    readonly facts: RepairFacts[Kind];
    /** The problems it takes away from its rows in its column; none for a mere proposal. */
    readonly removes: readonly ProblemCode[];
    /** In row order. */
    readonly rowNumbers: readonly number[];
    /** Values to pick from; empty when there is nothing to pick. */
    readonly options: readonly string[];
    /** The option that the rest of the file speaks for; null when it speaks for none. */
    readonly proposed: string | null;
    /** Null where a person must do it. `picked` is one of the options, and '' where there are none. */
    readonly repairRow: ((rowNumber: number, picked: string) => RowRepair) | null;
  };
}[RepairKind];

/** A repair that can be offered: applied, it makes no new error anywhere. */
export type Repair = FoundRepair & {
  /** The same as long as the same repair is found; two repairs of a roster never share it. */
  readonly id: string;
  readonly severity: Severity;
};

/** What one row has before and after; `after` is null when the row is removed. Passwords are never shown. */
export interface RepairSample {
  readonly rowNumber: number;
  readonly before: string;
  readonly after: string | null;
}

/** A repair as plain data, for the page. */
export type RepairOffer = {
  readonly [Kind in RepairKind]: {
    readonly id: string;
    readonly kind: Kind;
    readonly column: ColumnKey;
    readonly facts: RepairFacts[Kind];
    readonly severity: Severity;
    readonly rowCount: number;
    /** How many rows would change when the proposed option is taken; 0 when a person must do it or pick first. */
    readonly changeCount: number;
    readonly samples: readonly RepairSample[];
    readonly options: readonly string[];
    readonly proposed: string | null;
  };
}[RepairKind];

/** A repair without a choice. */
export const noChoice = { options: [], proposed: null } as const;

/** What is picked when the person picks nothing else; null when one must be picked. */
export function defaultPick({ options, proposed }: Pick<Repair, 'options' | 'proposed'>): string | null {
  return options.length === 0 ? '' : proposed;
}

/** What becomes of the rows of a repair that is not taken: refused, or taken with the value kept, or without the value. */
export type Fate = 'refused' | 'kept' | 'dropped';

/** The warnings that say a value was not used. */
const dropping: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'username.fixed',
  'password.kept',
  'password.old_temporary',
]);

export function fateOf(offer: RepairOffer): Fate {
  if (offer.severity === 'error') return 'refused';
  return offer.kind === 'by.hand' && dropping.has(offer.facts.problem.code) ? 'dropped' : 'kept';
}
