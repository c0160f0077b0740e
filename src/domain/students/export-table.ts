import type { HeaderLanguage } from '../roster/template.ts';
import type { ResultSheet } from '../batches/result-files.ts';
import { rosterCells, rosterHeader, type RosterFacts } from './roster-cells.ts';

/**
 * Export Students: one row for each class a student is in, one row for a student in none; no passwords.
 * Master Codes stay blank, because a class may have several and a blank one changes nothing.
 */
export function exportSheet(language: HeaderLanguage): ResultSheet<RosterFacts> {
  return { header: rosterHeader(language), cells: (facts) => rosterCells(facts, null, null) };
}
