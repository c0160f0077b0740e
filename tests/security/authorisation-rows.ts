import { defaultSettings } from '#domain/organizations/district-settings.ts';
import type { Caller, MatrixRequest, MatrixWorld } from './matrix-world.ts';

/** `yes`, or the code of the refusal. */
export type Expected = Readonly<Record<Caller, string>>;

export interface Row {
  readonly expected: Expected;
  /** What stands in the path's places; the teacher's own things. */
  readonly path?: (world: MatrixWorld) => Readonly<Record<string, string>>;
  readonly query?: (world: MatrixWorld) => string;
  readonly body?: (world: MatrixWorld) => unknown;
}

/** The same for everyone: who asks does not matter. */
const everyone = (answer: string): Expected => ({
  nobody: answer,
  student: answer,
  newStudent: answer,
  teacher: answer,
  otherClass: answer,
  otherSchool: answer,
  otherDistrict: answer,
  administrator: answer,
  otherAdministrator: answer,
});

const notStaff = {
  nobody: 'auth.required',
  student: 'auth.not_allowed',
  newStudent: 'auth.password_change_required',
};

const staff: Expected = { ...everyone('yes'), ...notStaff };

/** Who belongs to the teacher's school, and the administrator of its district. */
const ofSchool: Expected = {
  ...staff,
  otherSchool: 'not_found',
  otherDistrict: 'not_found',
  otherAdministrator: 'not_found',
};

/** The teacher who sends an upload, and nobody else, not even the administrator. */
const ofSender: Expected = { ...ofSchool, otherClass: 'not_found', administrator: 'not_found' };

/** Administrators, each in the own district. */
const ofDistricts: Expected = {
  ...staff,
  teacher: 'auth.not_allowed',
  otherClass: 'auth.not_allowed',
  otherSchool: 'auth.not_allowed',
  otherDistrict: 'auth.not_allowed',
};

/** The administrator of the teacher's district: what is asked for exists for nobody else. */
const ofDistrict: Expected = { ...ofDistricts, otherAdministrator: 'not_found' };

const school: Row['path'] = (world) => ({ schoolId: world.school.schoolId });
const student: Row['path'] = (world) => ({ schoolId: world.school.schoolId, userGuid: world.studentGuid });
const teacher: Row['path'] = (world) => ({ userGuid: world.teacherGuid });
const finished: Row['path'] = (world) => ({ batchId: world.finished });
const announced: Row['path'] = (world) => ({ batchId: world.announced.batchId, index: '0' });
const noToken = { token: 'x'.repeat(43) };
const newStaff = {
  firstName: 'Tia',
  lastName: 'Ortega',
  username: 'tia.ortega',
  password: 'seven green kites',
};

