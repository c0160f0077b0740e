import * as v from 'valibot';
import { outcomeKinds } from '#domain/batches/row-outcome.ts';
import { columnKeys } from '#domain/roster/template.ts';

const text = v.nullable(v.string());

const studentFactsSchema = v.object({
  userGuid: v.string(),
  studentId: text,
  firstName: v.string(),
  lastName: v.string(),
  gradeLevel: text,
  email: text,
  username: v.string(),
});

const classFactsSchema = v.object({
  classGuid: v.string(),
  classId: v.string(),
  className: v.string(),
  classGradeLevel: text,
  classStartDate: text,
  classEndDate: text,
});

/** `code` and `facts` are those of a `RowProblem`; a server of a later version may know more of them. */
const problemSchema = v.object({
  code: v.string(),
  severity: v.picklist(['error', 'warning']),
  rowNumber: v.number(),
  column: v.picklist(columnKeys),
  value: v.string(),
  facts: v.record(v.string(), v.unknown()),
});

const resultRowSchema = v.object({
  rowNumber: v.number(),
  cells: v.array(v.string()),
  outcome: v.nullable(
    v.object({
      outcome: v.picklist(outcomeKinds),
      userGuid: text,
      classGuid: text,
      problems: v.array(problemSchema),
    }),
  ),
  completed: v.nullable(
    v.object({
      student: v.nullable(studentFactsSchema),
      schoolClass: v.nullable(classFactsSchema),
      temporaryPassword: text,
      temporaryPasswordDiesAt: v.nullable(v.number()),
      masterCode: text,
    }),
  ),
});

/** `GET /api/batches/:batchId/outcomes`; `after` is the `next` of the page before. */
export const outcomeQuerySchema = v.object({
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number))),
});

/** The rows of a finished upload with all that its three files say of them, some hundred at a time. */
export const outcomePageSchema = v.object({
  header: v.array(v.string()),
  mapping: v.array(v.nullable(v.picklist(columnKeys))),
  rows: v.array(resultRowSchema),
  next: text,
});
export type OutcomePage = v.InferOutput<typeof outcomePageSchema>;
