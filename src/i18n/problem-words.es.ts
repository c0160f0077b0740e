import { shown, type ProblemWords } from './problem-words.ts';

/** Lo que está mal en una fila, en español. */
export const problemWordsEs: ProblemWords = {
  'cell.required': (_, { column }) => `Falta ${column}. Cada estudiante nuevo lo necesita.`,
  'cell.too_long': ({ facts }, { column }) =>
    `${column}: el texto es muy largo. Usa ${facts.limit} caracteres como máximo.`,
  'cell.damaged_number': ({ value }, { column }) =>
    `${column}: la hoja de cálculo acortó el número a ${shown(value)}. Pon la columna como texto y escribe el número completo.`,
  'cell.shorter_than_others': ({ value, facts }, { column }) =>
    `${column}: ${shown(value)} es más corto que los demás, que tienen ${facts.usual} cifras. Revisa si se perdieron ceros al principio.`,
  'cell.formula_error': ({ value }, { column }) =>
    `${column}: dice ${shown(value)}, porque falló una fórmula. Escribe el valor.`,
  'guid.malformed': ({ value }, { column }) =>
    `${column}: Rollbook no creó ${shown(value)}. Cópialo de una exportación o deja la celda en blanco.`,
  'name.no_letter': ({ value }, { column }) =>
    `${column}: ${shown(value)} no tiene letras. Escribe el nombre; si el estudiante tiene uno solo, pon un guion (-) en la otra celda.`,
  'name.no_comma': ({ value }) =>
    `No sabemos dónde termina el apellido en ${shown(value)}. Escríbelo así: López, Ana.`,
  'grade.unknown': ({ value }, { column }) =>
    `${column}: no conocemos el grado ${shown(value)}. Usa PK, K o un número del 1 al 12.`,
  'email.malformed': ({ value }, { column }) =>
    `${column}: ${shown(value)} no es una dirección completa. Escríbela como ana@escuela.org.`,
  'username.too_short': ({ value, facts }, { column }) =>
    `${column}: ${shown(value)} es muy corto. Usa ${facts.limit} caracteres o más.`,
  'username.characters': ({ value, facts }, { column }) =>
    `${column}: ${shown(value)} tiene ${listed(facts.characters)}. Usa solo letras de la a a la z, números y los signos . _ @ -`,
  'password.too_short': ({ facts }, { column }) =>
    `${column}: es muy corta. Usa ${facts.limit} caracteres o más.`,
  'password.too_long': ({ facts }, { column }) =>
    `${column}: es muy larga. Usa ${facts.limit} caracteres como máximo.`,
  'password.common': (_, { column }) => `${column}: es muy fácil de adivinar. Elige una que nadie probaría.`,
  'password.same_as_person': ({ facts }, { column, nameOf }) =>
    `${column}: es igual a ${nameOf(facts.sameAs)}. Elige otra.`,
  'date.unreadable': ({ value }, { column }) =>
    `${column}: no podemos leer el día ${shown(value)}. Escríbelo como 2026-08-12.`,
  'date.ambiguous': ({ value, facts: { readings } }, { column }) =>
    `${column}: ${shown(value)} puede ser ${readings[0]} o ${readings[1]}. Escribe la fecha que quieres.`,
  'class.end_before_start': ({ value, facts }, { column }) =>
    `${column}: ${shown(value)} debe ser después del inicio, ${facts.start}. Cambia una de las dos fechas.`,
  'class.id_missing': (_, { column, nameOf }) =>
    `La fila habla de una clase, pero falta ${column}. Escribe ${column} o ${nameOf('classGuid')}, o borra las celdas de la clase.`,
  'class.name_missing': (_, { column }) => `La clase es nueva y no tiene nombre. Llena ${column}.`,
  'student.rows_disagree': ({ facts }, { column }) =>
    `${column}: la fila ${facts.otherRow} dice otra cosa del mismo estudiante. Pon lo mismo en las dos filas.`,
  'student.row_repeated': ({ facts }) =>
    `La fila ${facts.otherRow} dice lo mismo que esta. Puedes borrar una de las dos.`,
  'username.repeated': ({ value, facts }, { column }) =>
    `${column}: ${shown(value)} está también en la fila ${facts.otherRow}, de otro estudiante. Da uno distinto a cada quien.`,
  'email.repeated': ({ value, facts }, { column }) =>
    `${column}: ${shown(value)} está también en la fila ${facts.otherRow}, de otro estudiante. Puedes dejarlo si lo comparten.`,
  'class.rows_disagree': ({ facts }, { column }) =>
    `${column}: la fila ${facts.otherRow} dice otra cosa de la misma clase. Pon lo mismo en las dos filas.`,
  'student.unknown_guid': ({ value }, { column }) =>
    `${column}: esta escuela no tiene un estudiante con ${shown(value)}. Cópialo de una exportación, o bórralo si el estudiante es nuevo.`,
  'student.guid_other_id': ({ value, facts }, { nameOf }) =>
    `El estudiante con este ${nameOf('userGuid')} tiene otro ${nameOf('studentId')}: ${known(facts.knownStudentId)}, no ${shown(value)}. Corrige una de las dos celdas.`,
  'student.other_name': ({ value, facts }, { nameOf }) =>
    `Este ${nameOf('studentId')} es de ${facts.knownName}, no de ${shown(value)}. Corrige el ${nameOf('studentId')} o el nombre.`,
  'username.taken': ({ value }, { column }) =>
    `${column}: ${shown(value)} ya tiene dueño. Elige otro, o deja la celda en blanco y creamos uno.`,
  'username.fixed': ({ value, facts }, { column }) =>
    `${column}: no usamos ${shown(value)}. El estudiante ya entró una vez y sigue con ${shown(facts.knownUsername)}.`,
  'class.unknown_guid': ({ value }, { column, nameOf }) =>
    `${column}: esta escuela no tiene una clase con ${shown(value)}. Cópialo de una exportación, o bórralo y llena ${nameOf('classId')}.`,
  'class.guid_other_id': ({ value, facts }, { nameOf }) =>
    `La clase con este ${nameOf('classGuid')} tiene otro ${nameOf('classId')}: ${known(facts.knownClassId)}, no ${shown(value)}. Corrige una de las dos celdas.`,
  'master_code.unknown': ({ value }, { column }) =>
    `${column}: esta escuela no tiene un programa con ${shown(value)}. Revisa el código o deja la celda en blanco.`,
  'row.not_reached': () => 'No llegamos a esta fila. Vuelve a subir este archivo.',
  'password.old_temporary': (_, { column }) =>
    `${column}: esta es temporal y anterior. La cuenta conserva la que tiene.`,
  'password.kept': (_, { column }) => `${column}: no la usamos. El estudiante ya eligió una y la conserva.`,
};

function known(text: string): string {
  return text === '' ? '(en blanco)' : shown(text);
}

function listed(characters: string): string {
  const names = Array.from(characters, (one) => (one === ' ' ? 'un espacio' : one));
  return `${names.join(', ')}, y eso no se puede usar`;
}
