import type { FetchMessageObject } from 'imapflow';
import type { Part } from '../../domain/message.ts';
import { parseMime } from '../mime.ts';
import { fetchLimits, type Outline, outline, type Section } from '../structure.ts';
import type { Session } from './session.ts';

/** A message as far as it is needed, or why it could not be read. */
export interface ReadMessage {
  uid: number;
  /** INTERNALDATE. */
  receivedAt: Date;
  /** RFC822.SIZE, in bytes. */
  size: number;
  isDraft: boolean;
  /** Marked as sent where a folder holds mail of all kinds (Gmail's label). */
  isSent: boolean;
  root: Part | null;
  /** Why `root` is null. */
  problem: unknown;
  /** Where `root` is null and the server shows that much: the header alone. */
  header: Part | null;
}

/** How many messages are asked for at once. Bounds memory: two batches of 50 mails, of at most 0.5 MB each. */
export const batchSize = 50;

const about = { internalDate: true, size: true, flags: true, labels: true } as const;
const headerSection = { key: 'HEADER', maxLength: fetchLimits.headerBytes };

/** How much of a mail's source is read when its structure cannot be had from the server. */
const sourceBytes = fetchLimits.headerBytes + fetchLimits.allTextBytes;

/**
 * Reads a batch of messages of the open folder in few commands: one for headers and structures, then one for
 * each set of sections that some of them share. In the order of `uids`, without those that are gone.
 */
export async function readBatch(session: Session, uids: readonly number[]): Promise<ReadMessage[]> {
  const query = { ...about, bodyStructure: true, bodyParts: [headerSection] };
  const fetched = new Map((await session.fetch(uids, query)).map((answer) => [answer.uid, answer]));
  const outlines = new Map<number, Outline>();
  for (const answer of fetched.values()) {
    if (answer.bodyStructure === undefined || !answer.headers) continue;
    const outlined = outline(answer.bodyStructure, answer.headers, answer.size ?? 0);
    if (outlined.isPlausible) outlines.set(answer.uid, outlined);
  }
  await fillSections(session, outlines);
  const incomplete = uids.filter((uid) => !outlines.has(uid));
  // imapflow leaves out a message whose answer it cannot parse, as it does one that is gone.
  const unparsed = incomplete.length === 0 ? [] : await session.search({ uid: incomplete.join(',') });
  const messages: ReadMessage[] = [];
  for (const uid of uids) {
    const answer = fetched.get(uid);
    const root = outlines.get(uid)?.root;
    if (answer && root) messages.push({ ...described(answer), root, problem: null, header: null });
    else if (unparsed.includes(uid)) messages.push(...(await readSource(session, uid)));
  }
  return messages;
}

/** Reads a message from the beginning of its source, where its description cannot be used; none when it is gone. */
export async function readSource(session: Session, uid: number): Promise<ReadMessage[]> {
  const [answer] = await session.fetch([uid], { ...about, source: { maxLength: sourceBytes } });
  if (!answer?.source) return setAside(session, uid, 'The server has it and does not show it.', true);
  try {
    return [{ ...described(answer), root: parseMime(answer.source), problem: null, header: null }];
  } catch (error) {
    return [{ ...described(answer), root: null, problem: error, header: null }];
  }
}

/** The bytes of a message of the open folder; null when it is gone or longer than `limit`. */
export async function rawSource(session: Session, uid: number, limit: number): Promise<Buffer | null> {
  const [answer] = await session.fetch([uid], { size: true, source: { maxLength: limit } });
  return answer?.source && answer.source.length === answer.size ? answer.source : null;
}

/**
 * A message that cannot be read; none when it is gone. `hasHeader`: its header is worth a try. Rejects when the server
 * says nothing of it at all, or the header takes the connection down.
 */
export async function setAside(
  session: Session,
  uid: number,
  why: string,
  hasHeader: boolean,
): Promise<ReadMessage[]> {
  const [answer] = await session.fetch([uid], about);
  if (answer !== undefined) {
    const header = hasHeader ? await headerAlone(session, uid) : null;
    return [{ ...described(answer), root: null, problem: new Error(why), header }];
  }
  if ((await session.search({ uid: String(uid) })).length === 0) return [];
  throw new Error(`The server has message ${uid} and says nothing of it.`);
}

/** Null where the server, or the header, makes it impossible. */
async function headerAlone(session: Session, uid: number): Promise<Part | null> {
  try {
    const [answer] = await session.fetch([uid], { bodyParts: [headerSection] });
    return answer?.headers ? parseMime(answer.headers) : null;
  } catch (error) {
    if (!session.isUsable) throw error;
    return null;
  }
}

function described(answer: FetchMessageObject): Omit<ReadMessage, 'root' | 'problem' | 'header'> {
  // A server that does not say when: just now, for an old date could hide an answer.
  const date = answer.internalDate instanceof Date ? answer.internalDate : new Date();
  return {
    uid: answer.uid,
    receivedAt: date,
    size: answer.size ?? 0,
    isDraft: (answer.flags?.has('\\Draft') || answer.labels?.has('\\Draft')) ?? false,
    isSent: answer.labels?.has('\\Sent') ?? false,
  };
}

/** Mails of one kind of program have the same sections: one FETCH serves all of them. */
async function fillSections(session: Session, outlines: Map<number, Outline>): Promise<void> {
  const groups = new Map<string, number[]>();
  for (const [uid, { sections }] of outlines) {
    if (sections.length === 0) continue;
    const key = sections.map((section) => `${section.name}<${section.maxBytes}>`).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), uid]);
  }
  for (const uids of groups.values()) {
    const sections = outlines.get(uids[0] ?? 0)?.sections ?? [];
    const bodyParts = sections.map(({ name, maxBytes }) => ({ key: name, maxLength: maxBytes }));
    const unfilled = new Set(uids);
    for (const answer of await session.fetch(uids, { bodyParts })) {
      if (fill(outlines.get(answer.uid)?.sections ?? [], answer)) unfilled.delete(answer.uid);
    }
    // A mail without its text must not pass for a mail that has none.
    for (const uid of unfilled) outlines.delete(uid);
  }
}

/** False when the server kept one of the sections back. */
function fill(sections: readonly Section[], answer: FetchMessageObject): boolean {
  let isComplete = true;
  for (const section of sections) {
    const bytes = answer.bodyParts?.get(section.name.toLowerCase());
    if (bytes) section.fill(bytes);
    else isComplete = false;
  }
  return isComplete;
}
