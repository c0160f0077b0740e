import type { Insertable } from 'kysely';
import type { BulkColumns } from '../database/dialect.ts';
import type { RowOutcomeTable } from '../database/schema.ts';

/** The columns of a row outcome, for inserting many at once. */
export const outcomeColumns: BulkColumns<Insertable<RowOutcomeTable>> = {
  batch_id: 'text',
  row_number: 'integer',
  outcome: 'text',
  user_guid: 'text',
  class_guid: 'text',
  problems: 'text',
};
