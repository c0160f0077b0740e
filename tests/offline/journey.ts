import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { SeenRequest } from './seen-request.ts';

/** One request on its way through the proxy. */
export interface Journey {
  readonly request: SeenRequest;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly upstreamPort: number;
}

/** Something that goes wrong with one request. `meet` resolves when it is over. */
export interface Fault {
  readonly name: string;
  meet(journey: Journey): Promise<void>;
}

/** What the server answered, whole. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
}

/** The request goes on and the answer comes back as they are, byte by byte as they come. */
export async function pass({ request, message, response, upstreamPort }: Journey): Promise<void> {
  const upstream = httpRequest({ ...target(message, upstreamPort), agent: false });
  // Heard below while its answer is awaited; after that nobody else needs to know.
  upstream.on('error', () => upstream.destroy());
  message.on('data', (bytes: Buffer) => (request.bodyBytes += bytes.length));
  message.pipe(upstream);
  response.on('close', () => upstream.destroy());
  try {
    const [answer] = (await once(upstream, 'response')) as [IncomingMessage];
    request.delivered = true;
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    answer.on('error', () => reset(response));
    answer.pipe(response);
    await once(response, 'close');
  } catch (trouble) {
    // The server is away: to the client that is a connection that breaks.
    if (!isConnectionTrouble(trouble)) throw trouble;
    reset(response);
  }
}

/** All the client sends; null when it stopped in the middle. */
export async function readBody({ message, request }: Journey): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  try {
    for await (const part of message as AsyncIterable<Buffer>) {
      request.bodyBytes += part.length;
      parts.push(part);
    }
  } catch (trouble) {
    if (!isConnectionTrouble(trouble)) throw trouble;
    return null;
  }
  return Buffer.concat(parts);
}

/** Asks the server with the whole body; null when it is away. Goes on when the client no longer listens. */
export async function deliver(journey: Journey, body: Buffer): Promise<WholeAnswer | null> {
  const { request, message, upstreamPort } = journey;
  const upstream = httpRequest({ ...target(message, upstreamPort), agent: false });
  upstream.end(body);
  try {
    const [answer] = (await once(upstream, 'response')) as [IncomingMessage];
    const parts: Buffer[] = [];
    for await (const part of answer as AsyncIterable<Buffer>) parts.push(part);
    request.delivered = true;
    return {
      status: answer.statusCode ?? 502,
      headers: endToEnd(answer.headers),
      body: Buffer.concat(parts),
    };
  } catch (trouble) {
    if (!isConnectionTrouble(trouble)) throw trouble;
    return null;
  }
}

/** Hands the answer to the client and waits until it is gone. */
export async function answer(
  { response, message }: Journey,
  { status, headers, body }: WholeAnswer,
): Promise<void> {
  if (response.destroyed) return;
  // An answer before the body was read: the rest must not stand in the way of the next request.
  message.resume();
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  response.end(body);
  if (!response.closed) await once(response, 'close');
}

/** Breaks the connection the hard way (RST), as a network that goes away does. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

export function target({ method, url, headers }: IncomingMessage, port: number) {
  return { host: '127.0.0.1', port, method, path: url, headers };
}

/** Headers that are about one connection alone are not handed on. */
function endToEnd(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...kept } = headers;
  return kept as Record<string, string | string[]>;
}

/** Sockets that are reset, refused or closed early say so with a code of the system or of Node's streams. */
export function isConnectionTrouble(trouble: unknown): boolean {
  if (!(trouble instanceof Error) || !('code' in trouble)) return false;
  return ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(
    String(trouble.code),
  );
}
