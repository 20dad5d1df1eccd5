import { describe, expect, it, onTestFinished } from 'vitest';
import { arrive } from '../../src/domain/thread/arrive.ts';
import { silentLogger } from '../../src/logger.ts';
import { openMailWorld } from '../../src/mail-world.ts';
import { cursorStore } from '../../src/store/cursors.ts';
import { connect } from '../../src/store/database.ts';
import { anArrival, aThread, later, rules } from '../support/builders.ts';
import { seats, stillWorld } from '../support/still-world.ts';
import { people, startWorld } from '../support/world.ts';

const { anna, jan, track } = people;
const head = [
  `From: ${jan}`,
  `To: ${anna}, track+t.token1234567@palaan.example`,
  'Subject: Re: New website',
  `Date: ${later(1).toUTCString()}`,
  'Message-ID: <monster@prospect.example>',
  'References: <start@seller.example>',
  'MIME-Version: 1.0',
].join('\n');

function part(type: string, body: string): string {
  return `Content-Type: ${type}\n\n${body}`;
}

/** Multiparts within each other, with a text in the innermost. */
function nested(depth: number): string {
  const open = Array.from(
    { length: depth },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
  );
  return `${open.join('')}${part('text/plain', 'Yes, gladly.')}\n`;
}

const attachment = `${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAx\n'.repeat(280_000)}`;

describe('a monstrous answer', () => {
  it.each([
    ['of multiparts two thousand deep', `${head}\n${nested(2000)}`],
    [
      'of twenty thousand parts',
      `${head}\nContent-Type: multipart/mixed; boundary=b\n\n${`--b\n${part('text/plain', 'Yes.')}\n`.repeat(20_000)}--b--\n`,
    ],
    [
      'with an attachment of 20 MB',
      `${head}\nContent-Type: multipart/mixed; boundary=b\n\n--b\n${part('text/plain', 'Yes, gladly.')}\n--b\nContent-Transfer-Encoding: base64\n${part('application/pdf', attachment)}\n--b--\n`,
    ],
    [
      'of 20 MB of words',
      `${head}\nContent-Type: text/plain\n\n${'Yes, gladly, and so on and so forth.\n'.repeat(560_000)}`,
    ],
    ['with a header of 2 MB', `${head}\nX-Long: ${'a b c d '.repeat(250_000)}\n\nYes, gladly.`],
    [
      'with ten thousand references',
      `${head.replace('<start@seller.example>', `<start@seller.example>\n ${Array.from({ length: 10_000 }, (_, i) => `<${i}@x.example>`).join('\n ')}`)}\n\nYes.`,
    ],
  ])('%s is taken in, little of it is kept, and what lies behind it is not held up', async (_, raw) => {
    const world = await stillWorld();
    await world.begin();
    const thread = aThread({ prospects: [{ address: seats.jan, name: '', dead: false }] });
    await world.open({ ...thread, next: { kind: 'step', occurrence: 0, at: later(100) } });
    world.arrive(raw);
    world.arrive(`From: shop@shop.example\nTo: ${track}\nMessage-ID: <2@shop.example>\n\nSale`);
    await world.recover(1);
    expect(await world.outcomes()).toEqual(['answer', 'unmatched']);
    expect(await world.unread()).toBe(0);
    expect(JSON.stringify(await world.thread(thread.id)).length).toBeLessThan(100_000);
  });
});

describe('a flood of mails in one thread', () => {
  it('makes it grow so far and no further, and what ends it is still heard', () => {
    const flood = (
      thread: ReturnType<typeof aThread>,
      verdict: 'bulk' | 'opt-out' | 'answer',
      mails: number,
    ) => {
      let after = thread;
      for (let mail = 0; mail < mails; mail++) after = arrive(after, anArrival({ verdict }), rules());
      return after;
    };
    const flooded = flood(aThread(), 'bulk', 1500);
    expect(flooded.timeline.length).toBeLessThan(1010);
    const ended = flood(flooded, 'answer', 1);
    expect(ended.end?.reason).toBe('answered');
    expect(flood(ended, 'opt-out', 1500).timeline.length).toBeLessThan(1010);
  });
});

describe('a mail that our own code stumbles over', () => {
  it('is set aside and shown, and those behind it go on', async () => {
    const world = await startWorld({ idle: true });
    const taken: string[] = [];
    const [seller] = world.config.sellers;
    if (!seller) throw new Error('nobody sells');
    const { client, db } = await connect(world.config.mongo.uri, world.config.mongo.database);
    onTestFinished(() => client.close());
    const mail = openMailWorld(world.config, {
      clock: world.clock,
      logger: silentLogger(),
      owner: 'worker',
      leases: world.stores.leases,
      cursors: (token) => cursorStore(db, token),
      arrivals: world.stores.arrivals,
      threads: world.stores.threads,
      intake: {
        takeIn: async ({ root }) => {
          const subject = root.headers.find(({ name }) => name === 'subject')?.value ?? '';
          if (subject === 'Second') throw new TypeError('stumbled');
          taken.push(subject);
        },
        unreadable: async () => [],
        missing: async () => undefined,
      },
    });
    for (const subject of ['First', 'Second', 'Third']) await world.write({ from: jan, to: track, subject });
    await mail.freshLook(seller);
    await mail.close();
    expect(taken).toEqual(['First', 'Third']);
    expect(await world.stores.arrivals.unreadable(10)).toMatchObject([{ mailbox: 'tracking', uid: 2 }]);
  });
});

describe('machines that answer each other', () => {
  it('come to an end: absence notes of the prospect and of the seller are not answered', async () => {
    const world = await startWorld();
    const away = { 'Auto-Submitted': 'auto-replied' };
    world.mail.onDelivery(({ mailbox, raw }) => {
      const [from, id] = ['from', 'message-id'].map(
        (name) => new RegExp(`^${name}: (?:.*<)?([^<>\\r]+)>?\\r`, 'im').exec(raw.toString())?.[1] ?? '',
      );
      // Both answer each mail that they get: Jan's program as the standard wants it, Anna's without any sign.
      if (mailbox === jan && from) {
        void world.write({
          from: jan,
          to: from,
          subject: 'Out of office',
          text: 'I am away.',
          inReplyTo: `<${id}>`,
          headers: away,
        });
      }
      const [, token] = /(track\+t\.[a-z0-9]+@palaan\.example)/.exec(raw.toString()) ?? [];
      if (mailbox === anna && token && from === track) {
        void world.write({
          from: anna,
          to: token,
          subject: 'Automatic reply',
          text: 'I am out of the office until Friday.',
        });
      }
    });
    const first = await world.write({
      from: anna,
      to: jan,
      bcc: 'track+breakup@palaan.example',
      subject: 'New website',
    });
    await world.ended('silent');
    expect(world.inbox(jan).map(({ subject }) => subject)).toEqual(['New website', 'Re: New website']);
    const toAnna = world.inbox(anna).filter((mail) => mail.from[0]?.address === track);
    expect(toAnna.map(({ inReplyTo }) => inReplyTo)).toEqual([[first]]);
  });
});
