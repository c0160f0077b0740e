/** The demo's made-up district. Fixed ids tell its database from a real one, which is never reset. */
export const demoDistrict = {
  districtId: '01999999-0000-7000-8000-000000000001',
  name: 'Riverside Unified',
} as const;

export const demoSchools = [
  {
    schoolId: '01999999-0000-7000-8000-000000000011',
    name: 'Lincoln Elementary',
    programs: [
      { masterCode: 'NP-K5', name: 'Number Paths' },
      { masterCode: 'OR-K5', name: 'Open Readers' },
      { masterCode: 'SC-45', name: 'Science in Our Town' },
    ],
  },
  {
    schoolId: '01999999-0000-7000-8000-000000000012',
    name: 'Roosevelt Middle School',
    programs: [
      { masterCode: 'AL-68', name: 'Algebra Steps' },
      { masterCode: 'WH-68', name: 'World History Voices' },
    ],
  },
  {
    schoolId: '01999999-0000-7000-8000-000000000013',
    name: 'Washington High School',
    programs: [
      { masterCode: 'BI-912', name: 'Living Biology' },
      { masterCode: 'ES-912', name: 'Español para todos' },
    ],
  },
] as const;

export interface DemoPerson {
  readonly username: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: 'teacher' | 'administrator';
  /** Names of schools where the person teaches. */
  readonly schools: readonly (typeof demoSchools)[number]['name'][];
  readonly who: string;
}

/** The sign-ins that the demo prints and the README names. */
export const demoPeople: readonly DemoPerson[] = [
  {
    username: 'teacher',
    password: 'demo-teacher-1',
    firstName: 'Teresa',
    lastName: 'Marlow',
    role: 'teacher',
    schools: ['Lincoln Elementary', 'Roosevelt Middle School'],
    who: 'teacher of two schools',
  },
  {
    username: 'other',
    password: 'demo-teacher-2',
    firstName: 'Oscar',
    lastName: 'Delgado',
    role: 'teacher',
    schools: ['Washington High School'],
    who: 'teacher of one other school',
  },
  {
    username: 'admin',
    password: 'demo-admin-1',
    firstName: 'Adele',
    lastName: 'Brandt',
    role: 'administrator',
    schools: [],
    who: 'district administrator',
  },
];
