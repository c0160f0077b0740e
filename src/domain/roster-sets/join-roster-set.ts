import { ok, refuse, type Result } from '../result.ts';
import type { FileProblem } from '../roster/file-problem.ts';
import { joinClever } from './clever.ts';
import { joinOneRoster } from './one-roster.ts';
import { hasColumns } from './read-columns.ts';
import type { JoinedSet, SetFile, SetKind } from './roster-set.ts';

/** What tells a file of a set, whatever it is called: columns (folded) that no other of the set has together. First match wins. */
const shapes = {
  OneRoster: {
    users: ['sourcedid', 'givenname', 'familyname'],
    roles: ['usersourcedid', 'roletype'],
    enrollments: ['usersourcedid', 'classsourcedid', 'role'],
    classes: ['sourcedid', 'title', 'classtype'],
    courses: ['sourcedid', 'title', 'coursecode'],
    academicSessions: ['sourcedid', 'startdate', 'enddate'],
  },
  Clever: {
    students: ['schoolid', 'studentid', 'lastname', 'firstname'],
    sections: ['schoolid', 'sectionid', 'teacherid'],
    enrollments: ['schoolid', 'sectionid', 'studentid'],
  },
} as const;

/**
 * One roster of the files of a OneRoster or Clever export. Null when these files are no such set: none of them holds people as a set does.
 * A single file is a set when it holds people of every kind, of whom only students may become students.
 */
export function joinRosterSet(files: readonly SetFile[]): Result<JoinedSet, FileProblem> | null {
  const oneRoster = findParts(files, 'OneRoster');
  if (!oneRoster.ok) return oneRoster;
  const { users, ...aboutUsers } = oneRoster.value.parts;
  if (users) return withUnused(joinOneRoster({ users, ...aboutUsers }), oneRoster.value.others);
  const clever = findParts(files, 'Clever');
  if (files.length === 1 || !clever.ok) return clever.ok ? missingPeople(files) : clever;
  const { students, ...aboutStudents } = clever.value.parts;
  if (students) return withUnused(joinClever({ students, ...aboutStudents }), clever.value.others);
  return missingPeople(files);
}

interface Parts<Kind extends SetKind> {
  readonly parts: { [Part in keyof (typeof shapes)[Kind]]?: SetFile };
  readonly others: readonly SetFile[];
}

function findParts<Kind extends SetKind>(
  files: readonly SetFile[],
  kind: Kind,
): Result<Parts<Kind>, FileProblem> {
  const names = Object.keys(shapes[kind]) as (keyof (typeof shapes)[Kind] & string)[];
  const parts: Parts<Kind>['parts'] = {};
  const others: SetFile[] = [];
  for (const file of files) {
    const part = names.find((name) => hasColumns(file, shapes[kind][name] as readonly string[]));
    if (part === undefined) others.push(file);
    else if (parts[part] !== undefined) return refuse({ code: 'file.set_repeated', part: `${part}.csv` });
    else parts[part] = file;
  }
  return ok({ parts, others });
}

/** Classes and places without people cannot become anything. */
function missingPeople(files: readonly SetFile[]): Result<never, FileProblem> | null {
  const holds = (kind: SetKind) =>
    files.some((file) =>
      Object.values(shapes[kind]).some((columns: readonly string[]) => hasColumns(file, columns)),
    );
  if (holds('OneRoster'))
    return refuse({ code: 'file.set_incomplete', set: 'OneRoster', missing: 'users.csv' });
  if (files.length > 1 && holds('Clever'))
    return refuse({ code: 'file.set_incomplete', set: 'Clever', missing: 'students.csv' });
  return null;
}

/** Files that are part of the format and never say anything of students and classes. */
const neverUsed =
  /^(?:manifest|orgs|demographics|resources|classresources|courseresources|schools|teachers|staff|admins)\b/i;

function withUnused(
  joined: Result<JoinedSet, FileProblem>,
  others: readonly SetFile[],
): Result<JoinedSet, FileProblem> {
  const names = others.map(({ name }) => name).filter((name) => !neverUsed.test(name));
  if (!joined.ok || names.length === 0) return joined;
  const note = { code: 'set.files_not_used', names } as const;
  return ok({ ...joined.value, notes: [...joined.value.notes, note] });
}
