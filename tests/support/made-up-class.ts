/** Made-up children for tests: always the same for the same numbers, and no real person. */
const firstNames = ['Ana', 'Ben', 'Chloé', 'Diego', 'Elif', 'Fatima', 'Grace', 'Hugo', 'Ines', 'Jamal'];
const lastNames = ['López', 'Nguyen', 'Smith', "O'Neil", 'García-Ruiz', 'Müller', 'Okafor', 'Kim'];
const grades = ['K', '1', '2', '3', '4', '5'];

export interface MadeUpStudent {
  readonly studentId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly gradeLevel: string;
}

/** Student number `n` (0, 1, 2, …). IDs keep their leading zeros. */
export function madeUpStudent(n: number): MadeUpStudent {
  return {
    studentId: String(n + 1).padStart(6, '0'),
    firstName: pick(firstNames, n),
    lastName: pick(lastNames, Math.floor(n / firstNames.length)),
    gradeLevel: pick(grades, n),
  };
}

/** A sheet with the four columns a teacher fills in first. */
export function madeUpClass(count: number): { header: string[]; rows: string[][] } {
  const rows = Array.from({ length: count }, (_, n) => {
    const student = madeUpStudent(n);
    return [student.studentId, student.firstName, student.lastName, student.gradeLevel];
  });
  return { header: ['Student ID', 'First Name', 'Last Name', 'Grade Level'], rows };
}

function pick(list: readonly string[], n: number): string {
  return list[n % list.length] as string;
}
