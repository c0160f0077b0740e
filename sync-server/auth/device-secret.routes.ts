import { Hono } from 'hono';
import { deviceSecretRequestSchema, deviceSecretSchema, type DeviceSecret } from '#protocol/device-secret.ts';
import { recordFor } from '../audit/record-event.ts';
import { answer } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readBody } from '../http/read.ts';
import type { Parts } from '../parts.ts';
import { deviceSecret } from './device-secrets.ts';

/** Lets a signed-in device open what it keeps. Stands behind `requireSession` and `requireStaff`. */
export function deviceSecretRoutes(parts: Parts): Hono<RequestEnv> {
  return new Hono<RequestEnv>().post(
    '/device-secret',
    describe({
      summary: 'What opens the data kept on this device',
      answer: deviceSecretSchema,
      refusals: ['auth.required', 'auth.not_allowed'],
    }),
    readBody(deviceSecretRequestSchema),
    async (c) => {
      const { deviceId } = c.req.valid('json');
      const { userGuid } = c.var.person;
      const { secret, isNew } = await deviceSecret({ userGuid, deviceId }, parts);
      if (isNew) {
        const facts = { detail: 'device-secret' } as const;
        await recordFor(c.var.person, { event: 'authn_token_created', subject: userGuid, facts }, parts);
      }
      return answer(c, { secret, now: parts.clock() } satisfies DeviceSecret);
    },
  );
}
