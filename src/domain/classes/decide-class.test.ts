import { describe, expect, test } from 'vitest';
import type { ClassEntry } from '../roster/row.ts';
import { decideClass, type ClassKnowledge } from './decide-class.ts';

const math = { classGuid: 'guid-math', classId: 'MATH-3' };
const nothing: ClassKnowledge = { masterCodes: new Set(['ALG']) };

function decide(entry: ClassEntry | undefined, known: Partial<ClassKnowledge> = {}) {
  return decideClass(entry, 7, { ...nothing, ...known });
}

describe('the class of a row', () => {
  test('is none when the row names none', () => {
    expect(decide(undefined)).toEqual({ type: 'none' });
  });

  test('is the one with its Class GUID', () => {
    const decision = decide({ classGuid: 'guid-math' }, { byGuid: math });

    expect(decision).toEqual({ type: 'use', classGuid: 'guid-math', masterCode: null });
  });

  test('is the one with its Class ID, whatever else the row says of it', () => {
    const decision = decide(
      { classId: 'MATH-3', className: 'Another name', masterCode: 'ALG' },
      { byClassId: math },
    );

    expect(decision).toEqual({ type: 'use', classGuid: 'guid-math', masterCode: 'ALG' });
  });

  test('is made when its Class ID is new', () => {
    const entry: ClassEntry = { classId: 'ART', className: 'Art', classStartDate: '2026-09-01' };

    expect(decide(entry)).toEqual({
      type: 'create',
      newClass: {
        classId: 'ART',
        className: 'Art',
        classGradeLevel: null,
        classStartDate: '2026-09-01',
        classEndDate: null,
      },
      masterCode: null,
    });
  });

  test.each<[string, ClassEntry, string, string]>([
    ['without a name', { classId: 'ART' }, 'class.name_missing', 'className'],
    ['without a Class ID', { className: 'Art' }, 'class.id_missing', 'classId'],
    [
      'with an unknown Class GUID',
      { classGuid: 'guid-x', classId: 'ART' },
      'class.unknown_guid',
      'classGuid',
    ],
    [
      'with an unknown Master Code',
      { classId: 'A', className: 'A', masterCode: 'X' },
      'master_code.unknown',
      'masterCode',
    ],
  ])('is refused when new %s', (_, entry, code, column) => {
    const decision = decide(entry);

    expect(decision).toMatchObject({ type: 'refuse', problems: [{ code, column, rowNumber: 7 }] });
    expect(decision).not.toHaveProperty('classGuid');
  });

  test('is refused when Class GUID and Class ID mean different classes', () => {
    const decision = decide({ classGuid: 'guid-math', classId: 'ART' }, { byGuid: math });

    expect(decision).toMatchObject({
      type: 'refuse',
      classGuid: 'guid-math',
      problems: [{ code: 'class.guid_other_id', facts: { knownClassId: 'MATH-3' } }],
    });
  });

  test('is never the one with its Class ID when its Class GUID means another', () => {
    const art = { classGuid: 'guid-art', classId: 'ART' };
    const decision = decide({ classGuid: 'guid-math', classId: 'ART' }, { byGuid: math, byClassId: art });

    expect(decision).toMatchObject({ type: 'refuse', classGuid: 'guid-math' });
  });

  test('tells every problem at once', () => {
    const decision = decide({ classId: 'ART', masterCode: 'X' });

    expect(decision).toMatchObject({
      problems: [{ code: 'class.name_missing' }, { code: 'master_code.unknown' }],
    });
  });
});
