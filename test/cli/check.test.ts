import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type SandboxMail, startMail } from '../../sandbox/mail/start.ts';
import { checkCommand } from '../../src/cli/check.ts';
import { checkAll, type Finding } from '../../src/cli/checks.ts';
import { type TestDatabase, testDatabase } from '../support/mongo.ts';

const templates = fileURLToPath(new URL('../../templates', import.meta.url));
const env = { PASSWORD: 'secret', WRONG: 'not-the-password' };

let mail: SandboxMail;
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  const accounts = ['track@palaan.example', 'anna@seller.example'].map((address) => ({
    address,
    password: 'secret',
  }));
  [mail, database] = await Promise.all([startMail({ accounts }), testDatabase()]);
});
afterAll(async () => {
  await mail.close();
  await database.drop();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palaan-check-'));
});
afterEach(() => rm(folder, { recursive: true }));

function settings({
  password = '{ env: PASSWORD }',
  trust = '{ authservIds: [mail.palaan.example] }',
} = {}): string {
  const account = (user: string, port: number) =>
    `{ host: 127.0.0.1, port: ${port}, secure: false, user: ${user}, password: ${password} }`;
  return `
mongo: { uri: '${database.uri}', database: ${database.db.databaseName} }
tracking:
  address: track@palaan.example
  imap: ${account('track@palaan.example', mail.imap.port)}
trust: ${trust}
notices: { from: anna@seller.example }
templates: ${templates}
sellers:
  - name: Anna Virtanen
    address: anna@seller.example
    zone: Europe/Helsinki
    country: FI
    smtp: ${account('anna@seller.example', mail.smtp.port)}
    imap: ${account('anna@seller.example', mail.imap.port)}
`;
}

async function check(yaml: string): Promise<Record<string, Finding>> {
  const file = join(folder, 'palaan.yaml');
  await writeFile(file, yaml);
  const findings: Record<string, Finding> = {};
  for await (const finding of checkAll(file, env)) findings[finding.what] = finding;
  return findings;
}

describe('palaan check', () => {
  test('finds everything in order', async () => {
    const findings = await check(settings());
    expect(Object.values(findings).map(({ status, what }) => `${status} ${what}`)).toEqual([
      'ok config',
      'ok templates',
      'ok imap tracking',
      'ok imap anna',
      'ok smtp anna',
      'ok mongodb',
    ]);
    expect(findings['imap tracking']?.detail).toMatch(/^\d folders, IDLE$/);
  });

  test('warns loudly where nobody is checked', async () => {
    const findings = await check(settings({ trust: 'none' }));
    expect(findings.trust).toMatchObject({
      status: 'warn',
      detail: expect.stringContaining('NOBODY IS CHECKED'),
    });
  });

  test('a wrong password fails for each account that has it, and is not printed', async () => {
    const findings = await check(settings({ password: '{ env: WRONG }' }));
    expect(findings['imap tracking']?.status).toBe('fail');
    expect(findings['imap anna']?.status).toBe('fail');
    expect(findings['smtp anna']?.status).toBe('fail');
    expect(findings.mongodb?.status).toBe('ok');
    expect(JSON.stringify(findings)).not.toContain(env.WRONG);
  });

  test('a seller whose mailbox is not watched is a warning', async () => {
    const findings = await check(settings().replace(/ {4}imap: .*\n/, ''));
    expect(findings['imap anna']).toMatchObject({
      status: 'warn',
      detail: expect.stringContaining('has no imap'),
    });
  });

  test('Palaan’s own mails by a seller’s account, with another sender, are a warning', async () => {
    const findings = await check(settings().replace(/notices: .*\n/, ''));
    expect(findings.notices).toMatchObject({
      status: 'warn',
      detail: expect.stringContaining('tracking.smtp'),
    });
  });

  test('a MongoDB that is not there fails with what to do', async () => {
    const findings = await check(settings().replace(database.uri, 'mongodb://127.0.0.1:1/'));
    expect(findings.mongodb).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining('Check mongo.uri'),
    });
  });

  test('a folder without templates fails', async () => {
    const findings = await check(settings().replace(templates, 'nowhere'));
    expect(findings.templates).toMatchObject({ status: 'fail', detail: expect.stringContaining('nowhere') });
  });

  test('a sequence that is not there fails', async () => {
    const findings = await check(`${settings()}    sequence: gentel\n`);
    expect(findings.templates).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining('known are'),
    });
  });

  test('with a broken palaan.yaml nothing else is looked at', async () => {
    const findings = await check(settings().replace('sellers:', 'colleague: maybe\nsellers:'));
    expect(Object.keys(findings)).toEqual(['config']);
    expect(findings.config).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining('palaan.yaml:9: colleague'),
    });
  });

  test('the command prints a line each, as JSON where asked, and ends with exit code 1 on a failure', async () => {
    const file = join(folder, 'palaan.yaml');
    await writeFile(file, 'colleague: maybe\n');
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const before = process.exitCode;
    try {
      await checkCommand().parseAsync(['--config', file], { from: 'user' });
      expect(process.exitCode).toBe(1);
      await checkCommand().parseAsync(['--config', file, '--json'], { from: 'user' });
      const lines = log.mock.calls.map(([line]) => String(line));
      expect(lines[0]).toMatch(/^FAIL {2}config: .*palaan\.yaml:1: mongo: is missing/);
      expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ status: 'fail', what: 'config' });
    } finally {
      process.exitCode = before;
      log.mockRestore();
    }
  });
});
