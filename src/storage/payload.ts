/**
 * Personal data as it stands in the database: names of files, columns and counts of outcomes, as the bytes of a JSON
 * text. Plain columns hold only ids, times and counts, so that this is the one place where such data is opened.
 */
export function toPayload(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** What `toPayload` was given; the record's `version` says which shape that is. */
export function fromPayload<Value>(payload: Uint8Array): Value {
  return JSON.parse(new TextDecoder().decode(payload)) as Value;
}
