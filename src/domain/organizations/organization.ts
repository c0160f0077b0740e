export const roles = ['student', 'teacher', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** A school, as its members see it. */
export interface School {
  readonly schoolId: string;
  readonly districtId: string;
  readonly name: string;
}
