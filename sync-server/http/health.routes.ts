import { Hono } from 'hono';
import { sql } from 'kysely';
import * as v from 'valibot';
import type { Parts } from '../parts.ts';
import { answer } from './answer.ts';
import { describe } from './describe-route.ts';
import type { RequestEnv } from './env.ts';
import { version } from './version.ts';

const healthSchema = v.object({ status: v.literal('ok'), version: v.string() });

/** Answers once requests can be served: the database is reached, too. */
export function healthRoutes({ db }: Pick<Parts, 'db'>): Hono<RequestEnv> {
  return new Hono<RequestEnv>().get(
    '/health',
    describe({ summary: 'Whether requests can be served', answer: healthSchema }),
    async (c) => {
      await sql`select 1`.execute(db);
      return answer(c, { status: 'ok', version });
    },
  );
}
