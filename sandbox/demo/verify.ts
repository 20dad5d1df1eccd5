import { type Person, trackingAddress } from './cast.ts';
import type { Letter } from './letter.ts';
import type { Demand, Script } from './script.ts';
import { followUpComplaints } from './verify/follow-ups.ts';
import { noticeComplaints } from './verify/notices.ts';
import { silenceComplaints } from './verify/silence.ts';

/** A mailbox as it was found at the end, over IMAP. */
export interface Mailbox {
  person: Person;
  inbox: Letter[];
  /** Sellers' sent mail; empty for others. */
  sent: Letter[];
}

/** A demand with the mails that it is about. */
export interface Evidence {
  demand: Demand;
  /** What Palaan sent to the prospect in this thread, oldest first. */
  followUps: Letter[];
  /** The prospect's mailbox; null where there is none. */
  prospect: Mailbox | null;
  seller: Mailbox;
}

export interface Findings {
  /** What is wrong, a line each; empty when everybody was treated as they should be. */
  complaints: string[];
  /** How many follow-ups arrived in each thread. */
  followUps: Map<Demand, number>;
}

/** Judges by what lies in the mailboxes and by what the actors wrote, and by nothing else. */
export function verify(script: Script, mailboxes: readonly Mailbox[]): Findings {
  const written = new Set(script.written.map(({ id }) => id));
  const evidence = script.demands.map((demand) => evidenceFor(demand, mailboxes, written));
  const complaints = [
    ...script.inVain,
    ...evidence.flatMap((one) => [...followUpComplaints(one, script), ...silenceComplaints(one, script)]),
    ...mailboxes.flatMap((mailbox) => [
      ...noticeComplaints(mailbox, script.demands),
      ...strayComplaints(mailbox, evidence, written),
      ...unreadComplaints(mailbox),
    ]),
  ];
  const followUps = new Map(evidence.map((one) => [one.demand, one.followUps.length]));
  return { complaints, followUps };
}

function evidenceFor(demand: Demand, mailboxes: readonly Mailbox[], written: ReadonlySet<string>): Evidence {
  const prospect = mailboxes.find(({ person }) => person.address === demand.prospect) ?? null;
  const seller = mailboxes.find(({ person }) => person.address === demand.seller.address);
  if (!seller) throw new Error(`the mailbox of ${demand.seller.address} was not read`);
  // What was sent to an address that does not exist shows in the seller's copies alone.
  const followUps = (prospect?.inbox ?? seller.sent).filter(
    ({ id, references, inReplyTo }) =>
      !written.has(id) && [...references, inReplyTo].includes(demand.startId),
  );
  return { demand, followUps, prospect, seller };
}

/** Mail that nobody in the story wrote and that belongs to no thread. Sellers' notices are looked at elsewhere. */
function strayComplaints(
  { person, inbox }: Mailbox,
  evidence: readonly Evidence[],
  written: ReadonlySet<string>,
): string[] {
  const mine = evidence.filter(({ demand }) => demand.prospect === person.address);
  const expected = new Set(mine.flatMap(({ followUps }) => followUps.map(({ id }) => id)));
  return inbox
    .filter(({ id, from }) => !written.has(id) && !expected.has(id) && from !== trackingAddress)
    .filter(({ from }) => !from.startsWith('mailer-daemon@'))
    .map(({ subject }) => `${person.name} got “${subject}”, which belongs to no thread`);
}

/** Palaan reads without marking: nobody else in the story marks anything as read. */
function unreadComplaints({ person, inbox }: Mailbox): string[] {
  return inbox
    .filter(({ seen }) => seen)
    .map(({ subject }) => `${person.name}: “${subject}” was marked as read`);
}
