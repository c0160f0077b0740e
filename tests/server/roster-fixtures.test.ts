import { describe, expect, test } from 'vitest';
import { defaultPasswordPolicy } from '#domain/accounts/password-policy.ts';
import { checkRoster } from '#domain/roster/check-roster.ts';
import { proposeMapping } from '#domain/roster/propose-mapping.ts';
import { readFile } from '#spreadsheets/read-file.ts';
import { readFiles } from '#spreadsheets/read-files.ts';
import { rosterFromTable } from '#spreadsheets/roster-from-table.ts';
import { readRosterFixtures } from '../fixtures/read-roster-fixtures.ts';
import type { Expected } from '../fixtures/roster-cases/roster-case.ts';

function outcome(bytes: Uint8Array, fileName: string): Expected {
  const read = readFiles([{ name: fileName, bytes }], readFile);
  const taken = read.ok ? rosterFromTable(read.value.table) : read;
  if (!taken.ok) return { fileProblem: taken.refusal.code };
  const { roster, isMapped } = taken.value;
  const proposed = proposeMapping(roster).columns.map(({ meaning }) => meaning);
  const mapping = isMapped ? roster.mapping : proposed;
  const context = { passwordPolicy: defaultPasswordPolicy };
  const { rowCount, problems } = checkRoster({ ...roster, mapping }, context);
  return {
    ...(isMapped ? {} : { asks: proposed }),
    rowCount,
    problems: problems.map(({ code, rowNumber, column }) => ({ code, rowNumber, column })),
  };
}

describe('a roster file', () => {
  test.each(readRosterFixtures())('$name comes out as expected', ({ bytes, fileName, expected }) => {
    expect(outcome(bytes, fileName)).toEqual(expected);
  });
});
