/** The columns of the roster file, in template order. */
export const columnKeys = [
  'userGuid',
  'studentId',
  'firstName',
  'lastName',
  'gradeLevel',
  'email',
  'username',
  'password',
  'classGuid',
  'classId',
  'className',
  'classGradeLevel',
  'classStartDate',
  'classEndDate',
  'masterCode',
] as const;

export type ColumnKey = (typeof columnKeys)[number];

/**
 * What a column of a file can mean. `lastFirst` is a whole name in one column, `García, Ana María`: it fills two columns of the
 * template.
 */
export const columnMeanings = [...columnKeys, 'lastFirst'] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];

/** What each column of a file means, parallel to its header; null for one that Rollbook does not use. */
export type Mapping = readonly (ColumnMeaning | null)[];

/** Columns that say who the student is; the same student's rows must agree on them. */
export const studentColumns = [
  'userGuid',
  'studentId',
  'firstName',
  'lastName',
  'gradeLevel',
  'email',
  'username',
  'password',
] as const satisfies readonly ColumnKey[];

/** Columns that describe a class; rows of the same class must agree on them, but each may bring its own Master Code. */
export const classColumns = [
  'classGuid',
  'classId',
  'className',
  'classGradeLevel',
  'classStartDate',
  'classEndDate',
  'masterCode',
] as const satisfies readonly ColumnKey[];

/** Needed to make a new student; checked even when the file has a User GUID, because a GUID row may leave them blank. */
export const requiredForNewStudent = [
  'studentId',
  'firstName',
  'lastName',
] as const satisfies readonly ColumnKey[];

export type HeaderLanguage = 'en' | 'es';

/** Header texts as templates and result files carry them. English is the file contract; Spanish is read and offered. */
export const headerNames: Readonly<Record<HeaderLanguage, Readonly<Record<ColumnKey, string>>>> = {
  en: {
    userGuid: 'User GUID',
    studentId: 'Student ID',
    firstName: 'First Name',
    lastName: 'Last Name',
    gradeLevel: 'Grade Level',
    email: 'Email',
    username: 'Username',
    password: 'Password',
    classGuid: 'Class GUID',
    classId: 'Class ID',
    className: 'Class Name',
    classGradeLevel: 'Class Grade Level',
    classStartDate: 'Class Start Date',
    classEndDate: 'Class End Date',
    masterCode: 'Master Code',
  },
  es: {
    userGuid: 'GUID de usuario',
    studentId: 'ID de estudiante',
    firstName: 'Nombre',
    lastName: 'Apellido',
    gradeLevel: 'Grado',
    email: 'Correo electrónico',
    username: 'Nombre de usuario',
    password: 'Contraseña',
    classGuid: 'GUID de clase',
    classId: 'ID de clase',
    className: 'Nombre de la clase',
    classGradeLevel: 'Grado de la clase',
    classStartDate: 'Fecha de inicio de la clase',
    classEndDate: 'Fecha de fin de la clase',
    masterCode: 'Código maestro',
  },
};

/** The last column of an Error File, in both languages; ignored when the file comes back. */
export const errorHeaderNames: Readonly<Record<HeaderLanguage, string>> = { en: 'Error', es: 'Errores' };
