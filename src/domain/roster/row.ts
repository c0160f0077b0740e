import type { ColumnKey } from './template.ts';

/** What stands under each known header, cleaned (trimmed, NFC, no zero-width or bidi controls); a missing key is a blank cell. */
export type CellTexts = { readonly [Key in ColumnKey]?: string };

/** One row of a roster as the rules see it: texts, and the number the teacher sees in the file (the header is row 1). */
export interface RosterRow {
  readonly rowNumber: number;
  readonly cells: CellTexts;
  /** A whole name that could not be split into first and last, as it stands in its column; the two cells are blank then. */
  readonly unsplitName?: string | undefined;
}

export const gradeLevels = [
  'PK',
  'K',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
] as const;
export type GradeLevel = (typeof gradeLevels)[number];

/** A calendar day, `YYYY-MM-DD`. */
export type IsoDate = string;

/** A row that passed its rules: typed values, blanks are absent. The domain decides accounts and classes from these. */
export interface StudentEntry {
  readonly rowNumber: number;
  readonly userGuid?: string;
  readonly studentId?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly gradeLevel?: GradeLevel;
  readonly email?: string;
  /** Lower case. */
  readonly username?: string;
  readonly password?: string;
  readonly schoolClass?: ClassEntry;
}

/** The class a row names. Either `classGuid` (add to that class) or `classId` (find or make it in the school) is present. */
export interface ClassEntry {
  readonly classGuid?: string;
  readonly classId?: string;
  readonly className?: string;
  readonly classGradeLevel?: GradeLevel;
  readonly classStartDate?: IsoDate;
  readonly classEndDate?: IsoDate;
  readonly masterCode?: string;
}
