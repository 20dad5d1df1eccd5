import type { Db } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { arrive } from '../../src/domain/thread/arrive.ts';
import type { Thread } from '../../src/domain/thread/thread.ts';
import { createKeeper } from '../../src/keeper.ts';
import { peopleStore } from '../../src/store/people.ts';
import { openStores } from '../../src/store/stores.ts';
import { anArrival, aThread, aVerdict, later, monday, rules } from '../support/builders.ts';
import { testDatabase } from '../support/mongo.ts';

const jan = { address: 'jan@prospect.example', name: 'Jan Nowak', dead: false };
const eva = { address: 'eva@prospect.example', name: 'Eva Lind', dead: false };
const match = {
  rule: 'prospect' as const,
  evidence: [{ rule: 'match:prospect', where: 'header:from', quote: jan.address }],
};
const said = (where: string, quote: string) => [{ rule: 'absence-phrase-en', where, quote }];

async function desk() {
  const { db } = await testDatabase();
  const stores = await openStores(db);
  const jobs = db.collection('agendaJobs');
  const keeper = createKeeper(stores.threads, stores.notices, {
    set: async ({ id }) => void (await jobs.insertOne({ name: 'step', data: { threadId: id } })),
    notice: async (key) => void (await jobs.insertOne({ name: 'notice', data: { key } })),
  });
  return { db, stores, keeper, people: peopleStore(db, stores.threads) };
}

/** Everything in the database, as one text. */
async function everything(db: Db): Promise<string> {
  const names = (await db.listCollections().toArray()).map(({ name }) => name);
  const all = await Promise.all(names.map((name) => db.collection(name).find({}).toArray()));
  return JSON.stringify(all);
}

/** Jan's own thread, with all that can belong to one. */
async function janAlone({ stores, keeper }: Awaited<ReturnType<typeof desk>>): Promise<void> {
  await keeper.open(
    aThread({
      id: 'alone',
      token: 'tokenalone',
      subject: 'Offer for Jan Nowak',
      project: 'Offer for Jan Nowak',
    }),
  );
  const away = anArrival(
    { verdict: 'auto-reply', kind: 'left', evidence: said('words', 'I have left, says the walrus') } as never,
    { key: 'left', match, words: 'I have left, says the walrus' },
  );
  await keeper.change('alone', (thread) => arrive(thread, away, rules()));
  const delivery = {
    threadId: 'alone',
    occurrence: 0,
    messageId: '<t@x>',
    step: 'nudge',
    kind: 'email' as const,
  };
  await stores.deliveries.reserve({ ...delivery, template: 'v1', date: monday });
  const place = {
    mailbox: 'anna',
    folder: 'INBOX',
    uid: 7,
    uidValidity: '1',
    receivedAt: monday,
    at: monday,
    outcome: 'auto-reply',
  };
  await stores.arrivals.record({
    key: 'seller:left',
    ...place,
    threadIds: ['alone'],
    evidence: away.verdict.evidence,
  });
}

/** A thread of Jan and Eva in which both have spoken. */
async function janAndEva({ stores, keeper }: Awaited<ReturnType<typeof desk>>, more = {}): Promise<void> {
  await keeper.open(aThread({ id: 'shared', token: 'tokenshared', prospects: [jan, eva], ...more }));
  const word = (key: string, from: string, quote: string) =>
    anArrival(aVerdict({ verdict: 'receipt', evidence: said('words', quote) }), { key, from, words: quote });
  const colleague = anArrival(aVerdict({ verdict: 'answer', evidence: said('words', 'ask the walrus') }), {
    key: 'colleague',
    from: jan.address,
    match: { rule: 'colleague', evidence: match.evidence },
    words: 'ask the walrus',
  });
  for (const arrival of [
    word('jan', jan.address, 'I am the walrus'),
    word('eva', eva.address, 'Jan is off, Jan Nowak I mean; write to jan+new@prospect.example. The oyster'),
    colleague,
  ]) {
    await keeper.change('shared', (thread) => arrive(thread, arrival, rules()));
  }
  const place = {
    mailbox: 'anna',
    folder: 'INBOX',
    uid: 8,
    uidValidity: '1',
    receivedAt: monday,
    at: monday,
    outcome: 'receipt',
  };
  await stores.arrivals.record({
    key: 'seller:jan',
    ...place,
    threadIds: ['shared'],
    evidence: said('words', 'I am the walrus'),
  });
  await stores.notices.add({
    key: `shared:bounce:${jan.address}`,
    name: 'bounce',
    sellerId: 'anna',
    threadId: 'shared',
    at: monday,
    data: { addresses: [jan.address] },
    inReplyTo: null,
  });
}

async function get(
  stores: { threads: { get(id: string): Promise<Thread | null> } },
  id: string,
): Promise<Thread> {
  const thread = await stores.threads.get(id);
  if (!thread) throw new Error(`no thread ${id}`);
  return thread;
}

