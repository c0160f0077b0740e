import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { schoolIndexRoutes } from './accounts/school-index.routes.ts';
import { loginCardRoutes } from './accounts/login-cards.routes.ts';
import { studentRoutes } from './accounts/students.routes.ts';
import { auditRoutes } from './audit/audit.routes.ts';
import { recordRefusals } from './audit/record-refusals.ts';
import { authRoutes } from './auth/auth.routes.ts';
import { deviceSecretRoutes } from './auth/device-secret.routes.ts';
import { requireSession } from './auth/require-session.ts';
import { batchEventRoutes } from './batches/batch-events.routes.ts';
import { batchRoutes } from './batches/batches.routes.ts';
import { classRoutes } from './classes/classes.routes.ts';
import { outcomeRoutes } from './files/outcomes.routes.ts';
import { resultFileRoutes } from './files/result-files.routes.ts';
import type { RequestContext, RequestEnv, Step } from './http/env.ts';
import { healthRoutes } from './http/health.routes.ts';
import { logRequests } from './http/log-steps.ts';
import { openApiDocument } from './http/open-api.ts';
import { refuseForeignOrigins, speakProtocol } from './http/protocol-steps.ts';
import { refuseRequest } from './http/refuse-request.ts';
import { districtRoutes } from './organizations/district.routes.ts';
import { linkRoutes } from './organizations/links.routes.ts';
import { programRoutes } from './organizations/programs.routes.ts';
import { requireStaff } from './organizations/require-school.ts';
import { teacherRoutes } from './organizations/teachers.routes.ts';
import type { Parts } from './parts.ts';
import { undoRoutes } from './undo/undo.routes.ts';

/** A chunk of 256k characters, at most four bytes each and quoted as JSON, stays below this. */
const LARGEST_BODY_BYTES = 2 * 1024 * 1024;

/**
 * The whole API over these parts. `wakeJobs` is rung when an upload was committed; without it jobs find it by
 * themselves a little later. Static files are main.ts's: tests and other servers need none.
 */
export function createApp(parts: Parts, wakeJobs: () => void = () => undefined): Hono<RequestEnv> {
  const app = new Hono<RequestEnv>();
  app.use(logRequests(parts), headers(parts.origin));
  app.route('/api', createApi(parts, wakeJobs));
  app.all('/api/*', (c) => refuseRequest(c, 'not_found'));
  app.notFound((c) => refuseRequest(c, 'not_found'));
  app.onError(answerError);
  return app;
}

function createApi(parts: Parts, wakeJobs: () => void): Hono<RequestEnv> {
  const api = new Hono<RequestEnv>();
  api.use(neverStore, compress(), speakProtocol, refuseForeignOrigins(parts.origin), limitBody);
  api.use(recordRefusals(parts));
  api.route('/', healthRoutes(parts));
  api.get('/openapi.json', openApiDocument(api));
  api.route('/', authRoutes(parts));
  api.route('/', linkRoutes(parts));
  // Everything from here on is for signed-in staff; a route above this line is open to everyone.
  api.use(requireSession(parts), requireStaff);
  api.route('/', deviceSecretRoutes(parts));
  api.route('/', programRoutes(parts));
  api.route('/', studentRoutes(parts));
  api.route('/', loginCardRoutes(parts));
  api.route('/', schoolIndexRoutes(parts));
  api.route('/', batchRoutes(parts, wakeJobs));
  api.route('/', batchEventRoutes(parts));
  api.route('/', undoRoutes(parts));
  api.route('/', resultFileRoutes(parts));
  api.route('/', outcomeRoutes(parts));
  api.route('/', classRoutes(parts));
  api.route('/', auditRoutes(parts));
  api.route('/', districtRoutes(parts));
  api.route('/', teacherRoutes(parts));
  return api;
}

const neverStore: Step = async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
};

const limitBody = bodyLimit({
  maxSize: LARGEST_BODY_BYTES,
  onError: (c) => refuseRequest(c as RequestContext, 'request.too_large'),
});

function headers(origin: string | undefined): Step {
  return secureHeaders({
    contentSecurityPolicy: { frameAncestors: ["'none'"] },
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    strictTransportSecurity: origin?.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
  });
}

/** The end of every bug and outage: the log knows what it was, the answer only where to find it. */
function answerError(error: Error, c: RequestContext): Response {
  if (error instanceof HTTPException && error.status === 400) return refuseRequest(c, 'request.malformed');
  c.var.log.error({ err: error }, 'a request broke');
  return refuseRequest(c, 'server.broken');
}