/** One row for each route of the app. A route without a row fails the test, and so does a row without a route. */
export const rows: Readonly<Record<string, Row>> = {
  'GET /api/health': { expected: everyone('yes') },
  'GET /api/openapi.json': { expected: everyone('yes') },
  'POST /api/sign-in': {
    expected: everyone('auth.wrong_credentials'),
    body: (world) => ({ username: world.newGuid(), password: 'wrong' }),
  },
  'POST /api/sign-out': { expected: everyone('yes') },
  'GET /api/session': { expected: { ...everyone('yes'), nobody: 'auth.required' } },
  'POST /api/welcome': {
    expected: { ...everyone('auth.not_allowed'), nobody: 'auth.required', newStudent: 'yes' },
    body: () => ({ newPassword: 'purple tractor 9' }),
  },
  'POST /api/links': { expected: everyone('link.spent'), body: () => noToken },
  'POST /api/set-up': {
    expected: everyone('link.spent'),
    body: () => ({ ...noToken, ...newStaff, districtName: 'Mine', schoolName: 'Mine' }),
  },
  'POST /api/join': { expected: everyone('link.spent'), body: () => ({ ...noToken, ...newStaff }) },

  'POST /api/device-secret': { expected: staff, body: (world) => ({ deviceId: world.newGuid() }) },
  'POST /api/usernames/taken': { expected: staff, body: () => ({ usernames: ['some.one'] }) },

  'GET /api/schools/:schoolId/programs': { expected: ofSchool, path: school },
  'GET /api/schools/:schoolId/students': { expected: ofSchool, path: school },
  'GET /api/schools/:schoolId/student-export': { expected: ofSchool, path: school },
  'GET /api/schools/:schoolId/classes': { expected: ofSchool, path: school },
  'GET /api/schools/:schoolId/class-export': { expected: ofSchool, path: school },
  'GET /api/schools/:schoolId/index': { expected: ofSchool, path: school },
  'GET /api/schools/:schoolId/events': { expected: ofSchool, path: school },
  'POST /api/schools/:schoolId/students/:userGuid/reset-password': { expected: ofSchool, path: student },
  'POST /api/schools/:schoolId/login-cards': {
    expected: ofSchool,
    path: school,
    body: (world) => ({ userGuids: [world.studentGuid] }),
  },
  'POST /api/schools/:schoolId/password-resets': {
    expected: ofSchool,
    path: school,
    body: (world) => ({ resetId: world.newGuid(), userGuids: [world.studentGuid] }),
  },

  'GET /api/batches': { expected: ofSchool, query: (world) => `?schoolId=${world.school.schoolId}` },
  'GET /api/batches/:batchId': { expected: ofSchool, path: finished },
  'GET /api/batches/:batchId/outcomes': { expected: ofSchool, path: finished },
  'GET /api/batches/:batchId/files/:kind': {
    expected: ofSchool,
    path: (world) => ({ batchId: world.finished, kind: 'completed' }),
  },
  'PUT /api/batches/:batchId': {
    expected: ofSchool,
    path: (world) => ({ batchId: world.newGuid() }),
    body: (world) => world.announced.header,
  },
  // The chunk is damaged on purpose: that it is looked at at all shows who may send.
  'PUT /api/batches/:batchId/chunks/:index': {
    expected: { ...ofSender, teacher: 'batch.chunk_damaged' },
    path: announced,
    body: () => ({}),
  },
  'POST /api/batches/:batchId/commit': {
    expected: { ...ofSender, teacher: 'batch.chunks_missing' },
    path: announced,
  },
  'GET /api/batches/:batchId/undo': {
    expected: { ...ofSchool, otherClass: 'auth.not_allowed' },
    path: finished,
  },
  'POST /api/batches/:batchId/undo': {
    expected: { ...ofSchool, otherClass: 'auth.not_allowed', administrator: 'batch.undone' },
    path: finished,
    body: (world) => ({ undoId: world.newGuid() }),
  },

  'GET /api/district/audit': { expected: ofDistricts },
  'GET /api/district/audit-check': { expected: ofDistricts },
  'GET /api/district/audit-export': { expected: ofDistricts },
  'GET /api/district/uploads': { expected: ofDistricts },
  'GET /api/district/schools': { expected: ofDistricts },
  'POST /api/district/schools': { expected: ofDistricts, body: () => ({ name: 'Oak Street' }) },
  'PUT /api/district/schools/:schoolId': {
    expected: ofDistrict,
    path: school,
    body: () => ({ name: 'Oak Street' }),
  },
  'PUT /api/district/schools/:schoolId/programs': {
    expected: ofDistrict,
    path: school,
    body: () => ({ programs: [] }),
  },
  'GET /api/district/settings': { expected: ofDistricts },
  'PUT /api/district/settings': { expected: ofDistricts, body: () => defaultSettings },
  'GET /api/district/teachers': { expected: ofDistricts },
  'POST /api/district/invitations': {
    expected: ofDistrict,
    body: (world) => ({ firstName: 'Tia', lastName: 'Ortega', schoolIds: [world.school.schoolId] }),
  },
  'PUT /api/district/teachers/:userGuid/schools': {
    expected: ofDistrict,
    path: teacher,
    body: () => ({ schoolIds: [] }),
  },
  'DELETE /api/district/teachers/:userGuid/sessions': { expected: ofDistrict, path: teacher },
};

/** The request of a row, for the teacher's things. */
export function requestOf(route: string, world: MatrixWorld): MatrixRequest {
  const [method = '', pattern = ''] = route.split(' ');
  const { path, query, body } = rows[route] ?? {};
  const places = path?.(world) ?? {};
  const address = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(places[name] ?? ''));
  return { method, path: address + (query?.(world) ?? ''), body: body?.(world) };
}
