import { describe, expect, test } from 'vitest';
import { defaultPasswordPolicy } from '../../accounts/password-policy.ts';
import { changeRoster } from '../../drafts/edit-draft.ts';
import { checkRoster } from '../check-roster.ts';
import { problem, type ProblemCode } from '../problem.ts';
import type { Roster } from '../roster.ts';
import { columnKeys, type ColumnKey } from '../template.ts';
import { findRepairs } from './find-repairs.ts';
import { defaultPick, type RepairKind } from './repair.ts';
import { createRepairGround } from './repair-ground.ts';
import { carryOut } from './repair-offers.ts';

type Cells = Readonly<Partial<Record<ColumnKey, string>>>;

const context = { passwordPolicy: defaultPasswordPolicy };
const guid = '0190b1f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b';

/** Twelve students without a fault, and these: each its own student unless it says otherwise. */
function rosterWith(bad: readonly Cells[]): Roster {
  const fine = Array.from({ length: 12 }, (_, n): Cells => ({ studentId: String(n + 100).padStart(6, '0') }));
  const rows = [...fine, ...bad].map((cells, at) => {
    const texts: Cells = {
      studentId: `00${at + 7000}`,
      firstName: 'Ana',
      lastName: 'López',
      gradeLevel: '3',
      ...cells,
    };
    return { rowNumber: at + 2, cells: columnKeys.map((key) => texts[key] ?? '') };
  });
  return { header: columnKeys, mapping: columnKeys, rows };
}

/** For each code: rows that have it, and the repair that takes it away; or why there is none. */
const cases: Readonly<
  Record<ProblemCode, { rows: readonly Cells[]; kind: RepairKind; column: ColumnKey } | { none: string }>
> = {
  'cell.required': { none: 'only the teacher knows the name or the ID' },
  'cell.too_long': { rows: [{ username: 'x'.repeat(65) }], kind: 'username.make', column: 'username' },
  'cell.damaged_number': { none: 'the digits are gone; the group says how to get them back' },
  'cell.formula_error': {
    rows: [{ masterCode: '#N/A', classId: 'M1' }],
    kind: 'formula.blank',
    column: 'masterCode',
  },
  'guid.malformed': { rows: [{ userGuid: 'x' }], kind: 'guid.blank', column: 'userGuid' },
  'name.no_letter': { none: 'only the teacher knows the name' },
  'name.no_comma': { none: 'nobody else can say where the family name begins' },
  'grade.unknown': { rows: [{ gradeLevel: 'thrid' }], kind: 'grade.nearest', column: 'gradeLevel' },
  'email.malformed': { rows: [{ email: 'ana@b..org' }], kind: 'email.tidy', column: 'email' },
  'username.too_short': { rows: [{ username: 'ab' }], kind: 'username.make', column: 'username' },
  'username.characters': { rows: [{ username: 'ana ñ' }], kind: 'username.make', column: 'username' },
  'password.too_short': { rows: [{ password: 'abc' }], kind: 'password.make', column: 'password' },
  'password.too_long': { rows: [{ password: 'ab'.repeat(80) }], kind: 'password.make', column: 'password' },
  'password.common': { rows: [{ password: 'password1' }], kind: 'password.make', column: 'password' },
  'password.same_as_person': {
    rows: [{ username: 'ana.lopez', password: 'ana.lopez' }],
    kind: 'password.make',
    column: 'password',
  },
  'date.unreadable': {
    rows: [{ classId: 'M1', classStartDate: 'Wed, Aug 12, 2026' }],
    kind: 'date.form',
    column: 'classStartDate',
  },
  'date.ambiguous': {
    rows: [
      { classId: 'M1', classStartDate: '3/4/2026' },
      { classId: 'M2', classStartDate: '3/14/2026' },
    ],
    kind: 'date.order',
    column: 'classStartDate',
  },
  'class.end_before_start': {
    rows: [{ classId: 'M1', classStartDate: '2027-06-01', classEndDate: '2026-08-12' }],
    kind: 'class.swap',
    column: 'classEndDate',
  },
  'class.id_missing': {
    rows: [{ classId: 'M1', className: 'Math' }, { className: 'math' }],
    kind: 'class.id_from_name',
    column: 'classId',
  },
  'class.name_missing': { none: 'only the teacher knows how the class is called' },
  'student.rows_disagree': {
    rows: [
      { studentId: '008000', firstName: 'Ana María' },
      { studentId: '008000', firstName: 'Ana Maria' },
    ],
    kind: 'student.keep',
    column: 'firstName',
  },
  'student.row_repeated': {
    rows: [{ studentId: '008000' }, { studentId: '008000' }],
    kind: 'row.copies',
    column: 'studentId',
  },
  'username.repeated': {
    rows: [{ username: 'ana.lopez' }, { username: 'ana.lopez' }],
    kind: 'username.make',
    column: 'username',
  },
  'email.repeated': { none: 'brothers and sisters may share an address' },
  'class.rows_disagree': {
    rows: [
      { classId: 'M1', className: 'Math' },
      { classId: 'M1', className: 'Math' },
      { classId: 'M1', className: 'Maths' },
    ],
    kind: 'class.keep',
    column: 'className',
  },
  'cell.shorter_than_others': { rows: [{ studentId: '345' }], kind: 'id.pad', column: 'studentId' },
  'row.not_reached': { none: 'it is about an upload that stopped, not about the row' },
  'student.unknown_guid': { rows: [{ userGuid: guid }], kind: 'guid.blank', column: 'userGuid' },
  'student.guid_other_id': { none: 'only the teacher knows which of the two students is meant' },
  'student.other_name': { none: 'only the teacher knows which of the two students is meant' },
  'username.taken': { rows: [{ username: 'ana.lopez' }], kind: 'username.make', column: 'username' },
  'username.fixed': { none: 'nothing is lost: the student keeps the username' },
  'class.unknown_guid': {
    rows: [{ classGuid: guid, classId: 'M1' }],
    kind: 'guid.blank',
    column: 'classGuid',
  },
  'class.guid_other_id': { none: 'only the teacher knows which of the two classes is meant' },
  'master_code.unknown': {
    rows: [{ classId: 'M1', masterCode: 'X' }],
    kind: 'master_code.blank',
    column: 'masterCode',
  },
  'password.kept': { none: 'nothing is lost: the student keeps the password' },
  'password.old_temporary': { none: 'nothing is lost: the account keeps the password it has' },
};

