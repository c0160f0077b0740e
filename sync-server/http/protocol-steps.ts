import { oldestProtocol, protocolHeader, protocolVersion } from '#protocol/media-type.ts';
import type { Step } from './env.ts';
import { refuseRequest } from './refuse-request.ts';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every answer names the version we speak, also one without a body; a version we do not speak is refused. */
export const speakProtocol: Step = async (c, next) => {
  c.header(protocolHeader, String(protocolVersion));
  const spoken = c.req.header(protocolHeader);
  if (spoken !== undefined && !isSupported(Number(spoken))) return refuseRequest(c, 'protocol.unsupported');
  return next();
};

function isSupported(version: number): boolean {
  return Number.isInteger(version) && version >= oldestProtocol && version <= protocolVersion;
}

/**
 * Refuses what another site's page could send in a signed-in person's name (OWASP CSRF prevention): every request that
 * changes something carries our header, which a foreign page cannot add, and the browser itself says where it is from.
 */
export function refuseForeignOrigins(origin: string | undefined): Step {
  return async (c, next) => {
    if (safeMethods.has(c.req.method)) return next();
    const hasHeader = c.req.header(protocolHeader) !== undefined;
    if (!hasHeader || isForeign(c.req.raw, origin)) return refuseRequest(c, 'request.foreign_origin');
    return next();
  };
}

function isForeign(request: Request, ourOrigin: string | undefined): boolean {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('Origin');
  if (origin === null) return false;
  // Without ORIGIN we know our own name only from the request; a proxy keeps the host, not the scheme.
  if (ourOrigin !== undefined) return origin !== ourOrigin;
  return (
    !URL.canParse(origin) ||
    new URL(origin).host !== (request.headers.get('Host') ?? new URL(request.url).host)
  );
}
