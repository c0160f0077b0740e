import { decideAccount, type AccountDecision } from '../accounts/decide-account.ts';
import type { CheckedRow } from './checked-row.ts';
import { decideRow, type RowDecision } from './decide-row.ts';
import type { OutcomeKind, ReviewChoices, RowOutcome } from './row-outcome.ts';
import { decideClass, type ClassDecision } from '../classes/decide-class.ts';
import type { ClassFacts } from '../classes/school-class.ts';
import type { ClassGuid, UserGuid } from '../ids.ts';
import { hasError } from '../roster/problem.ts';
import type { StudentEntry } from '../roster/row.ts';
import { type ChunkKnowledge, pair } from './chunk-knowledge.ts';
import { changeStudent, hasPassword, newStudent, type WorkingStudent } from './working-student.ts';

/** Everything one transaction writes for its rows. */
export interface ChunkPlan {
  readonly outcomes: RowOutcome[];
  readonly newStudents: WorkingStudent[];
  /** Students of other schools of the district who are in this one too from now on. */
  readonly joiningStudents: WorkingStudent[];
  /** Known students of whom something changes. */
  readonly changedStudents: Set<WorkingStudent>;
  readonly newClasses: ClassFacts[];
  readonly newPrograms: { readonly classGuid: ClassGuid; readonly masterCode: string }[];
  readonly newEnrollments: { readonly classGuid: ClassGuid; readonly userGuid: UserGuid }[];
}

interface Deciding {
  readonly known: ChunkKnowledge;
  readonly plan: ChunkPlan;
  readonly choices: ReviewChoices;
  readonly newGuid: () => string;
  /** Told what a row means just before it is taken into `known`: what is there now is what was before the row. */
  readonly onDecision?: ((entry: StudentEntry, decision: RowDecision) => void) | undefined;
}

const nobodyElsewhere: ReadonlyMap<UserGuid, WorkingStudent> = new Map();

type Applied<Decision> = Exclude<Decision, { readonly type: 'refuse' }>;

/**
 * Decides the rows of a chunk in order. Every row gets exactly one outcome. A student's first row counts as `created`;
 * a further row of the same student counts for itself: `updated` when it adds a class place, else `unchanged`. A row about a
 * class alone counts as `created` when it makes the class. So the counts always add up to the number of rows.
 */
export function decideRows(
  rows: readonly CheckedRow[],
  known: ChunkKnowledge,
  facts: Pick<Deciding, 'choices' | 'newGuid' | 'onDecision'>,
): ChunkPlan {
  const plan: ChunkPlan = {
    outcomes: [],
    newStudents: [],
    joiningStudents: [],
    changedStudents: new Set(),
    newClasses: [],
    newPrograms: [],
    newEnrollments: [],
  };
  const deciding: Deciding = { known, plan, ...facts };
  for (const row of rows) plan.outcomes.push(decideOne(row, deciding));
  return plan;
}

function decideOne({ entry, problems }: CheckedRow, deciding: Deciding): RowOutcome {
  const { rowNumber } = entry;
  if (hasError(problems)) return { rowNumber, outcome: 'refused', userGuid: null, classGuid: null, problems };
  const account = lookAtAccount(entry, deciding);
  const decision = decideRow(account, lookAtClass(entry, deciding));
  deciding.onDecision?.(entry, decision);
  if (decision.type === 'refuse') {
    const { userGuid, classGuid } = decision;
    return {
      rowNumber,
      outcome: 'refused',
      userGuid,
      classGuid,
      problems: [...problems, ...decision.problems],
    };
  }
  const joining = deciding.plan.joiningStudents.length;
  const student = applyAccount(entry, decision.account, deciding);
  const isJoining = deciding.plan.joiningStudents.length > joining;
  const place = applyClass(student, decision.schoolClass, deciding);
  return {
    rowNumber,
    outcome: outcomeOf(decision, place.isNews || isJoining),
    userGuid: student?.userGuid ?? null,
    classGuid: place.classGuid,
    problems: decision.warnings.length === 0 ? problems : [...problems, ...decision.warnings],
  };
}

function outcomeOf(
  { account, schoolClass }: Extract<RowDecision, { readonly type: 'apply' }>,
  hasNews: boolean,
): OutcomeKind {
  if (account.type === 'create') return 'created';
  if (account.type === 'none' && schoolClass.type === 'create') return 'created';
  return account.type === 'update' || hasNews ? 'updated' : 'unchanged';
}

