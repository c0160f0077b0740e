import { plural } from '../plural.ts';

const rowsLeftOut = plural('en', {
  one: '# row repeats the column names and was left out',
  other: '# rows repeat the column names and were left out',
});

/** The step "What is in each column?". */
export const mappingEn = {
  heading: 'What is in each column?',
  lead: 'We are not sure about every column of this file. Check what we found, and change what is wrong.',
  leadAgain: 'Change what a column means here. Your rows stay as they are.',
  opening: 'Looking at the columns',
  column: (number: number) => `Column ${number}`,
  means: (column: string) => `What is in ${column}?`,
  leaveOut: 'Leave out',
  lastFirst: 'Last, First (a whole name)',
  samples: 'Such as',
  noSamples: 'Nothing in it',
  hidden: 'Hidden',
  noHeader: 'This file has no header row',
  noHeaderHint: 'The first row is a student too.',
  stillNeeded: (names: string) => `Still needed: ${names}.`,
  nothingMissing: 'Nothing is missing.',
  chooseFor: (names: string) => `Say which column holds ${names}.`,
  addColumns: (names: string) => `Not in this file: add ${names} to type in`,
  clash: 'Another column means this already. Choose something else or leave it out.',
  classByName: (name: string) =>
    `This file has no Class ID. Each class is known by its name: all rows with “${name}” are one class.`,
  classByNameOnly: 'This file has no Class ID. Each class is known by its name.',
  next: 'Continue',
  back: 'Back without changes',
  change: 'Columns',
  asLastTime: 'As last time',
  asLastTimeText: 'What each column means was taken from the last time you used such a file.',
  headerRows: (rows: readonly number[], count: number) => `${rowsLeftOut(count)}: ${rows.join(', ')}.`,
  and: (names: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names),
  why: {
    sure: 'By its name',
    confirmed: 'As you said',
    vague: 'By its name. Please check: other numbers and accounts are called so too.',
    content: 'By what is in it. Please check.',
    repeated: 'Two columns have this name. Please check which one it is.',
    whose: 'This may be another person’s. Choose it only if it is the student’s.',
    whole_name: 'Whole names without a comma. We cannot tell where the last name begins.',
    blank: 'Nothing in it',
    secret: 'Looks like a secret. It never leaves this device.',
    not_used: 'Not used by Rollbook',
  },
};
