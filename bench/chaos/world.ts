import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import type { SandboxMail } from '../../sandbox/mail/start.ts';
import { authservId, sellers, trackingAddress } from './cast.ts';

/** Every account of this world has it; the world is on this machine alone. */
export const password = 'secret';

/** Accounts that Palaan watches. Prospects get their mailboxes as mail comes. */
export const accounts = [trackingAddress, ...sellers.map(({ address }) => address)].map((address) => ({
  address,
  password,
}));

/**
 * What workers wait for, in machine milliseconds: a day takes about two seconds, so that ten minutes of the machine
 * would be most of a year.
 */
export const patience = {
  processEveryMs: 100,
  reservationMs: 6_000,
  freshMs: 2_500,
  sweepEveryMs: 1_000,
  leaseTiming: { beatMs: 250, silentMs: 1_250, giveUpMs: 750 },
  imapTiming: { connectMs: 1_000, stallMs: 3_000, lookMs: 5_000, retryMs: 50, maxRetryMs: 400 },
  smtpTimeouts: { connect: 1_000, greeting: 1_000, reply: 3_000 },
};

/** Writes palaan.yaml for a world at these ports. Returns its path. */
export async function writeConfig(
  folder: string,
  mail: SandboxMail,
  mongoPort: number,
  templates: string,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const secret = { env: 'CHAOS_PASSWORD' };
  const imap = (user: string) => ({ ...mail.imap, secure: false, user, password: secret });
  const smtp = (user: string) => ({ ...mail.smtp, secure: false, user, password: secret });
  const settings = {
    mongo: { uri: `mongodb://127.0.0.1:${mongoPort}`, database: 'chaos' },
    tracking: {
      address: trackingAddress,
      imap: imap(trackingAddress),
      smtp: smtp(trackingAddress),
      pollSeconds: 5,
      // The story begins while the workers do.
      lookBackDays: 30,
    },
    trust: { authservIds: [authservId] },
    templates: path.resolve(templates),
    // The story is about threads, not about how many one seller may have.
    limits: { perSellerPerDay: 500, minGapSeconds: 60, noticesPerSellerPerDay: 2000 },
    log: { level: process.env.CHAOS_LOG ?? 'info' },
    sellers: sellers.map(({ id, name, address, place }) => ({
      ...{ id, name, address, language: 'en', ...place },
      ...{ smtp: smtp(address), imap: imap(address) },
    })),
  };
  const file = path.join(folder, 'palaan.yaml');
  await writeFile(file, stringify(settings));
  return file;
}
