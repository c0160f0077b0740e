import type { OneRosterFiles } from './one-roster.ts';
import { hasColumns, readColumns } from './read-columns.ts';
import type { SetFile, SetStudent } from './roster-set.ts';

/** A blank status is active: only exports of changes have to fill it (OneRoster 1.1, "bulk" and "delta"). */
export function isActive(status: string): boolean {
  return !['inactive', 'tobedeleted'].includes(status.toLowerCase());
}

interface People {
  readonly students: readonly SetStudent[];
  /** Everyone in the users' file. */
  readonly all: ReadonlyMap<string, 'student' | 'left-out'>;
  readonly inactive: number;
  readonly others: number;
}

/** Who is a student, and nothing else; null when no file says so. */
export function findStudents(files: OneRosterFiles): People | null {
  const { users } = files;
  const isStudent = createRoles(files);
  if (isStudent === null) return null;
  const read = readColumns(users);
  const students: SetStudent[] = [];
  const all = new Map<string, 'student' | 'left-out'>();
  let inactive = 0;
  let others = 0;
  for (const row of users.rows) {
    const id = read(row, 'sourcedid');
    const isOn = isActive(read(row, 'status')) && read(row, 'enableduser').toLowerCase() !== 'false';
    if (!isStudent(id, read(row, 'role'))) others += 1;
    else if (!isOn) inactive += 1;
    else students.push({ id, row });
    all.set(id, students.at(-1)?.row === row ? 'student' : 'left-out');
  }
  return { students, all, inactive, others };
}

/** In 1.1 the users' file has a role, in 1.2 a file of its own has them all; without either, what people are in their classes tells. */
function createRoles({
  users,
  roles,
  enrollments,
}: OneRosterFiles): ((id: string, role: string) => boolean) | null {
  if (hasColumns(users, ['role'])) return (_, role) => role.toLowerCase() === 'student';
  const file = roles ?? enrollments;
  if (file === undefined) return null;
  const rolesOf = collectRoles(file);
  return (id) => {
    const own = rolesOf.get(id);
    return own?.size === 1 && own.has('student');
  };
}

function collectRoles(file: SetFile): Map<string, Set<string>> {
  const read = readColumns(file);
  const roles = new Map<string, Set<string>>();
  for (const row of file.rows) {
    if (!isActive(read(row, 'status'))) continue;
    const id = read(row, 'usersourcedid');
    const known = roles.get(id) ?? new Set();
    roles.set(id, known.add(read(row, 'role').toLowerCase()));
  }
  return roles;
}
