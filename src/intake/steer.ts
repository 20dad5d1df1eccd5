import type { Seller } from '../config.ts';
import { type Command, parseCommands } from '../domain/command.ts';
import { findDeferral } from '../domain/dates/deferral-date.ts';
import type { Notice } from '../domain/thread/notice.ts';
import { type Steer, steered } from '../domain/thread/steer.ts';
import { type Thread, told } from '../domain/thread/thread.ts';
import { parseWhen, whenToDay } from '../domain/tracking-address.ts';
import { judgeAutoReply } from '../domain/verdict/auto-reply.ts';
import type { Evidence } from '../domain/verdict/verdict.ts';
import type { Incoming, IntakeParts } from './parts.ts';
import { tokensIn } from './recipients.ts';

/**
 * A proven seller's answer to one of Palaan's mails: its commands steer the thread whose token it was sent to.
 * Whatever was understood or not, the seller gets the new plan back, once for each answer.
 */
export async function steer(
  incoming: Incoming,
  seller: Seller,
  proof: Evidence,
  parts: IntakeParts,
): Promise<{ outcome: string; threadIds: string[]; evidence: Evidence[] }> {
  const { message, recipients, key } = incoming;
  const tokens = tokensIn(recipients);
  const found = await parts.threads.candidates(message, tokens, []);
  const mine = found.filter((thread) => tokens.includes(thread.token) && thread.sellerId === seller.id);
  const commands = parseCommands(message.words.own);
  // A responder without the headers of one is known by its words; an answer to it might come back again.
  const machine = commands.length === 0 ? judgeAutoReply(message) : null;
  if (machine) return { outcome: 'automatic', threadIds: [], evidence: machine.evidence };
  for (const { id } of mine) {
    await settleByWord(id, key, commands, parts);
    await parts.keeper.change(id, (thread) => {
      if (thread.handled.includes(key)) return thread;
      const heard = { ...thread, handled: [...thread.handled, key] };
      const after = commands.reduce((state, command) => obey(state, command, incoming, seller, parts), heard);
      return told(after, reply(after, incoming, commands, parts));
    });
  }
  return {
    outcome: mine.length > 0 ? 'command' : 'unmatched',
    threadIds: mine.map(({ id }) => id),
    evidence: [proof],
  };
}

/** “Send again” and “leave it” are about a delivery whose fate nobody knows: the seller's word settles it. */
async function settleByWord(
  threadId: string,
  key: string,
  commands: Command[],
  parts: IntakeParts,
): Promise<void> {
  const word = commands.find((command) => command.kind === 'again' || command.kind === 'leave');
  const thread = word && (await parts.threads.get(threadId));
  if (!word || thread?.hold?.reason !== 'send-unknown' || thread.next?.kind !== 'step') return;
  // Before the seller is asked, a worker may still be sending it; and one word must not settle two sends.
  if (thread.hold.until !== null || thread.handled.includes(key)) return;
  const state = word.kind === 'again' ? 'failed' : 'sent';
  await parts.deliveries.settle(threadId, thread.next.occurrence, state, `the seller said ${word.kind}`);
}

function obey(
  thread: Thread,
  command: Command,
  incoming: Incoming,
  seller: Seller,
  parts: IntakeParts,
): Thread {
  const sequence = incoming.sequences.sequence(thread.sequence);
  const steering = resolve(command, incoming, seller);
  if (!sequence || !steering) return thread;
  return steered(thread, steering, { now: parts.clock.now(), sequence, window: parts.config.window });
}

/** The command with its date worked out; null for `status`, and for a date that cannot be read. */
function resolve(command: Command, incoming: Incoming, seller: Seller): Steer | null {
  if (command.kind === 'status') return null;
  if (command.kind !== 'snooze') return command;
  const when = parseWhen(command.when);
  if (when) return snooze(whenToDay(when, incoming.receivedAt, seller.place.zone));
  const found = findDeferral(command.when, {
    language: incoming.message.language ?? seller.language,
    written: incoming.message.date ?? incoming.receivedAt,
    offset: incoming.message.dateOffset,
    country: seller.place.country,
  });
  return snooze(found?.until ?? null);
}

function snooze(day: string | null): Steer | null {
  return day ? { kind: 'snooze', day } : null;
}

function reply(thread: Thread, { key, message }: Incoming, commands: Command[], parts: IntakeParts): Notice {
  return {
    key: `${thread.id}:receipt:${key}`,
    name: 'receipt',
    sellerId: thread.sellerId,
    threadId: thread.id,
    at: parts.clock.now(),
    data: { understood: commands.length },
    inReplyTo: message.id,
  };
}
