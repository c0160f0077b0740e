/** Common names of several scripts, so that usernames collide about as often as in a real district. */
const firstNames = [
  ...[
    'Ana',
    'Benjamin',
    'Chloé',
    'Diego',
    'Elif',
    'Fatima',
    'Grace',
    'Hugo',
    'Inés',
    'Jamal',
    'Kaya',
    'Liam',
  ],
  ...[
    'María José',
    'Nguyễn',
    'Olga',
    'Priya',
    'Quinn',
    'Rosa',
    'Søren',
    'Tomás',
    'Uma',
    'Víctor',
    'Wei',
    'Ximena',
  ],
  ...['Yusuf', 'Zoë', 'Дмитрий', 'سارة', '美咲', 'Aaliyah', 'Mateo', 'Emma'],
];
const lastParts = [
  'Gar',
  'Lo',
  'Mar',
  'Ro',
  'Her',
  'San',
  'Tor',
  'Fer',
  'Val',
  'Bel',
  'Cas',
  'Mon',
  'Ol',
  'Pe',
];
const lastEnds = [
  'cía',
  'pez',
  'tínez',
  'dríguez',
  'nández',
  'chez',
  'res',
  'reira',
  'dez',
  'trán',
  'son',
  'ski',
];

/** A sheet of `count` different new students, no username and no password given: the usual import. */
export function manyStudents(count: number): { header: string[]; rows: string[][] } {
  const header = ['Student ID', 'First Name', 'Last Name', 'Grade Level'];
  const rows = Array.from({ length: count }, (_, n) => [
    String(n + 1).padStart(7, '0'),
    pick(firstNames, n * 7),
    pick(lastParts, Math.floor(n / 3)) + pick(lastEnds, Math.floor(n / 41)),
    String(1 + (n % 12)),
  ]);
  return { header, rows };
}

function pick(list: readonly string[], n: number): string {
  return list[n % list.length] ?? '';
}
