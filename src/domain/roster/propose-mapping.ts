import { readContent, type ColumnContent } from './column-content.ts';
import { isClassFile, missingColumns } from './find-column.ts';
import { foldHeader } from './header-names.ts';
import { readNameOfWholeNames } from './header-whole-names.ts';
import { normalizeCell } from './normalize-row.ts';
import { proposeFromContent } from './propose-from-content.ts';
import { proposeFromNames } from './propose-from-names.ts';
import type { Roster, SourceRow } from './roster.ts';
import { errorHeaderNames, type ColumnMeaning, type Mapping } from './template.ts';

/**
 * Why something is proposed. `name`: the column is called so. `vague`: it is, and so are columns of other things. `content`: its
 * cells look so. `repeated`: another column has the same name. `whose`: it may be somebody else's. `whole_name`: whole names
 * that nobody can split. `blank`: nothing in it. `secret`: a secret that Rollbook does not use. `not_used`: nothing we know.
 */
export type ProposalReason =
  'name' | 'vague' | 'content' | 'repeated' | 'whose' | 'whole_name' | 'blank' | 'secret' | 'not_used';

/** What a column probably means. `sure` needs no question; `likely` is to be confirmed; `unknown` is for the person to say. */
export interface ColumnProposal {
  readonly meaning: ColumnMeaning | null;
  readonly certainty: 'sure' | 'likely' | 'unknown';
  readonly why: ProposalReason;
}

/** One proposal for each column. `isSure`: nobody needs to be asked. */
export interface MappingProposal {
  readonly columns: readonly ColumnProposal[];
  readonly isSure: boolean;
}

/** Enough rows to see what a column holds. */
const rowsLookedAt = 200;

/**
 * What the columns of a file mean, as far as names and cells tell. Cells are looked at only when the names leave a question: a
 * file with clear names is never asked about. Columns that say who somebody is (GUID, Student ID, username, e-mail, password)
 * are never sure by their cells or by a vague name.
 */
export function proposeMapping({ header, rows }: Pick<Roster, 'header' | 'rows'>): MappingProposal {
  const contentOf = (index: number) => readContent(cellsOf(rows, index));
  const named = proposeWholeNames(header, proposeFromNames(header), contentOf);
  if (isSettled(named) && !mayHideStudents(header, named)) return { columns: named, isSure: true };
  const contents = header.map((_, index) => contentOf(index));
  return { columns: proposeFromContent(header, named, contents), isSure: false };
}

/** What counts before anybody was asked: the sure columns only. */
export function sureMapping({ columns }: MappingProposal): Mapping {
  return columns.map(({ meaning, certainty }) => (certainty === 'sure' ? meaning : null));
}

function cellsOf(rows: readonly SourceRow[], index: number): string[] {
  return rows.slice(0, rowsLookedAt).map(({ cells }) => normalizeCell(cells[index] ?? ''));
}

function isSettled(columns: readonly ColumnProposal[]): boolean {
  const isAsked = columns.some(
    ({ certainty, why }) => certainty === 'likely' || why === 'repeated' || why === 'whose',
  );
  return !isAsked && missingColumns(columns.map(({ meaning }) => meaning)).length === 0;
}

/** A file that seems to tell of classes only, with a column nobody knows: that one may be the students'. */
function mayHideStudents(header: readonly string[], columns: readonly ColumnProposal[]): boolean {
  const errorNames = Object.values(errorHeaderNames).map(foldHeader);
  return (
    isClassFile(columns.map(({ meaning }) => meaning)) &&
    columns.some(
      ({ meaning }, index) => meaning === null && !errorNames.includes(foldHeader(header[index] ?? '')),
    )
  );
}

/** In a file without First and Last Name, the first column that is called as one of whole names and holds them as `Last, First`. */
function proposeWholeNames(
  header: readonly string[],
  named: readonly ColumnProposal[],
  contentOf: (index: number) => ColumnContent,
): readonly ColumnProposal[] {
  if (named.some(({ meaning }) => meaning === 'firstName' || meaning === 'lastName')) return named;
  let isFound = false;
  return named.map((proposal, index): ColumnProposal => {
    const kind = readNameOfWholeNames(header[index] ?? '');
    if (isFound || kind === null || proposal.meaning !== null) return proposal;
    const { filled, holdsLastFirst, oftenLastFirst } = contentOf(index);
    const isCalledSo = kind === 'lastFirst' && (filled === 0 || oftenLastFirst);
    if (!holdsLastFirst && !isCalledSo) {
      return { meaning: null, certainty: 'unknown', why: 'whole_name' };
    }
    isFound = true;
    const isSure = kind === 'lastFirst' && holdsLastFirst;
    return { meaning: 'lastFirst', certainty: isSure ? 'sure' : 'likely', why: isSure ? 'name' : 'content' };
  });
}
