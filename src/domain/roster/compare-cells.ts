import { classIdFromName } from './class-by-name.ts';
import { readDate } from './read-date.ts';
import { readGrade } from './read-grade.ts';
import type { RosterRow } from './row.ts';
import type { ColumnKey } from './template.ts';

/** A cell as it is compared between rows: `03` and `Grade 3` agree, upper case does not count where the product ignores it. */
export function comparableCell(row: RosterRow, column: ColumnKey): string {
  const text = row.cells[column] ?? '';
  if (text === '') return '';
  switch (column) {
    case 'userGuid':
    case 'classGuid':
    case 'email':
    case 'username':
      return text.toLowerCase();
    case 'gradeLevel':
    case 'classGradeLevel':
      return readGrade(text) ?? text;
    case 'classStartDate':
    case 'classEndDate':
      return comparableDate(text);
    case 'studentId':
    case 'firstName':
    case 'lastName':
    case 'password':
    case 'classId':
    case 'masterCode':
      return text;
    case 'className':
      return classIdFromName(text);
  }
}

function comparableDate(text: string): string {
  const reading = readDate(text);
  return reading.type === 'day' ? reading.day : text;
}
