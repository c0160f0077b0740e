import { plural, type Language } from './plural.ts';

/** What stands on the cards, in the family's language. */
export interface CardWords {
  readonly username: string;
  readonly password: string;
  /** Over the password, with the day until which it works. */
  readonly until: (date: string) => string;
  readonly ownPassword: string;
  readonly grade: (grade: string) => string;
  readonly firstSteps: (address: string) => readonly string[];
  readonly ownSteps: (address: string) => readonly string[];
  readonly forTeacher: string;
  readonly listTitle: string;
  readonly page: (page: number, pages: number) => string;
}

/** What stands on the page that prints the cards. */
export interface CardPageWords {
  readonly heading: string;
  readonly lead: string;
  readonly layout: string;
  readonly layouts: Readonly<Record<'labels' | 'slips' | 'list', { label: string; hint: string }>>;
  readonly labelSheets: Readonly<Record<'letter' | 'a4', string>>;
  readonly paper: string;
  readonly papers: Readonly<Record<'letter' | 'a4', string>>;
  readonly cardLanguage: string;
  readonly forClass: string;
  readonly allClasses: string;
  readonly part: string;
  readonly alsoOwn: (count: number) => string;
  readonly summary: (cards: number, pages: number) => string;
  readonly print: string;
  readonly scale: string;
  readonly preview: string;
  readonly sheet: (page: number) => string;
  readonly once: string;
  readonly onceText: string;
  readonly madeHere: (time: string) => string;
  readonly madeHereText: string;
  readonly loading: string;
  readonly noneTitle: string;
  readonly none: string;
  readonly missingTitle: string;
  readonly missing: string;
  readonly emptyTitle: string;
  readonly empty: string;
  readonly toStudents: string;
}

const cardsEn = plural('en', { one: '# card', other: '# cards' });
const pagesEn = plural('en', { one: '# page', other: '# pages' });
const cardsEs = plural('es', { one: '# tarjeta', other: '# tarjetas' });
const pagesEs = plural('es', { one: '# página', other: '# páginas' });