function lookAtAccount(entry: StudentEntry, deciding: Deciding): AccountDecision {
  const { studentsByGuid, studentsById, usernameOwners } = deciding.known;
  const byGuid = lookUp(studentsByGuid, entry.userGuid);
  const elsewhere = lookUp(deciding.known.studentsElsewhere ?? nobodyElsewhere, entry.userGuid);
  const byStudentId = lookUp(studentsById, entry.studentId);
  const usernameOwner = lookUp(usernameOwners, entry.username);
  const student = byGuid ?? byStudentId ?? elsewhere;
  const passwordIsCurrentTemporary =
    student !== undefined && entry.password !== undefined && hasPassword(student, entry.password);
  const known = { byGuid, byStudentId, elsewhere, usernameOwner, passwordIsCurrentTemporary };
  return decideAccount(entry, known, deciding.choices);
}

function lookAtClass(entry: StudentEntry, { known }: Deciding): ClassDecision {
  const { schoolClass } = entry;
  if (!schoolClass) return { type: 'none' };
  const { classGuid, classId } = schoolClass;
  return decideClass(schoolClass, entry.rowNumber, {
    byGuid: lookUp(known.classesByGuid, classGuid),
    byClassId: lookUp(known.classesById, classId),
    masterCodes: known.masterCodes,
  });
}

function applyAccount(
  entry: StudentEntry,
  decision: Applied<AccountDecision>,
  deciding: Deciding,
): WorkingStudent | null {
  const { known, plan, newGuid } = deciding;
  if (decision.type === 'none') return null;
  if (decision.type === 'create') {
    const student = newStudent(entry, newGuid());
    plan.newStudents.push(student);
    remember(student, known);
    return student;
  }
  const student = known.studentsByGuid.get(decision.userGuid) ?? join(decision.userGuid, deciding);
  if (!student) throw new Error('A row was decided for a student who was not looked up.');
  if (decision.type === 'update') {
    forget(student, known);
    changeStudent(student, decision.changes);
    remember(student, known);
    if (!student.isNew) plan.changedStudents.add(student);
  }
  return student;
}

function join(userGuid: UserGuid, { known, plan }: Deciding): WorkingStudent | undefined {
  const student = known.studentsElsewhere?.get(userGuid);
  if (!student) return undefined;
  plan.joiningStudents.push(student);
  remember(student, known);
  return student;
}

function remember(student: WorkingStudent, known: ChunkKnowledge): void {
  known.studentsByGuid.set(student.userGuid, student);
  if (student.studentId !== null) known.studentsById.set(student.studentId, student);
  if (student.username !== '') known.usernameOwners.set(student.username, student.userGuid);
}

function forget(student: WorkingStudent, known: ChunkKnowledge): void {
  if (student.studentId !== null) known.studentsById.delete(student.studentId);
  known.usernameOwners.delete(student.username);
}

function applyClass(
  student: WorkingStudent | null,
  decision: Applied<ClassDecision>,
  { known, plan, newGuid }: Deciding,
): { readonly classGuid: ClassGuid | null; readonly isNews: boolean } {
  if (decision.type === 'none') return { classGuid: null, isNews: false };
  const classGuid = decision.type === 'use' ? decision.classGuid : newGuid();
  if (decision.type === 'create') {
    const made = { ...decision.newClass, classGuid };
    known.classesByGuid.set(classGuid, made);
    known.classesById.set(made.classId, made);
    plan.newClasses.push(made);
  }
  const { masterCode } = decision;
  const hasProgram = masterCode !== null && addOnce(known.classPrograms, pair(classGuid, masterCode));
  if (hasProgram) plan.newPrograms.push({ classGuid, masterCode });
  const hasPlace = student !== null && addOnce(known.enrollments, pair(classGuid, student.userGuid));
  if (hasPlace) plan.newEnrollments.push({ classGuid, userGuid: student.userGuid });
  return { classGuid, isNews: decision.type === 'create' || hasProgram || hasPlace };
}

function lookUp<Value>(map: ReadonlyMap<string, Value>, key: string | undefined): Value | undefined {
  return key === undefined ? undefined : map.get(key);
}

function addOnce(set: Set<string>, value: string): boolean {
  if (set.has(value)) return false;
  set.add(value);
  return true;
}
