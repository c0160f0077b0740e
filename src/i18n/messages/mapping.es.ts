import type { mappingEn } from './mapping.en.ts';

export const mappingEs: typeof mappingEn = {
  heading: '¿Qué hay en cada columna?',
  lead: 'No estamos seguros de todas las columnas de este archivo. Revisa lo que encontramos y cambia lo que no sea así.',
  leadAgain: 'Cambia aquí lo que significa una columna. Tus filas quedan como están.',
  opening: 'Mirando las columnas',
  column: (number) => `Columna ${number}`,
  means: (column) => `¿Qué hay en ${column}?`,
  leaveOut: 'No usar',
  lastFirst: 'Apellido, Nombre (nombre completo)',
  samples: 'Por ejemplo',
  noSamples: 'No tiene nada',
  hidden: 'Oculto',
  noHeader: 'Este archivo no tiene fila de nombres de columnas',
  noHeaderHint: 'La primera fila también es un estudiante.',
  stillNeeded: (names) => `Todavía falta: ${names}.`,
  nothingMissing: 'No falta nada.',
  chooseFor: (names) => `Di qué columna tiene ${names}.`,
  addColumns: (names) => `No está en este archivo: agregar ${names} para escribir`,
  clash: 'Otra columna ya significa esto. Elige otra cosa o no la uses.',
  classByName: (name) =>
    `Este archivo no tiene ID de clase. Cada clase se conoce por su nombre: todas las filas con “${name}” son una clase.`,
  classByNameOnly: 'Este archivo no tiene ID de clase. Cada clase se conoce por su nombre.',
  next: 'Continuar',
  back: 'Volver sin cambios',
  change: 'Columnas',
  asLastTime: 'Como la última vez',
  asLastTimeText: 'Lo que significa cada columna se tomó de la última vez que usaste un archivo así.',
  headerRows: (rows, count) =>
    count === 1
      ? `La fila ${rows.join()} repite los nombres de las columnas y no se usa.`
      : `Las filas ${rows.join(', ')}${count > rows.length ? '…' : ''} repiten los nombres de las columnas y no se usan.`,
  and: (names) => new Intl.ListFormat('es', { type: 'conjunction' }).format(names),
  why: {
    sure: 'Por su nombre',
    confirmed: 'Como dijiste',
    vague: 'Por su nombre. Revísala: otros números y cuentas se llaman igual.',
    content: 'Por lo que tiene dentro. Revísala.',
    repeated: 'Dos columnas se llaman así. Revisa cuál es.',
    whose: 'Puede ser de otra persona. Elígela solo si es del estudiante.',
    whole_name: 'Nombres completos sin coma. No sabemos dónde empieza el apellido.',
    blank: 'No tiene nada',
    secret: 'Parece un dato secreto. Nunca sale de este dispositivo.',
    not_used: 'Rollbook no la usa',
  },
};
