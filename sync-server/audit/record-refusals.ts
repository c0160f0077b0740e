import type { RefusalCode } from '#domain/refusal.ts';
import type { Step } from '../http/env.ts';
import { routeOf } from '../http/log-steps.ts';
import type { Parts } from '../parts.ts';
import { recordFor } from './record-event.ts';

/** How a signed-in person is told that something is not theirs: plainly, or as if it did not exist. */
const denials: ReadonlySet<RefusalCode> = new Set(['auth.not_allowed', 'not_found']);

/** Remembers who asked for what is not theirs: which route, never which path. */
export function recordRefusals(parts: Parts): Step {
  return async (c, next) => {
    await next();
    const { person, refusal } = c.var as Partial<typeof c.var>;
    if (person === undefined || refusal === undefined || !denials.has(refusal)) return;
    const route = routeOf(c);
    if (route === null) return;
    const facts = { method: c.req.method, route, code: refusal };
    await recordFor(person, { event: 'authz_fail', facts }, parts);
  };
}
