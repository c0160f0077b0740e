import type { ColumnKey } from './template.ts';

/**
 * Further names a column may have in a file, beside `headerNames`; compared folded (see `foldHeader`).
 * "User ID" is the Student ID of the administrator's file of the product this follows; "Student GUID" its teacher's file.
 */
export const headerAliases: Readonly<Record<ColumnKey, readonly string[]>> = {
  userGuid: [
    'student guid',
    'guid',
    'guid del usuario',
    'guid de estudiante',
    'guid del estudiante',
    'guid de alumno',
    'guid del alumno',
  ],
  studentId: [
    'id',
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
    'identificador',
    'número de estudiante',
    'número del estudiante',
    'número de alumno',
    'matrícula',
    'número de matrícula',
    'código de estudiante',
    'código del estudiante',
    'código de alumno',
  ],
  firstName: [
    'first',
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
  ],
  lastName: [
    'last',
    'surname',
    'family name',
    'lname',
    'student last name',
    'legal last name',
    'apellidos',
    'apellido del estudiante',
    'apellidos del estudiante',
    'apellidos del alumno',
  ],
  gradeLevel: [
    'grade',
    'student grade',
    'student grade level',
    'current grade',
    'grado escolar',
    'nivel de grado',
    'grado del estudiante',
  ],
  email: [
    'e mail',
    'email address',
    'student email',
    'student email address',
    'mail',
    'correo',
    'e mail del estudiante',
    'dirección de correo',
    'dirección de correo electrónico',
    'correo del estudiante',
    'correo electrónico del estudiante',
  ],
  username: [
    'login',
    'login name',
    'login id',
    'user',
    'student username',
    'usuario',
    'nombre de usuario del estudiante',
  ],
  password: ['student password', 'user password', 'contraseña del estudiante', 'contraseña del usuario'],
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
  className: ['section name', 'course name', 'class title', 'nombre de clase', 'nombre del curso'],
  classGradeLevel: ['class grade', 'grado de clase', 'nivel de grado de la clase'],
  classStartDate: [
    'class start',
    'start date',
    'fecha de inicio',
    'fecha de inicio de clase',
    'inicio de la clase',
  ],
  classEndDate: [
    'class end',
    'end date',
    'fecha de fin',
    'fecha de fin de clase',
    'fin de la clase',
    'fecha final',
    'fecha de finalización',
    'fecha de término',
  ],
  masterCode: ['master product code', 'código master'],
};

/** A header as it is compared: case, accents, spaces, punctuation and remarks in brackets do not count; `#` is "number". */
export function foldHeader(text: string): string {
  return text
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/#/g, ' number ')
    .replace(/^\s*n\.?[º°o]\.?(?=\s)/i, 'numero')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
