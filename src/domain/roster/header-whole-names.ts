import { foldHeader } from './header-names.ts';

/** General names that any program may give its own numbers and accounts: proposed, and never taken without being asked about. */
export const vagueNames: ReadonlySet<string> = new Set(
  ['guid', 'id', 'id number', 'número de id', 'identifier', 'identificador', 'other id', 'user'].map(
    foldHeader,
  ),
);

/** Names of a column that holds whole names written `Last, First`. */
const lastFirstNames = new Set(
  [
    'last first',
    'last name first name',
    'last name first',
    'name last first',
    'surname first name',
    'family name given name',
    'name last first middle',
    'student last first',
    'student name last first',
    'full name last first',
    'sortable name',
    'apellidos y nombre',
    'apellidos y nombres',
    'apellido y nombre',
    'apellidos nombre',
    'apellido nombre',
  ].map(foldHeader),
);

/** Names of a column that holds whole names in some form: only the cells can tell in which. */
const wholeNames = new Set(
  [
    'name',
    'full name',
    'full name full name',
    'full legal name',
    'display name',
    'student',
    'students',
    'student name',
    'students name',
    'student full name',
    'pupil',
    'pupil name',
    'learner',
    'learner name',
    'child',
    'child name',
    'nombre completo',
    'nombre full name',
    'nombre y apellido',
    'nombre y apellidos',
    'nombres y apellidos',
    'nombre completo del alumno',
    'nombre completo del estudiante',
    'alumno',
    'alumna',
    'alumnos',
    'estudiante',
    'estudiantes',
  ].map(foldHeader),
);

/** Whether a column is called as one that holds whole names: `Last, First`, or in whatever form. */
export function readNameOfWholeNames(header: string): 'lastFirst' | 'anyForm' | null {
  const folded = foldHeader(header);
  if (lastFirstNames.has(folded)) return 'lastFirst';
  return wholeNames.has(folded) ? 'anyForm' : null;
}
