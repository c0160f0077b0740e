import type { repairsEn } from './repairs.en.ts';

/** Groups of problems and what puts them right, in Spanish. */
export const repairsEs: typeof repairsEn = {
  fates: {
    refused: 'Error: fila rechazada',
    kept: 'Aviso: queda como está',
    dropped: 'Aviso: valor sin usar',
  },
  row: (number: number) => `Fila ${number}`,
  blank: 'en blanco',
  becomes: 'pasa a ser',
  removed: 'se quita',
  more: 'Ver más filas',
  moreGroups: (count: number) => `Ver ${count} más`,
  samples: 'Lo que cambiaría',
  value: 'Valor que se pone',
  choose: 'Elegir',
  showRows: 'Ver las filas',
  byHand: 'Corrige las filas de abajo.',
  done: (action: string, what: string) => `${action}: ${what}.`,
  nothing: 'No se cambió nada: habría causado otro problema.',
  undo: 'Deshacer',
  undone: 'Deshecho. Todo está como antes.',
};
