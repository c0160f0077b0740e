import type { SourceRow } from '../roster/roster.ts';

/** A file of a set, as a table whose first row is the header. */
export interface SetFile {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly SourceRow[];
}

/** Formats that spread a roster over several files: IMS OneRoster 1.1 and 1.2 CSV, and Clever's SFTP files. */
export type SetKind = 'OneRoster' | 'Clever';

/** What a join left out, or what is worth knowing of it; said to the person, as nothing may be dropped silently. */
export type SetNote =
  /** Students marked as inactive or to be deleted, or whose account is switched off. */
  | { readonly code: 'set.inactive_students'; readonly count: number }
  /** Teachers, parents and others, and people of whom nothing says that they are students. */
  | { readonly code: 'set.other_people'; readonly count: number }
  /** Places in classes that are marked as inactive or to be deleted, or whose class is. */
  | { readonly code: 'set.inactive_places'; readonly count: number }
  /** Places whose student or class stands in none of the files. */
  | { readonly code: 'set.unmatched_places'; readonly count: number }
  | { readonly code: 'set.students_without_class'; readonly count: number }
  | { readonly code: 'set.files_not_used'; readonly names: readonly string[] };

/** One table of a whole set: the columns of the students' file, then those of their classes; a student of several classes has several rows. */
export interface JoinedSet {
  readonly header: readonly string[];
  readonly rows: readonly SourceRow[];
  readonly notes: readonly SetNote[];
}

export interface SetStudent {
  readonly id: string;
  readonly row: SourceRow;
}

/** Texts as the files have them; a blank is unknown. */
export interface SetClass {
  readonly id: string;
  readonly schoolId: string;
  readonly name: string;
  readonly gradeLevel: string;
  readonly startDate: string;
  readonly endDate: string;
}

export interface SetPlace {
  readonly studentId: string;
  readonly classId: string;
}
