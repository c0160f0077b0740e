import * as v from 'valibot';

/** A program a school uses, as My Programs shows it. */
export const programSchema = v.object({ masterCode: v.string(), name: v.string() });
export const programListSchema = v.object({ programs: v.array(programSchema) });
export type Program = v.InferOutput<typeof programSchema>;
