import type { ChunkPlan } from '#domain/batches/decide-rows.ts';
import type { ClassFacts } from '#domain/classes/school-class.ts';
import { type BulkTarget, insertRows } from '../database/insert-rows.ts';
import { ChunkConflict } from './chunk-conflict.ts';
import { outcomeColumns } from './outcome-columns.ts';
import { changeStudents } from './change-students.ts';
import { insertJoining, insertStudents } from './insert-students.ts';
import type { StudentWriting } from './student-writing.ts';

export interface PlanWriting extends StudentWriting {
  readonly uploadedBy: string;
}

/** Writes all a chunk decided, set by set. A row somebody else was quicker with throws `ChunkConflict`: decide again. */
export async function writePlan(plan: ChunkPlan, writing: PlanWriting): Promise<void> {
  // Changed students first: what one gives up, a new one may take.
  await insertJoining(plan.joiningStudents, writing);
  await changeStudents([...plan.changedStudents], writing);
  await insertStudents(plan.newStudents, writing);
  await insertClasses(plan.newClasses, writing);
  await insertPrograms(plan, writing);
  await insertEnrollments(plan, writing);
  await insertOutcomes(plan, writing);
}

async function insertPrograms({ newPrograms }: ChunkPlan, writing: PlanWriting): Promise<void> {
  await insertRows(
    writing,
    'class_programs',
    { class_guid: 'text', master_code: 'text', added_by_batch_id: 'text' },
    newPrograms.map(({ classGuid, masterCode }) => ({
      class_guid: classGuid,
      master_code: masterCode,
      added_by_batch_id: writing.batchId,
    })),
  );
}

/** Whoever uploads a class is its teacher. */
async function insertClasses(classes: readonly ClassFacts[], writing: PlanWriting): Promise<void> {
  const inserted = await insertRows(
    writing,
    'classes',
    {
      class_guid: 'text',
      school_id: 'text',
      class_id: 'text',
      name: 'text',
      grade_level: 'text',
      start_date: 'text',
      end_date: 'text',
      created_by_batch_id: 'text',
      created_at: 'integer',
    },
    classes.map((one) => classRow(one, writing)),
  );
  if (inserted !== classes.length) throw new ChunkConflict('A class was made at the same time.');
  await insertRows(
    writing,
    'class_teachers',
    { class_guid: 'text', user_guid: 'text' },
    classes.map(({ classGuid }) => ({ class_guid: classGuid, user_guid: writing.uploadedBy })),
  );
}

function classRow(one: ClassFacts, { schoolId, batchId, now }: PlanWriting) {
  return {
    class_guid: one.classGuid,
    school_id: schoolId,
    class_id: one.classId,
    name: one.className,
    grade_level: one.classGradeLevel,
    start_date: one.classStartDate,
    end_date: one.classEndDate,
    created_by_batch_id: batchId,
    created_at: now,
  };
}

async function insertEnrollments({ newEnrollments }: ChunkPlan, writing: PlanWriting): Promise<void> {
  await insertRows(
    writing,
    'enrollments',
    { class_guid: 'text', user_guid: 'text', added_by_batch_id: 'text', created_at: 'integer' },
    newEnrollments.map(({ classGuid, userGuid }) => ({
      class_guid: classGuid,
      user_guid: userGuid,
      added_by_batch_id: writing.batchId,
      created_at: writing.now,
    })),
  );
}

async function insertOutcomes({ outcomes }: ChunkPlan, writing: PlanWriting & BulkTarget): Promise<void> {
  const rows = outcomes.map((one) => ({
    batch_id: writing.batchId,
    row_number: one.rowNumber,
    outcome: one.outcome,
    user_guid: one.userGuid,
    class_guid: one.classGuid,
    problems: one.problems.length === 0 ? '[]' : JSON.stringify(one.problems),
  }));
  const inserted = await insertRows(writing, 'row_outcomes', outcomeColumns, rows);
  if (inserted !== rows.length) throw new Error('A row has two outcomes.');
}
