import { matchThread, type Reached } from '../../src/domain/match.ts';
import type { Message } from '../../src/domain/message.ts';
import { readMessage } from '../../src/domain/read-message.ts';
import { parseMime } from '../../src/mail/mime.ts';
import { openStores, type Stores } from '../../src/store/stores.ts';
import { type Benchmark, byTurns, median } from './benchmark.ts';
import { type BenchDatabase, databaseServer } from './databases.ts';
import {
  houseConfig,
  mondayClock,
  overdue,
  prospectAddress,
  sellerAddress,
  startId,
  storeThreads,
} from './house.ts';

const few = 1_000;
const many = 100_000;
/** Mails that are matched in each round. */
const mails = 500;

/** Finding the thread of a mail among few and among many stored ones. */
export const matching: Benchmark = {
  name: 'matching',
  async run(rounds) {
    const server = await databaseServer();
    try {
      const small = await stored(await server.create(), few);
      const large = await stored(await server.create(), many);
      await matchAll(small, few);
      await matchAll(large, many);
      const measured = await byTurns(
        rounds,
        () => matchAll(large, many),
        () => matchAll(small, few),
      );
      const [largeMs, smallMs] = [median(measured.ours), median(measured.bare)];
      return [
        {
          title: `matching a mail with ${few} and with ${many} threads, on ${server.kind}`,
          measured: `${largeMs.toFixed(2)} ms with ${many}; ${smallMs.toFixed(2)} ms with ${few}`,
          figure: { value: largeMs / smallMs, unit: 'ratio', aim: { below: 1.3 } },
          notes: [],
        },
      ];
    } finally {
      await server.stop();
    }
  },
};

async function stored({ db, uri, name }: BenchDatabase, count: number): Promise<Stores> {
  const nowhere = { host: '127.0.0.1', port: 1 };
  const config = houseConfig({ imap: nowhere, smtp: nowhere }, { uri, name }, 20);
  const stores = await openStores(db);
  await storeThreads(db, config, count, overdue);
  return stores;
}

/** Milliseconds for one mail, from the question to the database to the thread. */
async function matchAll({ threads }: Stores, count: number): Promise<number> {
  const letters = Array.from({ length: mails }, (_, index) => letter(index, count));
  const begun = performance.now();
  for (const { message, reached, isKnown } of letters) {
    const candidates = await threads.candidates(message, reached.tokens, []);
    const matched = candidates.filter((candidate) => matchThread(message, candidate, reached));
    if (matched.length > 0 !== isKnown) throw new Error('a mail was not matched as it should be');
  }
  return (performance.now() - begun) / mails;
}

interface Letter {
  message: Message;
  reached: Reached;
  isKnown: boolean;
}

/** By turns an answer, a new mail of a prospect, one of a colleague, and one that belongs to no thread. */
function letter(index: number, count: number): Letter {
  const number = Math.floor((index / mails) * count);
  const kinds: readonly { from: string; subject: string; reference?: string }[] = [
    { from: 'jan@elsewhere.example', subject: 'Re: Your mail', reference: startId(number) },
    { from: prospectAddress(number), subject: 'A question' },
    { from: prospectAddress(number).replace('prospect', 'colleague'), subject: 'For my colleague' },
    { from: 'news@magazine.example', subject: `The news of week ${index}` },
  ];
  const { from, subject, reference } = kinds[index % kinds.length] ?? { from: '', subject: '' };
  const seller = number % 20;
  const lines = [
    `From: Somebody <${from}>`,
    `To: ${sellerAddress(seller)}`,
    `Subject: ${subject}`,
    `Message-ID: <mail${index}@elsewhere.example>`,
    reference ? `References: ${reference}` : 'X-Kind: new',
    '\r\nHello.',
  ];
  return {
    message: readMessage(parseMime(Buffer.from(lines.join('\r\n')))),
    reached: { sellerIds: [`seller${seller}`], tokens: [], receivedAt: mondayClock().now(), bySeller: false },
    isKnown: index % kinds.length < 3,
  };
}
