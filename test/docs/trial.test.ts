import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import nodemailer from 'nodemailer';
import { expect, it, onTestFinished } from 'vitest';
import { defaultAccounts } from '../../sandbox/mail/accounts.ts';
import { type SandboxMail, startMail } from '../../sandbox/mail/start.ts';
import { start } from '../../src/app.ts';
import { fastClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config.ts';
import type { Message } from '../../src/domain/message.ts';
import { readMessage } from '../../src/domain/read-message.ts';
import { silentLogger } from '../../src/logger.ts';
import { parseMime } from '../../src/mail/mime.ts';
import { openStores } from '../../src/store/stores.ts';
import { testDatabase } from '../support/mongo.ts';

const seller = 'seller@nordwind.example';
const prospect = 'prospect@acme.example';

it('the trial of docker-compose.yml works as docs/operator.md tells it', async () => {
  // A working day, so that “now” means now.
  const clock = fastClock(new Date('2026-11-03T10:00:00Z'), 1);
  const mail = await startMail({ accounts: defaultAccounts, clock });
  onTestFinished(() => mail.close());
  const { uri, db } = await testDatabase();
  const config = await loadConfig(await trialSettings(mail, uri), passwords);
  const app = await start(config, { clock, logger: silentLogger(), processEveryMs: 50 });
  onTestFinished(() => app.stop());

  await write(mail, seller, { to: [prospect], bcc: 'track@palaan.example', subject: 'New website' });
  const receipt = await received(mail, seller, (one) => one.text.includes('I will get back to'));
  await write(mail, seller, { to: addresses(receipt), subject: `Re: ${receipt.subject}`, text: 'now' });
  const nudge = await received(mail, prospect, (one) => one.subject === 'Re: New website');
  expect(nudge.from[0]?.address).toBe(seller);

  await write(mail, prospect, { to: addresses(nudge), subject: nudge.subject, text: 'Yes, please.' });
  const { threads } = await openStores(db);
  await expect
    .poll(async () => (await threads.list({}, 1))[0]?.end?.reason, { timeout: 20_000 })
    .toBe('answered');
});

/** The passwords that docker-compose.yml hands to the trial's worker. */
const passwords = { TRACK_PASSWORD: 'track', SELLER_PASSWORD: 'seller' };

/** palaan.try.yaml with the ports and the database of this test. */
async function trialSettings(mail: SandboxMail, uri: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'palaan-trial-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const yaml = (await readFile('palaan.try.yaml', 'utf8'))
    .replaceAll('port: 1143', `port: ${mail.imap.port}`)
    .replaceAll('port: 1025', `port: ${mail.smtp.port}`)
    .replace(/uri: .*\n {2}database: .*/, `uri: ${uri}\n  database: ${new URL(uri).pathname.slice(1)}`)
    .replace(/health:\n {2}port: 8025\n/, '');
  const file = join(folder, 'palaan.yaml');
  await writeFile(file, `${yaml}\ntemplates: ${resolve('templates')}\n`);
  return file;
}

/** As a mail program does it: with a login, and everybody in the envelope. */
async function write(
  mail: SandboxMail,
  user: string,
  message: { to: string[]; bcc?: string; subject: string; text?: string },
): Promise<void> {
  const pass = defaultAccounts.find(({ address }) => address === user)?.password;
  const transport = nodemailer.createTransport({ ...mail.smtp, ignoreTLS: true, auth: { user, pass } });
  await transport.sendMail({ from: user, text: 'Shall we build it?', ...message });
  transport.close();
}

function received(mail: SandboxMail, address: string, test: (one: Message) => boolean): Promise<Message> {
  const find = () =>
    mail
      .messages(address)
      .map(({ raw }) => readMessage(parseMime(raw)))
      .find(test);
  return new Promise((done) => {
    const look = () => {
      const found = find();
      if (found) done(found);
    };
    onTestFinished(mail.onDelivery(look));
    look();
  });
}

function addresses({ replyTo }: Message): string[] {
  return replyTo.map(({ address }) => address);
}
