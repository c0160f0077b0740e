import type { HeaderLanguage } from '../roster/template.ts';
import { rosterCells, rosterHeader, type RosterFacts } from '../students/roster-cells.ts';
import type { ResultSheet } from './result-files.ts';

/** One row that went through. Everything is as the account and the class are now, not as the row spelled them. */
export interface CompletedRow extends RosterFacts {
  /** Only a generated password that is still unused and unexpired; a typed one is never echoed. */
  readonly temporaryPassword: string | null;
  /** As the row named it. */
  readonly masterCode: string | null;
}

/** The Completed File: the template's columns, every row that was not refused. Imported again it changes nothing. */
export function completedSheet(language: HeaderLanguage): ResultSheet<CompletedRow> {
  return {
    header: rosterHeader(language),
    cells: (row) => rosterCells(row, row.temporaryPassword, row.masterCode),
  };
}
