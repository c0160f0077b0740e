import type { GradeLevel } from './row.ts';

/** Words for grades in English and Spanish: folded (lower case, no accents, spaces, dots, hyphens), as `readGrade` compares. */
export const gradeWords: Readonly<Record<GradeLevel, readonly string[]>> = {
  PK: [
    ...[
      'pk',
      'pk3',
      'pk4',
      'prek',
      'prek3',
      'prek4',
      'preschool',
      'prekinder',
      'prekindergarten',
      'prekindergarden',
    ],
    ...['preescolar', 'prejardin'],
  ],
  K: [
    ...['k', '0k', 'kg', 'kdg', 'kinder', 'kindergarten', 'kindergarden', 'kindergarder', 'kindergartner'],
    ...['jardin', 'jardindeinfantes', 'jardindeninos', 'jardindeinfancia'],
  ],
  '1': ['first', 'one', 'primero', 'primera', 'primer', 'uno'],
  '2': ['second', 'two', 'segundo', 'segunda', 'dos'],
  '3': ['third', 'three', 'tercero', 'tercera', 'tercer', 'tres'],
  '4': ['fourth', 'four', 'cuarto', 'cuarta', 'cuatro'],
  '5': ['fifth', 'five', 'quinto', 'quinta', 'cinco'],
  '6': ['sixth', 'six', 'sexto', 'sexta', 'seis'],
  '7': ['seventh', 'seven', 'septimo', 'septima', 'setimo', 'siete'],
  '8': ['eighth', 'eight', 'octavo', 'octava', 'ocho'],
  '9': ['ninth', 'nine', 'noveno', 'novena', 'nueve'],
  '10': ['tenth', 'ten', 'decimo', 'decima', 'diez'],
  '11': ['eleventh', 'eleven', 'undecimo', 'undecima', 'decimoprimero', 'onceavo', 'once'],
  '12': ['twelfth', 'twelve', 'duodecimo', 'duodecima', 'decimosegundo', 'doceavo', 'doce'],
};
