import * as v from 'valibot';

export const schoolClassSchema = v.object({
  classGuid: v.string(),
  classId: v.string(),
  className: v.string(),
  classGradeLevel: v.nullable(v.string()),
  classStartDate: v.nullable(v.string()),
  classEndDate: v.nullable(v.string()),
  studentCount: v.number(),
});
export type SchoolClass = v.InferOutput<typeof schoolClassSchema>;

/** `GET /api/schools/:schoolId/classes`: all of them, by Class ID. */
export const classListSchema = v.object({ classes: v.array(schoolClassSchema) });
export type ClassList = v.InferOutput<typeof classListSchema>;
