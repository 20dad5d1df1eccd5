import { isDeepStrictEqual } from 'node:util';
import type { Collection, Db } from 'mongodb';
import { addressEraser, holds, isPerson, type Person } from '../domain/erase.ts';
import { covers } from '../domain/mail-domain.ts';
import { sameMailbox } from '../domain/match.ts';
import { isAbout, noticeWithout, withoutPerson } from '../domain/thread/forget.ts';
import type { Notice } from '../domain/thread/notice.ts';
import type { Prospect, Thread } from '../domain/thread/thread.ts';
import { changeThread, type ThreadStore } from './threads.ts';

/** How many documents a person was found in. */
export interface Traces {
  /** Threads about this person alone, deleted with all that belongs to them. */
  threads: number;
  /** Threads with others too: the person is taken out of them. */
  sharedThreads: number;
  deliveries: number;
  notices: number;
  /** Records of mails that came in. */
  arrivals: number;
  jobs: number;
}

/** What is known of people, over all collections. */
export interface PeopleStore {
  /** Ids of threads with a prospect whom an address or `@domain` names and that still do something by themselves. */
  awake(target: string): Promise<string[]>;
  /** Erases a person everywhere, or only counts where. Suppressions are hashes, and stay. */
  forget(address: string, options: { now: Date; dryRun: boolean }): Promise<Traces>;
}

/** Mail that comes while a person is erased may leave new traces: it is looked again, this often at most. */
const ROUNDS = 5;

export function peopleStore(db: Db, threads: ThreadStore): PeopleStore {
  return {
    async awake(target) {
      const open = { $or: [{ status: { $in: ['running', 'held'] } }, { next: { $ne: null } }] };
      const found = db
        .collection<{ _id: string; prospects: Prospect[] }>('threads')
        .find(open, { projection: { prospects: 1 } });
      const ids: string[] = [];
      for await (const { _id, prospects } of found) {
        if (prospects.some(({ address }) => covers(target, address))) ids.push(_id);
      }
      return ids;
    },

    async forget(address, { now, dryRun }) {
      const total: Traces = {
        threads: 0,
        sharedThreads: 0,
        deliveries: 0,
        notices: 0,
        arrivals: 0,
        jobs: 0,
      };
      for (let round = 0; round < ROUNDS; round++) {
        const found = await find(db, threads, sameMailbox(address));
        const traces = await count(db, found);
        if (Object.values(traces).every((traced) => traced === 0)) break;
        for (const what of Object.keys(total) as (keyof Traces)[]) total[what] += traces[what];
        if (dryRun) break;
        await erase(db, threads, found, now);
      }
      return total;
    },
  };
}

/** Where a person is. */
interface Found {
  person: Person;
  erased: string[];
  shared: string[];
  noticesErased: string[];
  noticesChanged: { _id: string; data: Notice['data']; inReplyTo: string | null }[];
  arrivals: string[];
}

type NoticeDocument = Notice & { _id: string };

/** Every document is read: words stand in places that no index knows, and this is done once in a while, by hand. */
async function find(db: Db, threads: ThreadStore, address: string): Promise<Found> {
  const affected = await threadsWith(db, threads, address);
  const names = affected.flatMap(({ prospects }) =>
    prospects.filter((one) => isPerson({ address, names: [] }, one.address)).map(({ name }) => name),
  );
  const person: Person = { address, names: [...new Set(names)] };
  const erased = affected.filter((thread) => isAbout(thread, person)).map(({ id }) => id);
  const shared = affected.map(({ id }) => id).filter((id) => !erased.includes(id));
  const notices = await noticesWith(db, person, erased, shared);
  return { person, erased, shared, ...notices, arrivals: await arrivalsWith(db, person, erased, shared) };
}

