import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { ImapFlow } from 'imapflow';
import { createTransport, type Transporter } from 'nodemailer';
import { start } from '../../src/app.ts';
import { agendaAlarms, indexJobs } from '../../src/jobs/alarms.ts';
import { openStores } from '../../src/store/stores.ts';
import { type Benchmark, median, quantile } from './benchmark.ts';
import { type BenchDatabase, databaseServer } from './databases.ts';
import { hearing } from './hearing.ts';
import {
  houseConfig,
  mondayClock,
  prospectAddress,
  sellerAddress,
  startId,
  storeThreads,
  trackingAddress,
} from './house.ts';
import { startProcess } from './processes.ts';
import type { MailPorts, StandIn } from './stand-in.ts';

const answersOfARound = 20;
const warmUp = 10;
/** A mailbox that only the bare client watches. */
const bareAddress = 'bare@house.example';

/** From the delivery of an answer to the thread that has ended and its alarm that is gone, against the bare notice. */
export const answering: Benchmark = {
  name: 'answering',
  async run(rounds) {
    const people: StandIn = { mail: [trackingAddress, sellerAddress(0), bareAddress] };
    const { said: mail, stop } = await startProcess<MailPorts>('stand-in.ts', people);
    const server = await databaseServer();
    try {
      const count = warmUp + rounds * answersOfARound;
      const { ours, bare } = await measure(mail, await server.create(), count);
      return [
        {
          title: `from the delivery of an answer to the cancelled job, on ${server.kind} and the sandbox's IMAP`,
          measured: `${spread(ours)}; ${spread(bare)} until imapflow alone hears of a mail in IDLE`,
          figure: { value: median(ours) - median(bare), unit: 'ms', aim: { below: 100 } },
          notes: [],
        },
      ];
    } finally {
      await server.stop();
      await stop();
    }
  },
};

async function measure(mail: MailPorts, database: BenchDatabase, count: number) {
  await planThreads(mail, database, count);
  const heard = new Listeners();
  const app = await start(houseConfig(mail, database, 1), {
    clock: mondayClock(),
    logger: hearing((message, fields) => {
      if (message === 'thread heard a mail') heard.tell(String(fields.thread));
    }),
  });
  const client = await idling(mail, () => heard.tell(bareAddress));
  const post = createTransport({ ...mail.smtp, ignoreTLS: true, pool: true, maxConnections: 1 });
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let number = 0; number < count; number += 1) {
    ours.push(await heard.after(`thread${number}`, () => answer(post, number, sellerAddress(0))));
    bare.push(await heard.after(bareAddress, () => answer(post, number, bareAddress)));
  }
  post.close();
  client.close();
  await app.stop();
  const left = await database.db.collection('agendaJobs').countDocuments({ name: 'step' });
  if (left > 0) throw new Error(`${left} alarms are still set`);
  return { ours: ours.slice(warmUp), bare: bare.slice(warmUp) };
}

/** Threads whose next step is due tomorrow, with their alarms. */
async function planThreads(mail: MailPorts, { db, uri, name }: BenchDatabase, count: number): Promise<void> {
  const clock = mondayClock();
  const agenda = new Agenda({ backend: new MongoBackend({ mongo: db, ensureIndex: true }) });
  await agenda.ready;
  await indexJobs(db);
  await openStores(db);
  const tomorrow = new Date(clock.now().getTime() + 86_400_000);
  const alarms = agendaAlarms(agenda, clock);
  const threads = await storeThreads(db, houseConfig(mail, { uri, name }, 1), count, tomorrow);
  for (const thread of threads) await alarms.set(thread);
}

async function idling({ imap }: MailPorts, onMail: () => void): Promise<ImapFlow> {
  const auth = { user: bareAddress, pass: 'secret' };
  const client = new ImapFlow({ ...imap, secure: false, auth, logger: false });
  client.on('exists', onMail);
  await client.connect();
  await client.mailboxOpen('INBOX');
  void client.idle();
  return client;
}

async function answer(post: Transporter, number: number, to: string): Promise<void> {
  await post.sendMail({
    from: prospectAddress(number),
    to,
    subject: `Re: Website ${number}`,
    references: startId(number),
    text: 'Yes, let us talk about it on Thursday.\n\n> did my mail reach you?',
  });
}

/** Those who wait for something to happen, by its name. */
class Listeners {
  readonly #waiting = new Map<string, () => void>();

  tell(name: string): void {
    this.#waiting.get(name)?.();
    this.#waiting.delete(name);
  }

  /** Milliseconds from the beginning of `cause` to when `name` was told. */
  async after(name: string, cause: () => Promise<void>): Promise<number> {
    const begun = performance.now();
    const told = new Promise<number>((resolve) => {
      this.#waiting.set(name, () => resolve(performance.now() - begun));
    });
    await cause();
    return told;
  }
}

function spread(milliseconds: readonly number[]): string {
  const [middle, late] = [median(milliseconds), quantile(milliseconds, 0.95)];
  return `median ${middle.toFixed(1)} ms (95 % within ${late.toFixed(1)} ms)`;
}
