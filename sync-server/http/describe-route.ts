import { describeRoute, resolver } from 'hono-openapi';
import type * as v from 'valibot';
import type { RefusalCode } from '#domain/refusal.ts';
import { problemMediaType, rollbookMediaType } from '#protocol/media-type.ts';
import { refusalSchema } from '#protocol/refusals.ts';
import type { Step } from './env.ts';
import { refusals } from './refuse-request.ts';

export interface RouteDescription {
  readonly summary: string;
  /** Only where the route reads the body's bytes itself; otherwise `readBody` describes it. */
  readonly body?: v.GenericSchema;
  /** The schema of the answer, `nothing` for 204, or the media types of a file. */
  readonly answer: v.GenericSchema | 'nothing' | { readonly file: readonly string[] };
  readonly status?: 200 | 201 | 202;
  /** The refusals worth a word of their own. */
  readonly refusals?: readonly RefusalCode[];
}

const problem = { [problemMediaType]: { schema: resolver(refusalSchema) } };

/** Describes a route in `/api/openapi.json`, from the schemas that the route itself uses. */
export function describe({
  summary,
  body,
  answer,
  status = 200,
  refusals: codes = [],
}: RouteDescription): Step {
  const success =
    answer === 'nothing' ? { 204: { description: 'Done.' } } : { [status]: describeAnswer(answer) };
  const any = { default: { description: 'Any other refusal.', content: problem } };
  const responses = { ...success, ...describeRefusals(codes), ...any };
  if (body === undefined) return describeRoute({ summary, responses });
  const content = { 'application/json': { schema: resolver(body) } };
  return describeRoute({ summary, responses, requestBody: { required: true, content } });
}

function describeAnswer(answer: Exclude<RouteDescription['answer'], 'nothing'>) {
  if ('file' in answer) {
    const binary = { schema: { type: 'string' as const, format: 'binary' } };
    return {
      description: 'The file.',
      content: Object.fromEntries(answer.file.map((type) => [type, binary])),
    };
  }
  return { description: 'The answer.', content: { [rollbookMediaType]: { schema: resolver(answer) } } };
}

function describeRefusals(codes: readonly RefusalCode[]) {
  const byStatus = Map.groupBy(codes, (code) => refusals[code][0]);
  const entries = [...byStatus].map(([status, group]) => {
    const description = group.map((code) => `\`${code}\`: ${refusals[code][1]}`).join(' ');
    return [String(status), { description, content: problem }] as const;
  });
  return Object.fromEntries(entries);
}
