import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

describe('the configuration', () => {
  test('needs nothing: everything has a default', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      value: {
        port: 3000,
        host: undefined,
        origin: undefined,
        dataDir: resolve('./data'),
        databaseUrl: undefined,
        serverKey: undefined,
        serverKeyFile: undefined,
        serviceWorker: 'on',
        logLevel: 'info',
      },
    });
  });

  test('treats an empty variable as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', LOG_LEVEL: '' })).toEqual(readConfig({}));
  });

  test('says in sentences everything that is wrong', () => {
    const read = readConfig({
      PORT: '3000x',
      ORIGIN: 'https://rollbook.example.org/app',
      DATABASE_URL: 'mysql://db',
      SERVICE_WORKER: 'maybe',
      LOG_LEVEL: 'loud',
    });

    expect(read).toEqual({
      ok: false,
      refusal: [
        'PORT must be a number.',
        'ORIGIN must look like https://rollbook.example.org, without a path.',
        'DATABASE_URL must start with postgres:// (unset it for the embedded database).',
        'SERVICE_WORKER must be on or off.',
        'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
      ],
    });
    expect(readConfig({ PORT: '70000' })).toEqual({ ok: false, refusal: ['PORT must be at most 65535.'] });
  });

  test('never guesses between two keys', () => {
    expect(readConfig({ SERVER_KEY: 'a', SERVER_KEY_FILE: 'b' })).toMatchObject({ ok: false });
  });
});
