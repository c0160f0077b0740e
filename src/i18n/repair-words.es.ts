import { plural } from './plural.ts';
import { problemSentence } from './problem-messages.ts';
import type { OptionWords, RepairWords } from './repair-words.ts';

const rows = plural('es', { one: '# fila', other: '# filas' });
const emails = plural('es', { one: '# correo', other: '# correos' });
const dates = plural('es', { one: '# fecha', other: '# fechas' });
const names = plural('es', { one: '# nombre', other: '# nombres' });
const copies = plural('es', { one: 'Quitar la copia', other: 'Quitar # copias' });

/** The form of a verb that goes with a count. */
function verb(count: number, one: string, other: string): string {
  return count === 1 ? one : other;
}

const have = (count: number) => verb(count, 'tiene', 'tienen');

function setAll(count: number, picked: string): string {
  if (picked === '') return 'Dejar en blanco';
  return count === 1 ? `Poner ${picked}` : `Poner ${picked} en todas`;
}

const keeping = {
  most: 'Dejar lo que dice la mayoría',
  first: 'Dejar lo de la primera',
  last: 'Dejar lo de la última',
};
const keep = (picked: string) => keeping[picked as keyof typeof keeping];

export const repairWordsEs: RepairWords = {
  'row.copies': {
    says: ({ changeCount: n }) =>
      `${rows(n)} ${verb(n, 'dice', 'dicen')} lo mismo que una fila anterior. Con una basta.`,
    does: ({ changeCount }) => copies(changeCount),
  },
  'text.quotes': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} el texto entre comillas.`,
    does: () => 'Quitar las comillas',
  },
  'text.spaces': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} espacios de más.`,
    does: () => 'Dejar un espacio',
  },
  'email.ending': {
    says: ({ rowCount: n, facts }) => `${emails(n)} ${verb(n, 'termina', 'terminan')} en ${facts.from}.`,
    does: ({ facts }) => `Cambiar a ${facts.to}`,
  },
  'email.provider': {
    says: ({ rowCount: n, facts }) => `${emails(n)} ${verb(n, 'termina', 'terminan')} en @${facts.from}.`,
    does: ({ facts }) => `Cambiar a @${facts.to}`,
  },
  'email.at': {
    says: ({ rowCount: n, facts }) => `${emails(n)} no ${have(n)} @ antes de ${facts.domain}.`,
    does: () => 'Poner la @',
  },
  'email.tidy': {
    says: ({ rowCount: n }) =>
      `${emails(n)} ${have(n)} un error pequeño, como un espacio o dos puntos seguidos.`,
    does: () => 'Corregir',
  },
  'email.blank': {
    says: ({ rowCount: n }) =>
      `${emails(n)} ${verb(n, 'no está completo', 'no están completos')}. Nadie necesita un correo para entrar.`,
    does: () => 'Dejar en blanco',
  },
  'grade.nearest': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} el grado mal escrito.`,
    does: () => 'Corregir',
  },
  'grade.unknown': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} un grado que no conocemos.`,
    does: ({ rowCount }, picked) => setAll(rowCount, picked),
  },
  'grade.missing': {
    says: ({ rowCount: n }) => `${rows(n)} no ${have(n)} grado.`,
    does: ({ rowCount }, picked) => setAll(rowCount, picked),
  },
  'date.form': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${dates(n)} ${verb(n, 'está escrita', 'están escritas')} de una forma que no podemos usar.`,
    does: () => 'Escribir como 2026-08-12',
  },
  'date.order': {
    says: ({ rowCount: n, facts }, { column }) => {
      const both = `${column}: ${dates(n)} ${verb(n, 'puede', 'pueden')} ser dos días.`;
      if (facts.proved === null) return `${both} ¿Qué va primero, el día o el mes?`;
      return `${both} Otras fechas de este archivo tienen primero el ${facts.proved === 'day-first' ? 'día' : 'mes'}.`;
    },
    does: (_, picked) => (picked === 'day-first' ? 'Primero el día' : 'Primero el mes'),
  },
  'date.blank': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${rows(n)} no ${have(n)} una fecha que podamos leer. Puede quedar en blanco.`,
    does: () => 'Dejar en blanco',
  },
  'class.swap': {
    says: ({ rowCount: n }) => `${rows(n)} ${have(n)} una clase que termina antes de empezar.`,
    does: () => 'Intercambiar las dos fechas',
  },
  'id.pad': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${rows(n)} ${have(n)} menos cifras que las demás. Tal vez se perdieron ceros al principio.`,
    does: ({ facts }) => `Completar hasta ${facts.usual} cifras`,
  },
  'id.damaged': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${rows(n)} ${have(n)} un número que una hoja de cálculo cortó, y no podemos recuperarlo. Pon ahí las celdas como texto y escribe el número completo.`,
    does: null,
  },
  'username.make': {
    says: ({ rowCount: n, facts: { why } }, { column }) => {
      if (why === 'twice') return `${column}: ${rows(n)} ${have(n)} uno que comparten dos estudiantes.`;
      if (why === 'taken') return `${column}: ${rows(n)} ${have(n)} uno que ya está ocupado.`;
      return `${column}: ${rows(n)} ${have(n)} uno que no sirve.`;
    },
    does: () => 'Que Rollbook cree uno',
  },
  'password.make': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} una que no es segura.`,
    does: () => 'Que Rollbook cree una',
  },
  'formula.blank': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${rows(n)} ${verb(n, 'muestra', 'muestran')} una fórmula que falló.`,
    does: () => 'Dejar en blanco',
  },
  'guid.blank': {
    says: ({ rowCount: n }, { column, nameOf }) =>
      `${column}: ${rows(n)} ${have(n)} uno que esta escuela no conoce. Basta con ${nameOf(column === nameOf('userGuid') ? 'studentId' : 'classId')}.`,
    does: () => 'Dejar en blanco',
  },
  'master_code.blank': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} uno que esta escuela no tiene.`,
    does: () => 'Dejar en blanco',
  },
  'class.id_from_name': {
    says: ({ rowCount: n }, { column }) =>
      `${rows(n)} ${have(n)} una clase sin ${column}. Otras filas con el mismo nombre de clase sí lo tienen.`,
    does: (_, __, { column }) => `Completar ${column}`,
  },
  'student.keep': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} de los mismos estudiantes no coinciden.`,
    does: (_, picked) => keep(picked),
  },
  'class.keep': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} de las mismas clases no coinciden.`,
    does: (_, picked) => keep(picked),
  },
  'name.upper': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${names(n)} ${verb(n, 'está', 'están')} solo en mayúsculas.`,
    does: () => 'Usar también minúsculas',
  },
  'name.lower': {
    says: ({ rowCount: n }, { column }) => `${column}: ${names(n)} no ${have(n)} mayúsculas.`,
    does: () => 'Usar también mayúsculas',
  },
  'by.hand': {
    says: ({ rowCount, facts: { problem } }) => {
      const sentence = problemSentence(problem, 'es');
      return rowCount === 1
        ? `Fila ${problem.rowNumber}: ${sentence}`
        : `${rows(rowCount)}, como la fila ${problem.rowNumber}: ${sentence}`;
    },
    does: null,
  },
};

export const optionWordsEs: OptionWords = {
  blank: 'en blanco',
  'month-first': 'Primero el mes',
  'day-first': 'Primero el día',
  most: 'Lo que dice la mayoría',
  first: 'La primera fila',
  last: 'La última fila',
};
