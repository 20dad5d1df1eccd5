import { header, type Message } from '../../message.ts';
import { isForwardSubject, isReplySubject } from '../../subject.ts';
import type { Notice } from './notice.ts';
import { delays } from './signs/delays.ts';
import { daemonSender, isMailerDaemon, machineMark, reportForm } from './signs/program.ts';
import type { Sign } from './signs/sign.ts';
import {
  bounceOpening,
  bounceSubject,
  hasAddress,
  isBareReply,
  isPersonal,
  isShortNotice,
  isTicket,
  MAX_OPENING,
  NOTICE_LINES,
  namesAddress,
  OPENING_LINES,
  RETURNED_FIELD,
  smtpReply,
} from './signs/text.ts';
import { saysArrived } from './signs/undelivered.ts';
import { isNote, namedFailure, tellsFailure, toldInWords } from './told.ts';
import { saysGone } from './wording/address-gone.ts';

/** All that is to be seen on a mail which may be a bounce. */
interface Seen {
  message: Message;
  notice: Notice;
  sender: Sign | null;
  machine: Sign | null;
  subject: Sign | null;
  reply: Sign | null;
  opening: (Sign & { begins: boolean }) | null;
  isTicket: boolean;
  /** Addresses stand there as a list, or the returned mail does. */
  isListed: boolean;
}

/**
 * The signs of a bounce that is none by its form. The empty envelope or "postmaster" alone prove nothing:
 * absence notes have them too. A person who forwards, quotes or discusses a bounce has words of their own
 * first, and does not write from a daemon's address.
 */
export function bounceSigns(message: Message, notice: Notice): Sign[] {
  const failed = header(message.headers, 'x-failed-recipients');
  if (failed) return [{ rule: 'x-failed-recipients', where: 'header:x-failed-recipients', quote: failed }];

  const sender = daemonSender(message);
  const byPerson = isForwardSubject(message.subject) || isReplySubject(message.subject);
  // A postmaster who answers himself does not write with an empty envelope.
  const isDaemon = isMailerDaemon(message) || (sender !== null && message.returnPath === '');
  if (byPerson && !isDaemon) return present([answeredInVain(message, notice)]);
  const isTicketMail = isTicket(notice.lines);
  const seen: Seen = {
    message,
    notice,
    sender,
    machine: machineMark(message),
    subject: bounceSubject(message.subject),
    reply: smtpReply(notice.lines),
    opening: isTicketMail ? null : bounceOpening(notice.lines, sender ? NOTICE_LINES : OPENING_LINES),
    isTicket: isTicketMail,
    isListed: notice.returned.length > 0 || namesAddress(notice.lines),
  };
  return (
    byWords(seen) ??
    byDaemon(seen) ??
    byEnvelope(seen) ??
    present([toldInWords(message, notice, sender !== null)])
  );
}

/**
 * A daemon need only say so. Other programs show another sign of a program; a sender without any must begin with the
 * words under a known subject, or return the mail's header or the other server's reply.
 */
function byWords({
  message,
  notice,
  sender,
  machine,
  subject,
  reply,
  opening,
  ...seen
}: Seen): Sign[] | null {
  const returned = notice.returned.some((line) => RETURNED_FIELD.test(line));
  const isNoNote = () => namedFailure(message, notice) !== null || !isNote(message, null);
  const said =
    opening &&
    (sender !== null ||
      (machine !== null && isNoNote() && (opening.begins || subject !== null || seen.isListed)) ||
      (opening.begins && subject !== null && !isPersonal(notice.lines)) ||
      ((opening.begins || subject !== null) && (returned || reply?.rule === 'smtp-reply')));
  if (said) return present([opening, sender, subject, machine]);
  if (opening && subject && isShortNotice(notice.lines)) return present([opening, subject]);
  // A sending service that tells of it in words of its own: the subject and the other server's reply say enough.
  if (machine && subject && reply?.rule === 'smtp-reply' && !seen.isTicket)
    return present([subject, reply, machine]);
  return null;
}

/** What is enough where a mail server writes, by its From field. */
function byDaemon({ message, notice, sender, machine, subject, reply, ...seen }: Seen): Sign[] | null {
  if (!sender) return null;
  if (subject && !seen.isTicket) return present([sender, subject, machine]);
  // "foo@… is no longer in use": a postmaster who says so has not passed the mail on.
  const first = notice.lines.slice(0, OPENING_LINES);
  if (hasAddress(first) && !seen.isTicket) {
    const gone = first.find((line) => saysGone(line.slice(0, 500)));
    if (gone !== undefined) return present([{ rule: 'address-gone', where: 'text', quote: gone }, sender]);
  }
  if (reply && (seen.isListed || hasAddress(notice.lines))) return present([sender, reply]);
  // Whatever the language: a mailer-daemon names an address because mail did not reach it.
  const isNamed = hasAddress(notice.lines.slice(0, NOTICE_LINES));
  if (isMailerDaemon(message) && isNamed && !saysArrived(notice.lines.join(' ')))
    return present([sender, machine]);
  if (seen.isListed && notice.lines.some(isBareReply)) return present([sender]);
  const form = reportForm(message);
  return form && present([form, sender, subject]);
}

/** A mail server with an empty envelope has nothing else to tell, unless a responder of the house writes in its name. */
function byEnvelope({ message, notice, sender, machine, ...seen }: Seen): Sign[] | null {
  if (!sender || message.returnPath !== '' || seen.isTicket) return null;
  const isOther = () => isNote(message, null) || saysArrived(notice.lines.join(' '));
  if (isMailerDaemon(message) && (tellsFailure(message, notice) || !isOther()))
    return present([sender, machine]);
  const isReturned = notice.returned.length > 0 && !isNote(message, namedFailure(message, notice));
  return isReturned ? present([sender, machine]) : null;
}

/** A host that puts "Re:" before our subject: its envelope is empty, and it says that our mail to an address failed. */
function answeredInVain(message: Message, notice: Notice): Sign | null {
  if (!namedFailure(message, notice)?.isSentTo || !tellsFailure(message, notice)) return null;
  return isPersonal(notice.lines) ? null : toldInWords(message, notice, false);
}

/** Whether the mail warns that delivery is late, and does not say that it failed. */
export function warnsOfDelay(message: Message, notice: Notice): boolean {
  const text =
    `${message.subject}\n${notice.lines.slice(0, NOTICE_LINES).join(' ').slice(0, MAX_OPENING)}`.toLowerCase();
  if (GIVEN_UP.test(text)) return false;
  const plain = text.replace(/\s+/g, ' ');
  return delays.some((phrase) => plain.includes(phrase));
}

const GIVEN_UP =
  /\b(?:permanent (?:fatal )?(?:error|failure)|failed permanently|gave up|given up|giving up)\b/;

function present(signs: (Sign | null)[]): Sign[] {
  return signs.filter((sign) => sign !== null);
}