describe('a person who is forgotten', () => {
  it('is in no document of any collection: not the address, not the name, not a word of theirs', async () => {
    const the = await desk();
    await janAlone(the);
    await janAndEva(the);
    expect(await everything(the.db)).toMatch(/jan@prospect.*walrus/);
    const traces = await the.people.forget('Jan+x@prospect.example', { now: later(3), dryRun: false });
    expect(traces).toMatchObject({ threads: 1, sharedThreads: 1, deliveries: 1, arrivals: 2 });
    expect(await everything(the.db)).not.toMatch(/jan[+@]|nowak|walrus/i);
  });

  it('takes along the threads that were about them alone, with everything that belongs to them', async () => {
    const the = await desk();
    await janAlone(the);
    await the.people.forget(jan.address, { now: later(3), dryRun: false });
    const left = ['threads', 'deliveries', 'notices', 'agendaJobs'].map((name) =>
      the.db.collection(name).countDocuments(),
    );
    expect(await Promise.all(left)).toEqual([0, 0, 0, 0]);
    // What remains says only that the mail was handled, so that it is not taken in again.
    expect(await the.stores.arrivals.seen('seller:left')).toBe(true);
  });

  it('leaves the others in the thread, which goes on with them', async () => {
    const the = await desk();
    await the.keeper.open(aThread({ id: 'shared', token: 'tokenshared', prospects: [jan, eva] }));
    await the.people.forget(jan.address, { now: later(3), dryRun: false });
    const thread = await get(the.stores, 'shared');
    expect(thread).toMatchObject({
      status: 'running',
      prospects: [eva],
      next: { kind: 'step', occurrence: 0 },
    });
    expect(thread.timeline.at(-1)).toMatchObject({ kind: 'forgotten', rule: 'operator:forget' });
    expect(await the.people.forget(jan.address, { now: later(4), dryRun: false })).toMatchObject({
      sharedThreads: 0,
    });
  });

  it('leaves the others’ words where they are', async () => {
    const the = await desk();
    await janAndEva(the);
    await the.people.forget(jan.address, { now: later(3), dryRun: false });
    expect(await everything(the.db)).toContain('The oyster');
    const { timeline } = await get(the.stores, 'shared');
    expect(timeline.map(({ from }) => from).filter(Boolean)).toEqual([eva.address]);
  });

  it('stops a thread whose subject is their name, for it stands in every mail', async () => {
    const the = await desk();
    await janAndEva(the, { subject: 'Offer for Jan Nowak', project: 'Offer for Jan Nowak' });
    await the.people.forget(jan.address, { now: later(3), dryRun: false });
    expect(await get(the.stores, 'shared')).toMatchObject({
      status: 'ended',
      next: null,
      project: 'Offer for [erased]',
    });
  });

  it('takes along the day that they proposed, but not the other’s', async () => {
    const the = await desk();
    const deferral = (from: string) =>
      anArrival(aVerdict({ verdict: 'deferral', until: '2027-01-15' }), {
        from,
        words: 'In January, the walrus',
      });
    await the.keeper.open(aThread({ id: 'jans', token: 'tokenjans', prospects: [jan, eva] }));
    await the.keeper.change('jans', (thread) => arrive(thread, deferral(jan.address), rules()));
    await the.keeper.open(aThread({ id: 'evas', token: 'tokenevas', prospects: [jan, eva] }));
    await the.keeper.change('evas', (thread) => arrive(thread, deferral(eva.address), rules()));
    await the.people.forget(jan.address, { now: later(3), dryRun: false });
    expect((await get(the.stores, 'jans')).next).toBeNull();
    expect((await get(the.stores, 'evas')).next).toMatchObject({
      kind: 'remind',
      quote: 'In January, the walrus',
    });
  });

  it('may be somebody who only wrote in, as a colleague', async () => {
    const the = await desk();
    await the.keeper.open(aThread({ id: 'evas', token: 'tokenevas', prospects: [eva] }));
    const wrote = anArrival(aVerdict({ verdict: 'answer', evidence: said('words', 'the walrus') }), {
      from: jan.address,
      match: { rule: 'colleague', evidence: match.evidence },
      words: 'the walrus',
    });
    await the.keeper.change('evas', (thread) => arrive(thread, wrote, rules()));
    await the.people.forget(jan.address, { now: later(3), dryRun: false });
    expect(await everything(the.db)).not.toMatch(/jan@|walrus/);
    expect(await get(the.stores, 'evas')).toMatchObject({ status: 'held', prospects: [eva] });
  });

  it('is only counted in a dry run', async () => {
    const the = await desk();
    await janAlone(the);
    const before = await everything(the.db);
    expect(await the.people.forget(jan.address, { now: later(3), dryRun: true })).toMatchObject({
      threads: 1,
    });
    expect(await everything(the.db)).toBe(before);
  });

  it('is not somebody with a similar address', async () => {
    const the = await desk();
    await janAlone(the);
    const none = await the.people.forget('an@prospect.example', { now: later(3), dryRun: true });
    expect(Object.values(none).every((count) => count === 0)).toBe(true);
  });
});

describe('threads that still do something', () => {
  it('are found by an address, and by a domain above it', async () => {
    const { people, keeper } = await desk();
    await keeper.open(aThread({ id: 'one', token: 'tokenone' }));
    await keeper.open(
      aThread({ id: 'two', token: 'tokentwo', prospects: [{ ...eva, address: 'eva@eu.other.example' }] }),
    );
    expect(await people.awake('jan@prospect.example')).toEqual(['one']);
    expect(await people.awake('@other.example')).toEqual(['two']);
  });
});