const codes = Object.keys(cases) as ProblemCode[];

/** What the rules find, and of the codes that only the server can find one on every bad row. */
function checkWith(roster: Roster, code: ProblemCode, column: ColumnKey) {
  const check = checkRoster(roster, context);
  if (!serverCodes.has(code)) return check;
  const found = roster.rows.slice(12).map(({ rowNumber, cells }) => {
    const value = cells[columnKeys.indexOf(column)] ?? '';
    return problem(code, { rowNumber, column, value }, {});
  });
  return { ...check, problems: [...check.problems, ...found] };
}

const serverCodes: ReadonlySet<ProblemCode> = new Set([
  'student.unknown_guid',
  'username.taken',
  'class.unknown_guid',
  'master_code.unknown',
]);

describe.each(codes)('%s', (code) => {
  const one = cases[code];
  if ('none' in one) {
    test(`has no repair, because ${one.none}`, () => expect(one.none).not.toBe(''));
    return;
  }

  test(`is taken away by ${one.kind} in one go`, () => {
    const roster = rosterWith(one.rows);
    const check = checkWith(roster, code, one.column);
    expect(check.problems.map((found) => found.code)).toContain(code);
    const ground = createRepairGround(roster, check, context);
    const repair = findRepairs(ground).find((found) => found.removes.includes(code));

    expect(repair).toMatchObject({ kind: one.kind, column: one.column });
    const picked = repair ? defaultPick(repair) : null;
    const changes = repair && picked !== null ? carryOut(ground, repair, picked) : [];
    const { problems } = checkRoster(changeRoster(roster, changes).roster, context);
    expect(problems.map((found) => found.code)).not.toContain(code);
    expect(changes).not.toEqual([]);
  });
});
