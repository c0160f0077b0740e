import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { DatabasePlace } from '#sync-server/database/connect.ts';

/** A database of its own on the tests' PostgreSQL: empty, or a copy of another that nobody is connected to. */
export async function createPostgresDatabase(template?: DatabasePlace): Promise<DatabasePlace> {
  const name = `rollbook_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(
    `create database ${name} template ${template === undefined ? 'template0' : nameOf(template)}`,
  );
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { databaseUrl: url.href, dataDir: '' };
}

/** Drops it, whoever may still be connected. */
export async function dropPostgresDatabase(place: DatabasePlace): Promise<void> {
  await onServer(`drop database if exists ${nameOf(place)} with (force)`);
}

function nameOf(place: DatabasePlace): string {
  return new URL(place.databaseUrl ?? '').pathname.slice(1);
}

function serverUrl(): string {
  const server = inject('postgres');
  if ('missing' in server) throw new Error(server.missing);
  return server.url;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
