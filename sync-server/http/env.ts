import type { Context, MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { RefusalCode } from '#domain/refusal.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import type { DistrictScope, SchoolScope } from '../organizations/scope.ts';

/** What the steps before a route leave for it. */
export interface RequestEnv {
  Variables: {
    readonly requestId: string;
    /** Every line carries the request id. */
    readonly log: Logger;
    /** Set when the answer is a refusal. */
    readonly refusal: RefusalCode | undefined;
    /** Behind `requireSession`. */
    readonly person: SignedIn;
    /** Behind `requireAdministrator`: the district this person administers. */
    readonly district: DistrictScope;
    /** Behind `requireSchool`: the school of the path, which this person may use. */
    readonly school: SchoolScope;
  };
}

export type RequestContext = Context<RequestEnv>;
export type Step = MiddlewareHandler<RequestEnv>;
