import {
  decideValues,
  type LeftReason,
  type LeftThing,
  reasonForPassword,
  reasonToKeep,
  reasonToStay,
} from '#domain/batches/undo.ts';
import type { ClassGuid, UserGuid } from '#domain/ids.ts';
import type { ColumnKey } from '#domain/roster/template.ts';
import type { PasswordBefore } from '../jobs/record-changes.ts';
import type { StudentSince } from './gather-since.ts';

/** Something that stays as it is, and why. */
export interface Leftover {
  readonly thing: LeftThing;
  readonly reason: LeftReason;
  readonly userGuid: UserGuid | null;
  readonly classGuid: ClassGuid | null;
  readonly columns: readonly ColumnKey[];
}

export interface Place {
  readonly classGuid: ClassGuid;
  readonly userGuid: UserGuid;
}

/** A student's profile as it is to be; `hasProfile` and `hasStudentId` say which part of it is news. */
export interface RestoredStudent {
  readonly userGuid: UserGuid;
  readonly studentId: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly gradeLevel: string | null;
  readonly email: string | null;
  readonly username: string;
  readonly hasProfile: boolean;
  readonly hasStudentId: boolean;
}

/** Everything one transaction of an undoing writes. */
export interface UndoPlan {
  readonly removedAccounts: UserGuid[];
  /** Students who leave the school again; their account is another school's too. */
  readonly removedMembers: UserGuid[];
  readonly restored: RestoredStudent[];
  readonly passwords: { readonly userGuid: UserGuid; readonly before: PasswordBefore }[];
  /** With those of removed accounts. */
  readonly places: Place[];
  /** Of students who stay. */
  placeCount: number;
  readonly left: Leftover[];
}

/** Decides what becomes of each student whom the upload touched. */
export function planUndo(students: readonly StudentSince[]): UndoPlan {
  const plan: UndoPlan = {
    removedAccounts: [],
    removedMembers: [],
    restored: [],
    passwords: [],
    places: [],
    placeCount: 0,
    left: [],
  };
  for (const student of students) {
    if (student.isMadeHere) planMade(student, plan);
    else planKnown(student, plan);
  }
  return plan;
}

/** An account that stays, stays whole: with its classes. */
function planMade(student: StudentSince, plan: UndoPlan): void {
  const reason = reasonToKeep(student);
  if (reason !== null) return leave(plan, student, { thing: 'account', reason });
  plan.removedAccounts.push(student.userGuid);
  takePlaces(student, plan);
}

function planKnown(student: StudentSince, plan: UndoPlan): void {
  planValues(student, plan);
  planPassword(student, plan);
  if (student.isAddedHere) return planMember(student, plan);
  const ours = student.places.filter((one) => one.isOurs);
  for (const { classGuid, isInOtherUpload } of ours) {
    if (isInOtherUpload) leave(plan, student, { thing: 'place', reason: 'later-upload', classGuid });
  }
  plan.placeCount += takePlaces(student, plan);
}

function planMember(student: StudentSince, plan: UndoPlan): void {
  const reason = reasonToStay(student);
  if (reason !== null) return leave(plan, student, { thing: 'school', reason });
  plan.removedMembers.push(student.userGuid);
  plan.placeCount += takePlaces(student, plan);
}

function takePlaces({ userGuid, places }: StudentSince, plan: UndoPlan): number {
  const taken = places.filter((one) => one.isOurs && !one.isInOtherUpload);
  for (const { classGuid } of taken) plan.places.push({ classGuid, userGuid });
  return taken.length;
}

function planValues(student: StudentSince, plan: UndoPlan): void {
  const { values, userGuid } = student;
  if (!values) return;
  const { restored, left } = decideValues(values);
  for (const [reason, columns] of Map.groupBy(left, (one) => one.reason)) {
    leave(plan, student, { thing: 'values', reason, columns: columns.map((one) => one.column) });
  }
  if (restored.length === 0) return;
  const before = Object.fromEntries(restored.map((column) => [column, values.before[column] ?? null]));
  const merged = { ...values.current, ...before } as RestoredStudent;
  const hasStudentId = restored.includes('studentId');
  const hasProfile = restored.some((column) => column !== 'studentId');
  plan.restored.push({ ...merged, userGuid, hasProfile, hasStudentId });
}

function planPassword(student: StudentSince, plan: UndoPlan): void {
  const { password, userGuid, hasSignedIn } = student;
  if (!password) return;
  const reason = reasonForPassword({ hasSignedIn, isReplaced: password.isReplaced });
  if (reason !== null) return leave(plan, student, { thing: 'values', reason, columns: ['password'] });
  plan.passwords.push({ userGuid, before: password.before });
}

function leave(
  plan: UndoPlan,
  { userGuid }: StudentSince,
  left: Pick<Leftover, 'thing' | 'reason'> & Partial<Pick<Leftover, 'classGuid' | 'columns'>>,
): void {
  plan.left.push({ userGuid, classGuid: null, columns: [], ...left });
}
