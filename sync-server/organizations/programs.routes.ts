import { Hono } from 'hono';
import { programListSchema } from '#protocol/organizations.ts';
import { answer } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import type { Parts } from '../parts.ts';
import { requireSchool } from './require-school.ts';
import { listPrograms } from './schools.repository.ts';

export function programRoutes(parts: Parts): Hono<RequestEnv> {
  return new Hono<RequestEnv>().get(
    '/schools/:schoolId/programs',
    describe({ summary: 'The programs of a school', answer: programListSchema, refusals: ['not_found'] }),
    requireSchool('programs.read', parts),
    async (c) => answer(c, { programs: await listPrograms(parts.db, c.var.school) }),
  );
}
