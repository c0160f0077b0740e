import type { IncomingMessage } from 'node:http';

/** What a request of the app is about, as faults and counters tell requests apart. */
export const requestKinds = [
  'session',
  'header',
  'chunk',
  'commit',
  'history',
  'file',
  'page',
  'other',
] as const;
export type RequestKind = (typeof requestKinds)[number];

/** One request as the proxy saw it. Sizes are bytes on the wire, times are milliseconds of this machine's clock. */
export interface SeenRequest {
  readonly number: number;
  readonly kind: RequestKind;
  readonly method: string;
  readonly path: string;
  /** Null when the request is about no single upload. */
  readonly batchId: string | null;
  readonly startedAt: number;
  readonly headBytes: number;
  /** Of the body, as far as it arrived. */
  bodyBytes: number;
  /** Head and body of the answer; 0 until it is over. */
  answerBytes: number;
  /** The fault that met it; null when it went through as it was. */
  fault: string | null;
  /** Whether the server got all of it. */
  delivered: boolean;
  /** Null while the client waits for the answer; then when it had it, or stopped waiting. */
  endedAt: number | null;
}

const batchPath = /^\/api\/batches\/([0-9a-f-]{36})(?:\/(chunks\/\d+|commit|files\/\w+))?$/;

export function readSeenRequest(message: IncomingMessage, number: number): SeenRequest {
  const { method = 'GET', url = '/' } = message;
  const path = url.split('?')[0] ?? url;
  return {
    number,
    kind: kindOf(method, path),
    method,
    path,
    batchId: batchPath.exec(path)?.[1] ?? null,
    startedAt: Date.now(),
    headBytes: headBytes(message),
    bodyBytes: 0,
    answerBytes: 0,
    fault: null,
    delivered: false,
    endedAt: null,
  };
}

function kindOf(method: string, path: string): RequestKind {
  if (!path.startsWith('/api/')) return 'page';
  if (path === '/api/session') return 'session';
  if (path === '/api/batches') return 'history';
  const [, batchId, rest] = batchPath.exec(path) ?? [];
  if (batchId === undefined) return 'other';
  if (rest === undefined) return method === 'PUT' ? 'header' : 'other';
  if (rest === 'commit') return 'commit';
  return rest.startsWith('chunks/') ? 'chunk' : 'file';
}

/** The request line and the header lines as HTTP/1.1 writes them. */
function headBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  const lines = rawHeaders.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 0);
  return `${method} ${url} HTTP/1.1\r\n`.length + lines + 2;
}
