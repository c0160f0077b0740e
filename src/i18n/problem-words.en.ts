import { shown, type ProblemWords } from './problem-words.ts';

/** What is wrong with a row, in English. Short words: the readers are teachers in a hurry. */
export const problemWordsEn: ProblemWords = {
  'cell.required': (_, { column }) => `${column} is blank. Every new student needs one.`,
  'cell.too_long': ({ facts }, { column }) => `${column} is too long. Use at most ${facts.limit} characters.`,
  'cell.damaged_number': ({ value }, { column }) =>
    `${column} ${shown(value)} was cut short by a spreadsheet. Set the column to text and type the full number again.`,
  'cell.shorter_than_others': ({ value, facts }, { column }) =>
    `${column} ${shown(value)} is shorter than the others, which have ${facts.usual} digits. Check if zeros in front of it were lost.`,
  'cell.formula_error': ({ value }, { column }) =>
    `${column} shows ${shown(value)}, which means a formula failed. Type the value itself.`,
  'guid.malformed': ({ value }, { column }) =>
    `${column} ${shown(value)} is not one that Rollbook made. Copy it from an export, or leave the cell blank.`,
  'name.no_letter': ({ value }, { column }) =>
    `${column} ${shown(value)} has no letter. Type the name; if the student has only one name, put a dash (-) in the other cell.`,
  'name.no_comma': ({ value }) =>
    `We cannot tell where the last name ends in ${shown(value)}. Write it like Lopez, Ana.`,
  'grade.unknown': ({ value }, { column }) =>
    `${column} ${shown(value)} is not a grade we know. Use PK, K or a number from 1 to 12.`,
  'email.malformed': ({ value }, { column }) =>
    `${column} ${shown(value)} is not a full address. Write it like ana@school.org.`,
  'username.too_short': ({ value, facts }, { column }) =>
    `${column} ${shown(value)} is too short. Use at least ${facts.limit} characters.`,
  'username.characters': ({ value, facts }, { column }) =>
    `${column} ${shown(value)} has ${listed(facts.characters)}. Use only a to z, digits and the signs . _ @ -`,
  'password.too_short': ({ facts }, { column }) =>
    `${column} is too short. Use at least ${facts.limit} characters.`,
  'password.too_long': ({ facts }, { column }) =>
    `${column} is too long. Use at most ${facts.limit} characters.`,
  'password.common': (_, { column }) => `${column} is too easy to guess. Choose one that nobody would try.`,
  'password.same_as_person': ({ facts }, { column, nameOf }) =>
    `${column} is the same as ${nameOf(facts.sameAs)}. Choose another one.`,
  'date.unreadable': ({ value }, { column }) =>
    `${column} ${shown(value)} is not a day we can read. Write it like 2026-08-12.`,
  'date.ambiguous': ({ value, facts: { readings } }, { column }) =>
    `${column} ${shown(value)} can mean ${readings[0]} or ${readings[1]}. Write the one you mean.`,
  'class.end_before_start': ({ value, facts }, { column }) =>
    `${column} ${shown(value)} must come after the start, ${facts.start}. Change one of the two dates.`,
  'class.id_missing': (_, { column, nameOf }) =>
    `This row tells of a class but has no ${column}. Fill in ${column} or ${nameOf('classGuid')}, or clear the class cells.`,
  'class.name_missing': (_, { column }) => `This class is new and has no name. Fill in ${column}.`,
  'student.rows_disagree': ({ facts }, { column }) =>
    `Row ${facts.otherRow} has another ${column} for the same student. Make both rows the same.`,
  'student.row_repeated': ({ facts }) =>
    `Row ${facts.otherRow} says the same as this row. You can delete one of them.`,
  'username.repeated': ({ value, facts }, { column }) =>
    `${column} ${shown(value)} is also on row ${facts.otherRow}, for another student. Give each student their own.`,
  'email.repeated': ({ value, facts }, { column }) =>
    `${column} ${shown(value)} is also on row ${facts.otherRow}, for another student. You can keep it if they share it.`,
  'class.rows_disagree': ({ facts }, { column }) =>
    `Row ${facts.otherRow} has another ${column} for the same class. Make both rows the same.`,
  'student.unknown_guid': ({ value }, { column }) =>
    `This school has no student with ${column} ${shown(value)}. Copy it from an export, or clear it for a new student.`,
  'student.guid_other_id': ({ value, facts }, { nameOf }) =>
    `The student with this ${nameOf('userGuid')} has the ${nameOf('studentId')} ${known(facts.knownStudentId)}, not ${shown(value)}. Correct one of the two cells.`,
  'student.other_name': ({ value, facts }, { nameOf }) =>
    `This ${nameOf('studentId')} belongs to ${facts.knownName}, not ${shown(value)}. Correct the ${nameOf('studentId')} or the name.`,
  'username.taken': ({ value }, { column }) =>
    `${column} ${shown(value)} is taken. Choose another one, or leave the cell blank and we make one.`,
  'username.fixed': ({ value, facts }, { column }) =>
    `${column} ${shown(value)} was not used. The student has signed in already and keeps ${shown(facts.knownUsername)}.`,
  'class.unknown_guid': ({ value }, { column, nameOf }) =>
    `This school has no class with ${column} ${shown(value)}. Copy it from an export, or clear it and fill in ${nameOf('classId')}.`,
  'class.guid_other_id': ({ value, facts }, { nameOf }) =>
    `The class with this ${nameOf('classGuid')} has the ${nameOf('classId')} ${known(facts.knownClassId)}, not ${shown(value)}. Correct one of the two cells.`,
  'master_code.unknown': ({ value }, { column }) =>
    `This school has no program with ${column} ${shown(value)}. Check the code, or leave the cell blank.`,
  'row.not_reached': () => 'We did not get to this row. Upload this file again.',
  'password.old_temporary': (_, { column }) =>
    `${column}: this is an old temporary one. The account keeps the one it has now.`,
  'password.kept': (_, { column }) =>
    `${column} was not used. The student has chosen one already and keeps it.`,
};

function known(text: string): string {
  return text === '' ? '(blank)' : shown(text);
}

function listed(characters: string): string {
  const names = Array.from(characters, (one) => (one === ' ' ? 'a space' : one));
  return `${names.join(', ')}, which usernames cannot have`;
}
