import { validator } from 'hono-openapi';
import type * as v from 'valibot';
import type { RequestEnv } from './env.ts';
import { refuseRequest } from './refuse-request.ts';

/** Reads the body through its schema, which also describes it in the OpenAPI document. */
export function readBody<Schema extends v.GenericSchema>(schema: Schema) {
  return validator<Schema, 'json', RequestEnv, string>('json', schema, (result, c) => {
    if (!result.success) return refuseRequest(c, 'request.malformed');
  });
}

/** Reads the query through its schema. */
export function readQuery<Schema extends v.GenericSchema>(schema: Schema) {
  return validator<Schema, 'query', RequestEnv, string>('query', schema, (result, c) => {
    if (!result.success) return refuseRequest(c, 'request.malformed');
  });
}

/** Reads the path's parameters through their schema; what does not fit names nothing we have. */
export function readPath<Schema extends v.GenericSchema>(schema: Schema) {
  return validator<Schema, 'param', RequestEnv, string>('param', schema, (result, c) => {
    if (!result.success) return refuseRequest(c, 'not_found');
  });
}