/** In a file of its own, both languages together: a card's language is not always the page's. */
export const cardWords: Readonly<Record<Language, CardWords>> = {
  en: {
    username: 'Username',
    password: 'Temporary password',
    until: (date) => `Temporary password · works once, until ${date}`,
    ownPassword: 'the one you chose',
    grade: (grade) => `Grade ${grade}`,
    firstSteps: (address) => [
      `Scan the code, or go to ${address}`,
      'Type the temporary password.',
      'Choose a password of your own.',
    ],
    ownSteps: (address) => [`Scan the code, or go to ${address}`, 'Type your own password.'],
    forTeacher: 'For the teacher only. Do not hand out.',
    listTitle: 'Class list with passwords',
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
  es: {
    username: 'Usuario',
    password: 'Contraseña temporal',
    until: (date) => `Contraseña temporal · sirve una vez, hasta el ${date}`,
    ownPassword: 'la que tú elegiste',
    grade: (grade) => `Grado ${grade}`,
    firstSteps: (address) => [
      `Escanea el código o abre ${address}`,
      'Escribe la contraseña temporal.',
      'Elige tu propia contraseña.',
    ],
    ownSteps: (address) => [`Escanea el código o abre ${address}`, 'Escribe tu propia contraseña.'],
    forTeacher: 'Solo para docentes. No repartir.',
    listTitle: 'Lista de clase con contraseñas',
    page: (page, pages) => `Página ${page} de ${pages}`,
  },
};

export const cardPageWords: Readonly<Record<Language, CardPageWords>> = {
  en: {
    heading: 'Login cards',
    lead: 'What you see below is what is printed.',
    layout: 'Layout',
    layouts: {
      labels: { label: 'Labels', hint: 'Ten stickers on a sheet' },
      slips: { label: 'Slips to cut off', hint: 'Five on a page, with more room' },
      list: { label: 'Class list', hint: 'The copy for the teacher' },
    },
    labelSheets: {
      letter: 'For label sheets like Avery 5163, 2 × 4 inches.',
      a4: 'For label sheets like Avery L7173, 99.1 × 57 mm.',
    },
    paper: 'Paper',
    papers: { letter: 'Letter', a4: 'A4' },
    cardLanguage: 'Language of the cards',
    forClass: 'Class',
    allClasses: 'All classes',
    part: 'Cards',
    alsoOwn: plural('en', {
      one: 'Also a card without a password for # student who has chosen one',
      other: 'Also cards without a password for # students who have chosen one',
    }),
    summary: (cards, pages) => `${cardsEn(cards)} on ${pagesEn(pages)}`,
    print: 'Print',
    scale: 'In the print window, choose the same paper and the scale 100%.',
    preview: 'Pages to print',
    sheet: (page) => `Page ${page}`,
    once: 'Print these now',
    onceText: 'New passwords are shown only here. When you leave this page, they are gone.',
    madeHere: (time) => `Made on this device, as of ${time}`,
    madeHereText: 'The server did not answer. A temporary password used since then opens nothing any more.',
    loading: 'Getting the cards ready…',
    noneTitle: 'No temporary passwords to print',
    none: 'Every student here has signed in, or the temporary password has run out. You can give new ones on the Students page.',
    missingTitle: 'The cards cannot be made now',
    missing: 'This device has not kept the result of this upload. Check the connection and try again.',
    emptyTitle: 'No cards here yet',
    empty: 'Choose students on the Students page, or print the cards of an upload from Upload History.',
    toStudents: 'Go to Students',
  },
  es: {
    heading: 'Tarjetas de acceso',
    lead: 'Lo que ves abajo es lo que se imprime.',
    layout: 'Formato',
    layouts: {
      labels: { label: 'Etiquetas', hint: 'Diez por hoja' },
      slips: { label: 'Tiras para recortar', hint: 'Cinco por página, con más espacio' },
      list: { label: 'Lista de clase', hint: 'La copia para docentes' },
    },
    labelSheets: {
      letter: 'Para hojas de etiquetas como Avery 5163, de 2 × 4 pulgadas.',
      a4: 'Para hojas de etiquetas como Avery L7173, de 99,1 × 57 mm.',
    },
    paper: 'Papel',
    papers: { letter: 'Carta', a4: 'A4' },
    cardLanguage: 'Idioma de las tarjetas',
    forClass: 'Clase',
    allClasses: 'Todas las clases',
    part: 'Tarjetas',
    alsoOwn: plural('es', {
      one: 'También una tarjeta sin contraseña para # estudiante que ya eligió la suya',
      other: 'También tarjetas sin contraseña para # estudiantes que ya eligieron la suya',
    }),
    summary: (cards, pages) => `${cardsEs(cards)} en ${pagesEs(pages)}`,
    print: 'Imprimir',
    scale: 'En la ventana de impresión, elige el mismo papel y la escala 100 %.',
    preview: 'Páginas que se imprimen',
    sheet: (page) => `Página ${page}`,
    once: 'Imprime estas ahora',
    onceText: 'Las contraseñas nuevas solo se ven aquí. Cuando salgas de esta página, ya no estarán.',
    madeHere: (time) => `Hechas en este dispositivo, con datos de ${time}`,
    madeHereText: 'El servidor no respondió. Una contraseña temporal usada desde entonces ya no abre nada.',
    loading: 'Preparando las tarjetas…',
    noneTitle: 'No hay contraseñas temporales para imprimir',
    none: 'Todos ya entraron, o su contraseña temporal venció. Puedes dar nuevas en la página Estudiantes.',
    missingTitle: 'Ahora no se pueden hacer las tarjetas',
    missing: 'Este dispositivo no guarda el resultado de esta carga. Revisa la conexión y prueba otra vez.',
    emptyTitle: 'Aquí no hay tarjetas todavía',
    empty: 'Elige estudiantes en la página Estudiantes, o imprime las de una carga desde el historial.',
    toStudents: 'Ir a Estudiantes',
  },
};
