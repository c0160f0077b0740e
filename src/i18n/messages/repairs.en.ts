/** Groups of problems and what puts them right, in English. */
export const repairsEn = {
  fates: {
    refused: 'Error: row refused',
    kept: 'Warning: kept as it is',
    dropped: 'Warning: value not used',
  },
  row: (number: number) => `Row ${number}`,
  blank: 'blank',
  becomes: 'becomes',
  removed: 'removed',
  more: 'Show more rows',
  moreGroups: (count: number) => `Show ${count} more`,
  samples: 'What would change',
  value: 'Value to set',
  choose: 'Choose',
  showRows: 'Show rows',
  byHand: 'Correct the rows below.',
  done: (action: string, what: string) => `${action}: ${what}.`,
  nothing: 'Nothing was changed: it would have made a new problem.',
  undo: 'Undo',
  undone: 'Taken back. Everything is as it was.',
};
