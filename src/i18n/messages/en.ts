import { plural } from '../plural.ts';

const rows = plural('en', { one: '# row', other: '# rows' });

/** Every sentence of the interface in English, by the place where it is shown. Other languages have this shape. */
export const en = {
  appName: 'Rollbook',
  kit: {
    showPassword: 'Show password',
    close: 'Close',
  },
  shell: {
    skipToContent: 'Skip to content',
  },
  signIn: {
    heading: 'Sign in',
  },
  welcome: {
    heading: 'Choose your own password',
  },
  programs: {
    heading: 'My Programs',
  },
  import: {
    heading: 'Import Students/Rosters',
    rowCount: (count: number) => rows(count),
  },
  review: {
    heading: 'Check the roster',
  },
  history: {
    heading: 'Upload History',
  },
  students: {
    heading: 'Students',
  },
};

export type Messages = typeof en;
