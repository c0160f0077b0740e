import type { Migration } from 'kysely/migration';
import { createBatches } from './001-first/batches.ts';
import { createClasses } from './001-first/classes.ts';
import { createOrganizations } from './001-first/organizations.ts';
import { createUsers } from './001-first/users.ts';

/** The first tables. Frozen once released: every later change is a later migration. */
export const first: Migration = {
  async up(db) {
    await createOrganizations(db);
    await createUsers(db);
    await createClasses(db);
    await createBatches(db);
  },
};
