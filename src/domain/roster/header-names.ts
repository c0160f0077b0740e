import type { ColumnKey } from './template.ts';

/**
 * Further names a column may have in a file, beside `headerNames`; compared folded (see `foldHeader`).
 * "User ID" is the Student ID of the administrator's file of the product this follows; "Student GUID" its teacher's file.
 */
export const headerAliases: Readonly<Record<ColumnKey, readonly string[]>> = {
  userGuid: [
    'student guid',
    'guid del usuario',
    'guid de estudiante',
    'guid del estudiante',
    'guid de alumno',
    'guid del alumno',
  ],
  studentId: [
    'user id',
    'student number',
    'student no',
    'student id number',
    'student code',
    'sis id',
    'sis user id',
    'pupil id',
    'local id',
    'id del estudiante',
    'id estudiante',
    'id de alumno',
    'id del alumno',
    'id alumno',
    'id de usuario',

    'número de estudiante',
    'número del estudiante',
    'número de alumno',
    'matrícula',
    'número de matrícula',
    'código de estudiante',
    'código del estudiante',
    'código de alumno',
    'student id no',
    'student local id',
    'local student id',
    'sis number',
    'perm id',
    'permanent id',
    'stu id',
    'students id',
    'student identification number',
    'admission number',
    'legajo',
    'número de legajo',
  ],
  firstName: [
    'given name',
    'given names',
    'forename',
    'fname',
    'student first name',
    'legal first name',
    'nombres',
    'primer nombre',
    'nombre de pila',
    'nombre del estudiante',
    'nombre del alumno',
    'students first name',
    'first name of student',
    'student first',
    'stu first name',
    'name first',
    'sfirstname',
    'nombres del estudiante',
    'nombres del alumno',
  ],
  lastName: [
    'surname',
    'family name',
    'lname',
    'student last name',
    'legal last name',
    'apellidos',
    'apellido del estudiante',
    'apellidos del estudiante',
    'apellidos del alumno',
    'students last name',
    'last name of student',
    'student last',
    'stu last name',
    'student surname',
    'name last',
    'slastname',
    'apellido del alumno',
  ],
  gradeLevel: [
    'student grade',
    'student grade level',
    'current grade',
    'grado escolar',
    'nivel de grado',
    'grado del estudiante',
    'students grade',
    'sgrade',
  ],
  email: [
    'student email',
    'student email address',

    'correo',
    'e mail del estudiante',

    'dirección de correo electrónico',
    'correo del estudiante',
    'correo electrónico del estudiante',
    'stu email',
    'students email',
    'correo del alumno',
    'correo institucional',
  ],
  username: [
    'login',
    'login name',
    'login id',
    'student username',
    'usuario',
    'nombre de usuario del estudiante',
    'sis login id',
    'student login',
    'students username',
    'susername',
    'nombre de usuario del alumno',
    'usuario del estudiante',
  ],
  password: [
    'student password',
    'user password',
    'contraseña del estudiante',
    'contraseña del usuario',
    'spassword',
    'contraseña del alumno',
  ],
  classGuid: ['section guid', 'course guid', 'guid de la clase'],
  classId: [
    'section id',
    'course id',
    'class code',
    'class number',
    'id de la clase',
    'id clase',
    'código de clase',
    'código de la clase',
  ],
  className: [
    'section name',
    'course name',
    'class title',
    'nombre de clase',
    'nombre del curso',
    'cname',
    'course title',
  ],
  classGradeLevel: ['class grade', 'grado de clase', 'nivel de grado de la clase'],
  classStartDate: ['class start', 'fecha de inicio de clase', 'inicio de la clase'],
  classEndDate: [
    'class end',

    'fecha de fin de clase',
    'fin de la clase',
    'fecha final',
    'fecha de finalización',
    'fecha de término',
  ],
  masterCode: ['master product code', 'código master'],
};

/**
 * Names so general that another column may carry the same thing under a clearer name; then that one is meant, and
 * these are not used: an `ID` beside a `Student Number` is some program's own.
 */
export const generalNames: Partial<Readonly<Record<ColumnKey, readonly string[]>>> = {
  userGuid: ['guid'],
  studentId: ['id', 'id number', 'número de id', 'identifier', 'identificador', 'other id'],
  firstName: ['first', 'fn'],
  lastName: ['last', 'ln'],
  gradeLevel: ['grade', 'grades', 'gr', 'grd'],
  email: ['e mail', 'email address', 'mail', 'dirección de correo'],
  username: ['user'],
  classStartDate: ['start date', 'fecha de inicio'],
  classEndDate: ['end date', 'fecha de fin'],
};

/** Words for people who are not the student: a name, an address or an account with one of them is not the student's. */
const otherPeople =
  /teacher|instructor|staff|coach|parent|guardian|mother|father|contact|emergency|sibling|maestr|docente|profesor|tutor|padre|madre|acudiente|apoderad|familiar/;

/** Whether a column has to do with somebody else: a teacher, a parent. */
export function mentionsOtherPerson(header: string): boolean {
  return otherPeople.test(foldText(header));
}

/** Whether a column tells the name of somebody else. */
export function namesOtherPerson(header: string): boolean {
  const folded = foldText(header);
  return otherPeople.test(folded) && /name|nombre|apellido|first|last/.test(folded);
}

/** Whether a column says itself that it is the student's. */
export function namesStudent(header: string): boolean {
  return /student|estudiante|alumn|pupil|^stu/.test(foldText(header));
}

/** What a remark in brackets may not say, or it is part of the name: `Email (Parent)`, `Nombre (FULL_NAME)`. */
const tellingRemark = new RegExp(
  `${otherPeople.source}|full|completo|preferred|nick|maiden|first|last|middle`,
);

/** The program's name of a table before the name of a column, as in `student.lastName` or `STU.GR`. */
const tablePrefix = /^\s*(?:students?|stu|users?|r0)\.(?=\w)/i;

/**
 * A header as it is compared: case, accents, spaces, punctuation, a table's name before a dot, and remarks in brackets do not
 * count, except remarks that say whose or which name it is; `#` is "number".
 */
export function foldHeader(text: string): string {
  const bare = text
    .replace(tablePrefix, '')
    .replace(/\([^)]*\)|\[[^\]]*\]/g, (remark) => (tellingRemark.test(foldText(remark)) ? remark : ' '))
    .replace(/#/g, ' number ')
    .replace(/^\s*n\.?[º°o]\.?(?=\s)/i, 'numero');
  return foldText(bare);
}

function foldText(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
