import { openStores } from '../../src/store/stores.ts';
import { type Benchmark, byTurns, median, type Result } from './benchmark.ts';
import { type DatabaseServer, databaseServer } from './databases.ts';
import {
  houseConfig,
  overdue,
  prospectAddress,
  sellerAddress,
  storeThreads,
  trackingAddress,
} from './house.ts';
import { answerOf, startProcess } from './processes.ts';
import type { Sending, SendingTask } from './sending-side.ts';
import type { MailPorts, StandIn } from './stand-in.ts';

const mails = 1000;
/** Fifty mails for each: the usual limit of a day. */
const sellers = 20;

/** Sending follow-ups with every check, against nodemailer's own pool. */
export const sending: Benchmark = { name: 'sending', run: (rounds) => compare(rounds, 0) };

/** The same where the relay is as far away as another company's usually is: a mail is some five round trips. */
export const relaying: Benchmark = { name: 'relaying', run: (rounds) => compare(rounds, 20) };

async function compare(rounds: number, relayMs: number): Promise<Result[]> {
  const databases = await databaseServer();
  try {
    const side = (name: SendingTask['side']) => () => oneSide(name, databases, relayMs);
    const { ours, bare } = await byTurns(rounds, side('ours'), side('bare'));
    return [result(`${databases.kind}, by a relay ${relayMs} ms away`, ours, bare)];
  } finally {
    await databases.stop();
  }
}

/** Each side has a mail server of its own, as empty as the other's. */
async function oneSide(
  side: SendingTask['side'],
  databases: DatabaseServer,
  relayMs: number,
): Promise<Sending> {
  const town: StandIn = { mail: everybody(), relayMs };
  const { said: mail, stop } = await startProcess<MailPorts>('stand-in.ts', town);
  try {
    const { uri, name, db } = await databases.create();
    const database = { uri, name };
    if (side === 'ours') {
      await openStores(db);
      await storeThreads(db, houseConfig(mail, database, sellers), mails, overdue);
    }
    return await answerOf<Sending>('sending-side.ts', {
      side,
      mail,
      database,
      sellers,
      mails,
    } satisfies SendingTask);
  } finally {
    await stop();
  }
}

function everybody(): string[] {
  const addresses = [trackingAddress];
  for (let number = 0; number < sellers; number += 1) addresses.push(sellerAddress(number));
  for (let number = 0; number < mails; number += 1) addresses.push(prospectAddress(number));
  return addresses;
}

function result(where: string, ours: Sending[], bare: Sending[]): Result {
  const seconds = (side: Sending[]) => median(side.map((one) => one.seconds));
  const cpu = (side: Sending[]) =>
    `${((1000 * median(side.map((one) => one.cpuSeconds))) / mails).toFixed(1)} ms`;
  const rate = (side: Sending[]) => `${Math.round(mails / seconds(side))} mails/s`;
  return {
    title: `sending ${mails} due follow-ups of ${sellers} sellers with all checks, on ${where}`,
    measured: `${rate(ours)}; ${rate(bare)} with nodemailer's pool alone`,
    figure: { value: seconds(bare) / seconds(ours), unit: 'ratio', aim: { atLeast: 0.8 } },
    notes: [`processor time for a mail: ours ${cpu(ours)}, bare ${cpu(bare)}`],
  };
}
