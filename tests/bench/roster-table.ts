/** Made-up students, eight columns as school systems export them; one row in fifty has something wrong. */
export function rosterTable(count: number): { header: string[]; rows: { cells: string[] }[] } {
  const header = [
    'Student ID',
    'First Name',
    'Last Name',
    'Grade Level',
    'Email',
    'Username',
    'Class ID',
    'Class Name',
  ];
  const rows = Array.from({ length: count }, (_, n) => {
    const [first, last] = [`${firstNames[n % 10]}${letters(n)}`, lastNames[n % 7] ?? ''];
    const grade = n % 50 === 3 ? '77' : String((n % 12) + 1);
    const username = `${first}.${n}`.toLowerCase();
    const classId = `MATH-${n % 400}`;
    const email = n % 50 === 7 ? 'none' : `${username}@example.org`;
    const cells = [
      String(n).padStart(7, '0'),
      first,
      last,
      grade,
      email,
      username,
      classId,
      `Mathematics, group ${n % 400}`,
    ];
    return { cells };
  });
  return { header, rows };
}

const firstNames = ['Ana', 'Ben', 'Chloe', 'Diego', 'Elif', 'Fatima', 'Grace', 'Hugo', 'Ines', 'Jamal'];
const lastNames = ['López', 'Nguyen', 'Smith', "O'Neil", 'García-Ruiz', 'Müller', 'Okafor'];

function letters(n: number): string {
  return String.fromCharCode(97 + (n % 26)) + String.fromCharCode(97 + (Math.floor(n / 26) % 26));
}
