import { existsSync, rmSync } from 'node:fs';
import type { Logger } from 'pino';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../database/connect.ts';
import { demoDistrict } from './demo-district.ts';

/** Deletes the demo's data folder, after looking that nothing but the demo is in it. The key beside it stays. */
export async function resetDemo(config: Config, log: Logger): Promise<Result<null, string>> {
  if (config.databaseUrl !== undefined) {
    return refuse(
      '--reset deletes the embedded demo database only. Unset DATABASE_URL, or empty that database yourself.',
    );
  }
  if (!existsSync(config.dataDir)) return ok(null);
  const database = await openDatabase(config, log);
  const districts = await database.db.selectFrom('districts').select('district_id').execute();
  await database.close();
  if (districts.some(({ district_id }) => district_id !== demoDistrict.districtId)) {
    return refuse(`${config.dataDir} holds a real district: --reset does not delete it.`);
  }
  rmSync(config.dataDir, { recursive: true });
  return ok(null);
}
