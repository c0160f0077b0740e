import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { createApp } from '#sync-server/app.ts';
import { openDatabase } from '#sync-server/database/connect.ts';
import { staticFiles } from '#sync-server/http/static-files.ts';
import { startJobRunner } from '#sync-server/jobs/job-runner.ts';
import { createParts } from '#sync-server/parts.ts';
import { testKeys } from './server-parts.ts';

/*
 * A server process for tests that kill it: the real app and job runner over the database it is told, with small
 * transactions, so that a random moment is likely to fall between two of them or into one.
 */
const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = '', PORT = '0', APP_FOLDER } = process.env;
const log = pino({ level: 'error' }, pino.destination({ dest: 2, sync: true }));
const database = await openDatabase({ databaseUrl, dataDir }, log);
const parts = createParts(database, { keys: testKeys, log, origin: undefined });
const runner = await startJobRunner(parts, { leaseMs: 500, pollMs: 50, rowsPerTransaction: 100 });
const app = createApp(parts, () => runner.wake());
if (APP_FOLDER !== undefined) app.route('/', staticFiles(APP_FOLDER));
serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, () => console.log('listening'));
