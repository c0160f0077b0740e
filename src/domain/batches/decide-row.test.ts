import { describe, expect, test } from 'vitest';
import { problem } from '../roster/problem.ts';
import { decideRow } from './decide-row.ts';

const unknownClass = problem('class.unknown_guid', { rowNumber: 2, column: 'classGuid', value: 'x' }, {});
const taken = problem('username.taken', { rowNumber: 2, column: 'username', value: 'ana' }, {});
const kept = problem('password.kept', { rowNumber: 2, column: 'password', value: '' }, {});
const useClass = { type: 'use', classGuid: 'guid-math', masterCode: null } as const;

describe('a row', () => {
  test('is done when neither its account nor its class is refused', () => {
    const account = { type: 'leave', userGuid: 'guid-ana', agrees: true, warnings: [kept] } as const;

    expect(decideRow(account, useClass)).toEqual({
      type: 'apply',
      account,
      schoolClass: useClass,
      warnings: [kept],
    });
  });

  test('makes no account when its class is refused', () => {
    const decision = decideRow({ type: 'create' }, { type: 'refuse', problems: [unknownClass] });

    expect(decision).toEqual({ type: 'refuse', problems: [unknownClass], userGuid: null, classGuid: null });
  });

  test('makes no class place when its account is refused, but names the class that exists', () => {
    const decision = decideRow({ type: 'refuse', problems: [taken] }, useClass);

    expect(decision).toEqual({ type: 'refuse', problems: [taken], userGuid: null, classGuid: 'guid-math' });
  });

  test('still tells the warnings of its account when its class is refused', () => {
    const account = { type: 'leave', userGuid: 'guid-ana', agrees: true, warnings: [kept] } as const;
    const decision = decideRow(account, { type: 'refuse', problems: [unknownClass] });

    expect(decision).toMatchObject({ type: 'refuse', problems: [kept, unknownClass] });
  });

  test('tells the problems of both', () => {
    const decision = decideRow(
      { type: 'refuse', problems: [taken], userGuid: 'guid-ana' },
      { type: 'refuse', problems: [unknownClass], classGuid: 'guid-math' },
    );

    expect(decision).toEqual({
      type: 'refuse',
      problems: [taken, unknownClass],
      userGuid: 'guid-ana',
      classGuid: 'guid-math',
    });
  });

  test('that differs from a student to be left alone gets no GUID, which would make it an update next time', () => {
    const refusedClass = { type: 'refuse', problems: [unknownClass] } as const;
    const left = { type: 'leave', userGuid: 'guid-ana', warnings: [] } as const;

    expect(decideRow({ ...left, agrees: false }, refusedClass)).toMatchObject({ userGuid: null });
    expect(decideRow({ ...left, agrees: true }, refusedClass)).toMatchObject({ userGuid: 'guid-ana' });
  });
});
