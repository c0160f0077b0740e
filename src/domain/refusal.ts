/** Every way the server says no. The interface has a sentence with a next step for each. */
export const refusalCodes = [
  'auth.required',
  'auth.wrong_credentials',
  'auth.too_many_tries',
  'auth.password_change_required',
  'auth.password_expired',
  'auth.not_allowed',
  'password.not_allowed',
  'request.malformed',
  'request.foreign_origin',
  'request.too_large',
  'request.too_many',
  'protocol.unsupported',
  'not_found',
  'batch.id_reused',
  'batch.busy',
  'batch.chunk_damaged',
  'batch.chunks_missing',
  'batch.file_missing',
  'server.broken',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];
