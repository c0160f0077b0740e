import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';

/** The server's log, JSON lines. Errors are written without the values that databases and parsers put into them. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  return pino({ level, base: null, serializers: { err: describeError } }, destination);
}

interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly frames: readonly string[];
  readonly cause?: ErrorDescription;
}

/**
 * Kind, code and place of an error. A parser's message quotes what it could not read, and PostgreSQL's `detail` names
 * the row: both may be personal data, so neither is kept.
 */
function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, message: 'not an Error', frames: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    message: error instanceof SyntaxError ? 'unreadable' : error.message,
    ...('code' in error ? { code: error.code } : {}),
    frames: frames.map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
