import { Hono } from 'hono';
import { batchListSchema } from '#protocol/batches.ts';
import {
  districtSchoolsSchema,
  districtUploadsQuerySchema,
  schoolMadeSchema,
  schoolNameSchema,
  schoolProgramsSchema,
  settingsSchema,
} from '#protocol/district.ts';
import { listBatches } from '../batches/list-batches.ts';
import { answer, answerNothing } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readBody, readQuery } from '../http/read.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import type { Parts } from '../parts.ts';
import { addSchool, changePrograms, changeSchoolName, listDistrictSchools } from './manage-schools.ts';
import { requireAdministrator, requireSchool } from './require-school.ts';
import { changeSettings, readSettings } from './settings.ts';

const UPLOADS_PER_PAGE = 50;
const refusals = ['auth.not_allowed'] as const;

/** A district's schools, uploads and settings, for its administrators. */
export function districtRoutes(parts: Parts): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  addSchools(routes, parts);
  addPrograms(routes, parts);
  addSettings(routes, parts);
  routes.get(
    '/district/uploads',
    describe({ summary: 'The uploads of every school', answer: batchListSchema, refusals }),
    requireAdministrator,
    readQuery(districtUploadsQuerySchema),
    async (c) => {
      const { after = null } = c.req.valid('query');
      const page = { scope: c.var.district, viewer: c.var.person, after, count: UPLOADS_PER_PAGE };
      return answer(c, await listBatches(page, parts));
    },
  );
  return routes;
}

function addSchools(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.get(
    '/district/schools',
    describe({ summary: 'The schools of the district', answer: districtSchoolsSchema, refusals }),
    requireAdministrator,
    async (c) => answer(c, { schools: await listDistrictSchools(c.var.district, parts) }),
  );
  routes.post(
    '/district/schools',
    describe({ summary: 'Add a school', answer: schoolMadeSchema, status: 201, refusals }),
    requireAdministrator,
    readBody(schoolNameSchema),
    async (c) => {
      const { name } = c.req.valid('json');
      return answer(c, { schoolId: await addSchool(c.var.person, name, parts) }, 201);
    },
  );
  routes.put(
    '/district/schools/:schoolId',
    describe({
      summary: 'Give a school another name',
      answer: 'nothing',
      refusals: [...refusals, 'not_found'],
    }),
    requireAdministrator,
    readBody(schoolNameSchema),
    async (c) => {
      const { name } = c.req.valid('json');
      const result = await changeSchoolName(c.var.person, c.req.param('schoolId'), name, parts);
      return result.ok ? answerNothing(c) : refuseRequest(c, result.refusal);
    },
  );
}

function addPrograms(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.put(
    '/district/schools/:schoolId/programs',
    describe({
      summary: 'Say which programs a school has, each with its Master Code',
      answer: 'nothing',
      refusals: [...refusals, 'not_found'],
    }),
    requireAdministrator,
    requireSchool('programs.read', parts),
    readBody(schoolProgramsSchema),
    async (c) => {
      await changePrograms(c.var.person, c.var.school, c.req.valid('json').programs, parts);
      return answerNothing(c);
    },
  );
}

function addSettings(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.get(
    '/district/settings',
    describe({ summary: 'What the district decided for itself', answer: settingsSchema, refusals }),
    requireAdministrator,
    async (c) => answer(c, await readSettings(c.var.district, parts)),
  );
  routes.put(
    '/district/settings',
    describe({ summary: 'Decide for the district', answer: 'nothing', refusals }),
    requireAdministrator,
    readBody(settingsSchema),
    async (c) => {
      await changeSettings(c.var.person, c.req.valid('json'), parts);
      return answerNothing(c);
    },
  );
}
