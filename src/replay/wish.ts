import { automaticSign } from '../domain/automatic.ts';
import { companyDomain, sameMailbox } from '../domain/match.ts';
import { type Address, type Message, walk } from '../domain/message.ts';
import { needsAgreedDay } from '../domain/plan.ts';
import { isReplySubject } from '../domain/subject.ts';
import { parseTrackingAddress, type TrackingAddress, whenToDay } from '../domain/tracking-address.ts';
import { isSellers, type Setting } from './setting.ts';

/** A start that a mail of the seller would have been. */
export interface Wish {
  people: Address[];
  /** Name of the sequence. */
  sequence: string;
  /** The day that the seller named in the tracking address, ISO. */
  agreedOn: string | null;
}

/** Why a mail that looks like a start would have been none. */
export type NoStart = 'too many people' | 'unknown sequence' | 'no day' | 'tracking address not understood';

/**
 * What a mail of the seller would have started, had it carried the tracking address; null for a mail that is no
 * start. `at` is when it was sent.
 */
export function wishOf(message: Message, at: Date, setting: Setting): Wish | NoStart | null {
  if (!isFromSeller(message, setting) || automaticSign(message) || isCalendarMail(message)) return null;
  const asked = askedFor(message, setting);
  if (setting.starts === 'tracked' && !asked) return null;
  if (setting.starts === 'openings' && !opens(message)) return null;
  const people = outsiders(message, setting);
  if (people.length === 0 || !isChosen(message, people, setting)) return null;
  if (people.length > setting.limits.maxProspects) return 'too many people';
  return understood(people, asked, at, setting);
}

/** A mail with two authors is from nobody: it is a known trick. */
export function isFromSeller(message: Message, setting: Setting): boolean {
  const [author, ...others] = message.from;
  return author !== undefined && others.length === 0 && isSellers(author.address, setting);
}

/** Tracking addresses among the recipients, wherever BCC shows. */
export function trackingOf(message: Message, { tracking }: Setting): TrackingAddress[] {
  if (tracking === null) return [];
  const named = [...message.to, ...message.cc, ...message.bcc].map(({ address }) => address);
  return [...named, ...message.deliveredTo].flatMap(
    (address) => parseTrackingAddress(address, tracking) ?? [],
  );
}

type StartAddress = Exclude<TrackingAddress, { kind: 'token' }>;

/** What stands after the plus, for servers that add the plain address in Delivered-To. */
function askedFor(message: Message, setting: Setting): StartAddress | null {
  const starts = trackingOf(message, setting).filter((address) => address.kind !== 'token');
  return starts.find((address) => address.kind !== 'plain') ?? starts[0] ?? null;
}

function understood(
  people: Address[],
  asked: StartAddress | null,
  at: Date,
  setting: Setting,
): Wish | NoStart {
  if (asked?.kind === 'bad') return 'tracking address not understood';
  const { sequence: name, when } = asked?.kind === 'start' ? asked : { sequence: null, when: null };
  const sequence = name === null ? setting.sequence : setting.sequenceOf(name);
  if (!sequence) return 'unknown sequence';
  const agreedOn = when ? whenToDay(when, at, setting.place.zone) : null;
  if (!agreedOn && (when || needsAgreedDay(sequence))) return 'no day';
  return { people, sequence: sequence.name, agreedOn };
}

/** The first mail of a conversation: some mail programs answer without naming what they answer. */
function opens(message: Message): boolean {
  return (
    message.inReplyTo.length === 0 && message.references.length === 0 && !isReplySubject(message.subject)
  );
}

/** Invitations and answers to them are written by calendars; nobody tracks those. */
function isCalendarMail(message: Message): boolean {
  for (const part of walk(message.root, { embedded: false })) {
    if (part.type === 'text/calendar' && part.disposition !== 'attachment') return true;
  }
  return false;
}

/**
 * Those in To who can be prospects. Somebody of the seller's own company is none, except where the seller really
 * asked for a start: then all of them are, as in life.
 */
export function outsiders(message: Message, setting: Setting): Address[] {
  const own = new Set(setting.addresses.map(companyDomain).filter((domain) => domain !== null));
  return message.to.filter(({ address }, index, all) => {
    if (isSellers(address, setting)) return false;
    if (setting.tracking && parseTrackingAddress(address, setting.tracking)) return false;
    if (setting.starts !== 'tracked' && own.has(companyDomain(address) ?? '')) return false;
    return all.findIndex((other) => other.address === address) === index;
  });
}

function isChosen(message: Message, people: readonly Address[], { to, subject }: Setting): boolean {
  const toThem = to === null || people.some(({ address }) => sameMailbox(address) === sameMailbox(to));
  const about = subject === null || message.subject.toLowerCase().includes(subject.toLowerCase());
  return toThem && about;
}
