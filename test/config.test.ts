import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigProblems } from '../src/config/problem.ts';
import { settingsSchema } from '../src/config/schema.ts';
import { type Config, loadConfig } from '../src/config.ts';
import { ConfigError } from '../src/errors.ts';

const env = { TRACK: 'track-password', ANNA: 'anna-password' };

const smallest = `
mongo: { uri: mongodb://localhost:27017 }
tracking:
  address: track@palaan.example
  imap: { host: mail.palaan.example, user: track, password: { env: TRACK } }
trust: { authservIds: [mail.palaan.example] }
sellers:
  - name: Anna Virtanen
    address: Anna@Seller.example
    zone: Europe/Helsinki
    country: fi
    smtp: { host: smtp.seller.example, user: anna, password: { env: ANNA } }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palaan-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function load(yaml: string) {
  const file = join(folder, 'palaan.yaml');
  await writeFile(file, yaml);
  return loadConfig(file, env);
}

/** What is wrong, as `line key: message`. */
async function problemsOf(yaml: string): Promise<string[]> {
  const error = await load(yaml).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConfigProblems)) throw error ?? new Error('the file was accepted');
  return error.problems.map(({ line, key, message }) => `${line} ${key}: ${message}`);
}

const withLine = (line: string) => `${smallest}${line}\n`;

describe('a small file is enough', () => {
  test('everything else has a default', async () => {
    const config = await load(smallest);
    expect(config).toMatchObject({
      mongo: { uri: 'mongodb://localhost:27017', database: 'palaan' },
      tracking: {
        address: 'track@palaan.example',
        mailbox: { id: 'tracking', port: 993, secure: true, password: 'track-password', folders: 'auto' },
        lookBackDays: 0,
        pollSeconds: 60,
      },
      templates: join(folder, 'templates'),
      defaults: { sequence: 'gentle', language: 'en' },
      window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '16:00' },
      limits: {
        perSellerPerDay: 50,
        minGapSeconds: 60,
        perPersonPerDay: 2,
        maxProspects: 20,
        noticesPerSellerPerDay: 200,
      },
      retention: { endedThreadsDays: 730, arrivalsDays: 180 },
      suppression: {},
      colleague: 'ask',
      log: { level: 'info' },
    });
    expect(config.sellers[0]).toMatchObject({
      id: 'anna',
      address: 'anna@seller.example',
      aliases: [],
      signature: 'Anna Virtanen',
      language: 'en',
      place: { zone: 'Europe/Helsinki', country: 'FI' },
      sequence: 'gentle',
      smtp: { id: 'anna', port: 587, secure: false, password: 'anna-password' },
      mailboxes: [],
    });
  });

  test('Palaan writes to sellers from the tracking address, by the first account there is', async () => {
    const own = await load(smallest);
    expect(own.notices).toMatchObject({ from: { address: 'track@palaan.example' }, smtp: { id: 'anna' } });
    const relayed = await load(withLine('relay: { host: relay.palaan.example }'));
    expect(relayed.notices.smtp.id).toBe('relay');
  });

  test('a seller without an account sends by the relay', async () => {
    const yaml = `${smallest}  - { name: Piotr Nowak, address: piotr@seller.example, zone: Europe/Warsaw, country: PL }\nrelay: { host: relay.palaan.example, port: 465 }\n`;
    const { sellers } = await load(yaml);
    expect(sellers.map((seller) => seller.smtp.id)).toEqual(['anna', 'relay']);
    expect(sellers[1]?.smtp).toMatchObject({ port: 465, secure: true });
  });

  test('a seller has one mailbox or several', async () => {
    const box = (host: string) => `{ host: ${host}, user: anna, password: { env: ANNA } }`;
    const one = await load(`${smallest}    imap: ${box('a.example')}\n`);
    expect(one.sellers[0]?.mailboxes.map(({ id, host }) => [id, host])).toEqual([['anna', 'a.example']]);
    const two = await load(`${smallest}    imap: [${box('a.example')}, ${box('b.example')}]\n`);
    expect(two.sellers[0]?.mailboxes.map(({ id }) => id)).toEqual(['anna', 'anna-2']);
  });

  test('a secret may come from a file beside palaan.yaml, without the line break at its end', async () => {
    await writeFile(join(folder, 'track.secret'), 'from a file\n');
    const { tracking } = await load(smallest.replace('{ env: TRACK }', '{ file: track.secret }'));
    expect(tracking.mailbox.password).toBe('from a file');
  });

  test('times may leave out the zero, and addresses are written in ASCII', async () => {
    const config = await load(
      withLine('window: { from: 8:30, to: 24:00, days: [sun, mon] }').replace('@Seller', '@Müller'),
    );
    expect(config.window).toEqual({ days: [1, 7], from: '08:30', to: '24:00' });
    expect(config.sellers[0]?.address).toBe('anna@xn--mller-kva.example');
  });
});

describe('what is wrong is told with key, line and what is allowed', () => {
  test.each([
    ['colour: red', '13 colour: is not a key here; known are mongo, tracking,'],
    ['limit: {}', '13 limit: is not a key here; did you mean limits?'],
    [
      'limits: { perSellerPerDay: many }',
      '13 limits.perSellerPerDay: "many" is not a whole number from 1 to 10000.',
    ],
    ['limits: { minGapSeconds: -1 }', '13 limits.minGapSeconds: -1 is not a whole number from 0 to 3600.'],
    ['limits: 5', '13 limits: 5 is not a map of settings.'],
    [
      'retention: { arrivalsDays: 1 }',
      '13 retention.arrivalsDays: 1 is not a whole number from 30 to 36500.',
    ],
    ['suppression: { key: secret }', '13 suppression.key: a secret is never written into this file.'],
    [
      'suppression: { key: { env: ANNA } }',
      '13 suppression.key: the key must be at least 20 characters long.',
    ],
    ['colleague: maybe', '13 colleague: "maybe" is not one of ask, stop, ignore.'],
    ['log: { level: loud }', '13 log.level: "loud" is not one of debug, info, warn, error, silent.'],
    [
      'window: { days: [monday] }',
      '13 window.days[0]: "monday" is not a weekday (mon, tue, wed, thu, fri, sat, sun).',
    ],
    ['window: { from: 25:00 }', '13 window.from: "25:00" is not a time from "00:00" to "24:00".'],
    ['window: { from: "16:00" }', '13 window.to: must be later in the day than window.from (16:00).'],
    ['defaults: { language: sv }', '13 defaults.language: "sv" is not one of en, fi, pl.'],
    ['defaults: { sequence: ../x }', '13 defaults.sequence: "../x" is not the name of a sequence'],
    ['defaults: { country: DE, region: XX }', '13 defaults.region: is not a region of DE'],
    ['relay: { port: 70000 }', '13 relay.host: is missing; write a host name.'],
    ['relay: { host: x, user: y }', '13 relay.password: is missing; user and password stand together'],
    ['templates: [a]', '13 templates: a list is not one line of text.'],
    ['mongo: {}', '13 : the key mongo stands here for the second time; keep one of them.'],
    ['relay: { host: [', 'this is not YAML:'],
    ['templates: *secret', '13 : a value that begins with * must name an anchor'],
  ])('%s', async (line, expected) => {
    expect((await problemsOf(withLine(line))).join('\n')).toContain(expected);
  });

  test.each([
    [
      'zone: Europe/Helsinki',
      'zone: Europe/Helsinky',
      '10 sellers[0].zone: "Europe/Helsinky" is not a time zone such as Europe/Helsinki; did you mean Europe/Helsinki?',
    ],
    ['country: fi', 'country: Finland', '11 sellers[0].country: "Finland" is not a two-letter country code'],
    [
      '    country: fi\n',
      '',
      '8 sellers[0].country: is missing; write it here, or once for all sellers in defaults.country.',
    ],
    ['address: Anna@Seller.example', 'address: Anna', '9 sellers[0].address: "Anna" is not a mail address.'],
    [
      'address: Anna@Seller.example',
      'address: track@palaan.example',
      '9 sellers[0].address: the address track@palaan.example is already taken',
    ],
    [
      '    smtp:',
      '    sntp:',
      '8 sellers[0].smtp: is missing; a seller needs an smtp account where there is no relay.',
    ],
    ['name: Anna Virtanen', 'name: "Anna\\r\\nBcc: all@example.com"', '8 sellers[0].name: '],
    [
      '{ authservIds: [mail.palaan.example] }',
      '{ authservIds: [] }',
      '6 trust.authservIds: an empty list is not a list of at least one name, unless dkim is true.',
    ],
    ['{ authservIds: [mail.palaan.example] }', 'nobody', '6 trust: "nobody" is not a map such as'],
    [
      '{ env: TRACK }',
      '{ env: TRACKS }',
      '5 tracking.imap.password: the environment variable TRACKS is not set.',
    ],
    [
      '{ env: TRACK }',
      '{ file: nowhere }',
      '5 tracking.imap.password: the secret file nowhere cannot be read (ENOENT).',
    ],
    [
      ', password: { env: TRACK }',
      '',
      '5 tracking.imap.password: is missing. Name its place: `password: { env: NAME }`',
    ],
  ])('%s → %s', async (right, wrong, expected) => {
    expect((await problemsOf(smallest.replace(right, wrong))).join('\n')).toContain(expected);
  });

  test('two sellers of one name need an id each', async () => {
    const yaml = `${smallest}  - { name: Anna, address: anna@other.example, zone: UTC, country: FI, smtp: { host: x } }\n`;
    expect(await problemsOf(yaml)).toEqual([
      '13 sellers[1].id: the id anna is already taken; each must be its own.',
    ]);
  });

  test('everything at once, in the order of the file', async () => {
    const yaml = withLine('colleague: maybe\nlimit: {}').replace('fi', 'Finland').replace('track,', '"",');
    expect((await problemsOf(yaml)).map((problem) => problem.split(' ')[0])).toEqual(['5', '11', '13', '14']);
  });

  test('the error names file and line', async () => {
    const error = await load(withLine('colleague: maybe')).catch((thrown: unknown) => thrown);
    const file = join(folder, 'palaan.yaml');
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      where: { file, line: 13 },
      message: `${file}:13: colleague: "maybe" is not one of ask, stop, ignore.`,
    });
  });

  test('an empty file misses what is required', async () => {
    const keys = (await problemsOf('')).map((problem) => problem.split(' ')[1]);
    expect(keys).toEqual(['mongo:', 'tracking:', 'trust:', 'sellers:']);
  });

  test('a missing file says what to do', async () => {
    await expect(loadConfig(join(folder, 'other.yaml'), env)).rejects.toThrow('Copy palaan.example.yaml');
  });
});

describe('secrets', () => {
  test.each([
    ['a password in the file', smallest.replace('{ env: TRACK }', 'hunter2')],
    ['a number for a password', smallest.replace('{ env: TRACK }', '42424242')],
    ['a password in the connection string', smallest.replace('localhost', 'me:hunter2@localhost')],
    ['a seller’s word that is too short', `${smallest}    secret: { env: SHORT }\n`],
    [
      'an address with a password where a host belongs',
      smallest.replace('host: mail', 'host: imaps://me:hunter2@mail'),
    ],
    ['a connection string where a map belongs', withLine('relay: smtp://me:hunter2@relay.example')],
  ])('%s is refused, and not repeated', async (_name, yaml) => {
    const problems = (await problemsOf(yaml)).join('\n');
    expect(problems).not.toContain('hunter2');
    expect(problems).not.toContain('42424242');
  });

  test('a refused password comes with what to write instead', async () => {
    const [problem] = await problemsOf(smallest.replace('{ env: TRACK }', 'hunter2'));
    expect(problem).toContain('password: { env: NAME }');
    expect(problem).toContain('password: { file: PATH }');
  });

  test('a connection string with a password comes from its place', async () => {
    const file = join(folder, 'uri');
    await writeFile(file, 'mongodb://me:hunter2@localhost/?replicaSet=rs0');
    const config = await load(smallest.replace('mongodb://localhost:27017', '{ file: uri }'));
    expect(config.mongo.uri).toBe('mongodb://me:hunter2@localhost/?replicaSet=rs0');
  });
});

describe('palaan.example.yaml', () => {
  const file = fileURLToPath(new URL('../palaan.example.yaml', import.meta.url));
  const secrets = {
    TRACK_PASSWORD: 't',
    ANNA_PASSWORD: 'a',
    ANNA_SECRET: 'Word4Tracking',
    SUPPRESSION_KEY: 'a key of many letters',
  };

  async function loadExample() {
    await writeFile(join(folder, 'relay'), 'relay-password');
    const yaml = (await readFile(file, 'utf8')).replace('/run/secrets/relay_password', 'relay');
    await writeFile(join(folder, 'palaan.yaml'), yaml);
    return loadConfig(join(folder, 'palaan.yaml'), secrets);
  }

  test('is a file that works', async () => {
    const config = await loadExample();
    expect(config.sellers.map(({ id }) => id)).toEqual(['anna', 'piotr']);
    expect(config.sellers[0]?.secret).toBe('word4tracking');
  });

  test('shows the defaults', async () => {
    const [shown, plain] = [await loadExample(), await load(smallest)];
    const general = ({ templates, defaults, window, limits, retention, colleague, log, mongo }: Config) => ({
      templates,
      defaults,
      window,
      limits,
      retention,
      colleague,
      log,
      database: mongo.database,
    });
    expect(general(shown)).toEqual(general(plain));
    expect(shown.tracking).toMatchObject({
      lookBackDays: plain.tracking.lookBackDays,
      pollSeconds: plain.tracking.pollSeconds,
    });
  });

  test('has every key there is, each with a line of comment before it', async () => {
    const lines = (await readFile(file, 'utf8')).split('\n');
    const documented = new Set<string>();
    lines.forEach((line, index) => {
      const key = /^ *(?:- )?(?:# )?([a-zA-Z]+):/.exec(line)?.[1];
      if (key && (lines[index - 1] ?? '').includes('#')) documented.add(key);
    });
    const sections = ['mongo', 'imap', 'notices', 'limits', 'health', 'log'];
    const keys = [...new Set(keysOf(settingsSchema(async () => '')))];
    expect(keys.filter((key) => !documented.has(key) && !sections.includes(key))).toEqual([]);
    expect(keys).toContain('authservIds');
    expect(keys).toContain('lookBackDays');
  });
});

/** The names of all keys in a schema, at any depth. */
function keysOf(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
  }
  if (schema instanceof z.ZodArray) return keysOf(schema.element);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(keysOf);
  if (schema instanceof z.ZodPipe) return [...keysOf(schema.in), ...keysOf(schema.out)];
  const wraps =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return wraps ? keysOf(schema.unwrap()) : [];
}
