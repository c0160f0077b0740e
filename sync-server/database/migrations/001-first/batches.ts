import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { createIndex, textType, type TextType } from '../portable.ts';

export async function createBatches(db: Kysely<unknown>): Promise<void> {
  const text = textType(db);
  await withBatchProgress(
    db.schema
      .createTable('batches')
      .addColumn('batch_id', text, (c) => c.primaryKey().notNull())
      .addColumn('school_id', text, (c) => c.notNull().references('schools.school_id'))
      .addColumn('uploaded_by', text, (c) => c.notNull().references('users.user_guid'))
      .addColumn('file_name', text, (c) => c.notNull())
      .addColumn('header', text, (c) => c.notNull())
      .addColumn('mapping', text, (c) => c.notNull())
      .addColumn('choices', text, (c) => c.notNull())
      .addColumn('row_count', 'integer', (c) => c.notNull())
      .addColumn('chunk_count', 'integer', (c) => c.notNull())
      .addColumn('payload_hash', text, (c) => c.notNull()),
    text,
  ).execute();
  await createIndex(db, 'batches', ['school_id', 'batch_id']);
  await sql`create index batches_to_do on batches (batch_id) where status in ('queued', 'in-progress')`.execute(
    db,
  );
  await db.schema
    .createTable('batch_chunks')
    .addColumn('batch_id', text, (c) => c.notNull().references('batches.batch_id').onDelete('cascade'))
    .addColumn('chunk_index', 'integer', (c) => c.notNull())
    .addColumn('row_count', 'integer', (c) => c.notNull())
    .addColumn('digest', text, (c) => c.notNull())
    .addColumn('rows', text, (c) => c.notNull())
    .addColumn('sealed_passwords', text)
    .addPrimaryKeyConstraint('batch_chunks_key', ['batch_id', 'chunk_index'])
    .execute();
  await db.schema
    .createTable('row_outcomes')
    .addColumn('batch_id', text, (c) => c.notNull().references('batches.batch_id').onDelete('cascade'))
    .addColumn('row_number', 'integer', (c) => c.notNull())
    .addColumn('outcome', text, (c) => c.notNull())
    .addColumn('user_guid', text)
    .addColumn('class_guid', text)
    .addColumn('problems', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('row_outcomes_key', ['batch_id', 'row_number'])
    .execute();
}

function withBatchProgress<Columns extends string>(
  batches: CreateTableBuilder<'batches', Columns>,
  text: TextType,
) {
  return batches
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('failure', text)
    .addColumn('done_row_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('updated_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('unchanged_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('refused_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('committed_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('lease_owner', text)
    .addColumn('lease_until', 'bigint')
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0));
}