async function threadsWith(db: Db, threads: ThreadStore, address: string): Promise<Thread[]> {
  const eraser = addressEraser({ address, names: [] });
  const found: Thread[] = [];
  for await (const document of db.collection<{ _id: string }>('threads').find({})) {
    const thread = holds(document, eraser) ? await threads.get(document._id) : null;
    if (thread) found.push(thread);
  }
  return found;
}

async function noticesWith(
  db: Db,
  person: Person,
  erased: readonly string[],
  shared: readonly string[],
): Promise<Pick<Found, 'noticesErased' | 'noticesChanged'>> {
  const eraser = addressEraser(person);
  const found: Pick<Found, 'noticesErased' | 'noticesChanged'> = { noticesErased: [], noticesChanged: [] };
  for await (const notice of db.collection<NoticeDocument>('notices').find({})) {
    const { _id, threadId } = notice;
    // Some keys name an address: such a notice goes, for its key is what it is known by.
    if ((threadId && erased.includes(threadId)) || holds(_id, eraser)) found.noticesErased.push(_id);
    else if ((threadId && shared.includes(threadId)) || holds(notice, eraser)) {
      const { data } = noticeWithout(notice, person);
      const inReplyTo = holds(notice.inReplyTo, eraser) ? null : notice.inReplyTo;
      if (isDeepStrictEqual(data, notice.data) && inReplyTo === notice.inReplyTo) continue;
      found.noticesChanged.push({ _id, data, inReplyTo });
    }
  }
  return found;
}

/** Evidence does not say whose words it quotes: all of a thread that the person was in goes. */
async function arrivalsWith(
  db: Db,
  person: Person,
  erased: readonly string[],
  shared: readonly string[],
): Promise<string[]> {
  const eraser = addressEraser(person);
  const found: string[] = [];
  const arrivals = db.collection<{ _id: string; threadIds: string[]; evidence: unknown[] }>('arrivals');
  for await (const { _id, threadIds, evidence } of arrivals.find({})) {
    const ofErased = threadIds.some((id) => erased.includes(id));
    const ofShared = threadIds.some((id) => shared.includes(id)) && evidence.length > 0;
    if (ofErased || ofShared || holds(evidence, eraser)) found.push(_id);
  }
  return found;
}

async function count(db: Db, found: Found): Promise<Traces> {
  const { erased, shared, noticesErased, noticesChanged, arrivals } = found;
  return {
    threads: erased.length,
    sharedThreads: shared.length,
    deliveries: await db.collection('deliveries').countDocuments({ threadId: { $in: erased } }),
    notices: noticesErased.length + noticesChanged.length,
    arrivals: arrivals.length,
    jobs: await db.collection('agendaJobs').countDocuments(jobsOf(found)),
  };
}

function jobsOf({ erased, noticesErased }: Found) {
  return { $or: [{ 'data.threadId': { $in: erased } }, { 'data.key': { $in: noticesErased } }] };
}

/** The threads go last: as long as they are there, a crash on the way leaves them to be found again. */
async function erase(db: Db, threads: ThreadStore, found: Found, now: Date): Promise<void> {
  const { person, erased, shared } = found;
  const notices: Collection<NoticeDocument> = db.collection('notices');
  await db.collection('agendaJobs').deleteMany(jobsOf(found));
  await notices.deleteMany({ _id: { $in: found.noticesErased } });
  for (const { _id, data, inReplyTo } of found.noticesChanged) {
    await notices.updateOne({ _id }, { $set: { data, inReplyTo } });
  }
  // The record of a mail stays without its words: it keeps the mail from being taken in a second time.
  await db
    .collection<{ _id: string; threadIds: string[] }>('arrivals')
    .updateMany(
      { _id: { $in: found.arrivals } },
      { $set: { evidence: [] }, $pull: { threadIds: { $in: erased } } },
    );
  await db.collection('deliveries').deleteMany({ threadId: { $in: erased } });
  for (const id of shared) await changeThread(threads, id, (thread) => withoutPerson(thread, person, now));
  await db.collection<{ _id: string }>('threads').deleteMany({ _id: { $in: erased } });
}
