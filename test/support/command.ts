import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Db } from 'mongodb';
import { onTestFinished, vi } from 'vitest';
import { openStores, type Stores } from '../../src/store/stores.ts';
import { testDatabase } from './mongo.ts';

/** An operator's folder with a palaan.yaml, on a database of its own. */
export interface Office {
  db: Db;
  stores: Stores;
  /** Runs a command in this folder; returns what it printed. */
  run(command: Command, ...args: string[]): Promise<string>;
}

/** An office whose servers nobody connects to, except the database. */
export async function anOffice(): Promise<Office> {
  const { uri, db } = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'palaan-office-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const config = join(folder, 'palaan.yaml');
  await writeFile(join(folder, 'password'), 'secret');
  await writeFile(config, settings(uri, db.databaseName));
  return {
    db,
    stores: await openStores(db),
    async run(command, ...args) {
      const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
      try {
        await command.parseAsync(['--config', config, ...args], { from: 'user' });
        return log.mock.calls.map(([line]) => String(line)).join('\n');
      } finally {
        log.mockRestore();
      }
    },
  };
}

function settings(uri: string, database: string): string {
  const account = '{ host: 127.0.0.1, port: 1, user: user, password: { file: password } }';
  return `
mongo: { uri: '${uri}', database: ${database} }
tracking: { address: track@palaan.example, imap: ${account} }
trust: { authservIds: [mail.palaan.example] }
templates: ${resolve('templates')}
sellers:
  - { name: Anna, address: anna@seller.example, zone: Europe/Helsinki, country: FI, smtp: ${account} }
`;
}
