import type { HeaderField, Message } from '../message.ts';
import { isForwardSubject, isReplySubject } from '../subject.ts';
import { fold } from '../wording.ts';
import { evidence } from './evidence.ts';
import { said, saysFirst, saysOnly } from './phrases/vocabulary.ts';
import type { Evidence } from './verdict.ts';

/** Header fields that only responders write. X-Auto-Response-Suppress is a wish of a sender, and proves nothing. */
const responderField =
  /^x-(?:[a-z0-9]{1,20}-)?(?:auto-?(?:repl(?:y|ied)|respon(?:d|der|se)|generated|submitted|answer)|vacation|away-message)(?:-(?!suppress)[a-z-]{1,30})?$/;
const never = /^(?:no|false|0|none|never)\b/i;

/** The header field by which a program says that it wrote the mail (RFC 3834 and its forerunners), or null. */
export function responderHeader(message: Message): Evidence | null {
  for (const field of message.headers) {
    const rule = ruleOf(field);
    if (rule) return evidence(rule, `header:${field.name}`, field.value);
  }
  return null;
}

function ruleOf({ name, value }: HeaderField): string | null {
  const text = value.trim().toLowerCase();
  if (name === 'auto-submitted')
    return /^auto-(?:replied|generated|notified)/.test(text) ? 'auto-submitted' : null;
  if (name === 'precedence' || name === 'x-precedence')
    return /^auto[-_ ]?reply/.test(text) ? 'precedence-auto-reply' : null;
  if (name === 'x-post-messageclass') return /autoresponder/.test(text) ? 'autoresponder-class' : null;
  if (name === 'x-message-class' || name === 'x-ms-exchange-message-class')
    return /oof|rules/.test(text) ? 'autoresponder-class' : null;
  if (name === 'x-fc-machinegenerated') return text === 'true' ? 'machine-generated' : null;
  if (name === 'delivered-to') return text.startsWith('autoresponder') ? 'autoresponder' : null;
  // Certified mail's own receipts: "accettazione", "avvenuta-consegna".
  if (name === 'x-ricevuta')
    return /^(?:accettazione|avvenuta-consegna|presa-in-carico)/.test(text) ? 'receipt-field' : null;
  if (name === 'x-mailer')
    return /^vacation\b|auto-?respond|autoreply/.test(text) ? 'responder-mailer' : null;
  if (!responderField.test(name) || name === 'x-auto-response-suppress') return null;
  return never.test(text) ? null : 'responder-field';
}

const noReply =
  /^(?:[^@]{0,40}[._+-])?(?:no-?_?reply|do-?_?not-?_?reply|noreply[^@]{0,40}|mailer-daemon|ei-?vasta[a-z]{0,5}|keine-?antwort|nie-?odpowiadaj|svara-?inte)@/;

/** A sender that says that it reads nothing. */
export function noReplySender(message: Message): Evidence | null {
  const from = message.from[0]?.address ?? '';
  return noReply.test(from) ? evidence('no-reply-sender', 'header:from', from) : null;
}

/** What tags of lists and gateways put before a subject. */
const tag =
  /^\s*(?:\[[^\]]{0,40}\]|【[^】]{0,40}】|\((?:external|extern|ext|ulkoinen)\)|(?:external|extern|ext):)\s*/i;

/** A subject as the judge reads it. */
export interface SubjectSigns {
  /** A program's own prefix ("Automatic reply: …"). */
  prefix: Evidence | null;
  /** The subject itself says that someone is away, or that mail has come in. */
  absence: boolean;
  received: boolean;
  /** What the subject says of the absence itself; '' where it is only our own subject again. */
  note: string;
  /** Re:, AW:, VS: first: an answer, by a person or by a program that imitates one. */
  isAnswer: boolean;
}

/** What a subject tells of how the mail came to be. */
export function subjectSigns(subject: string, language: string | null): SubjectSigns {
  const shown = subject.slice(0, 300).normalize('NFC');
  const untagged = shown.replace(tag, '');
  const isAnswer = isReplySubject(untagged) || isForwardSubject(untagged);
  // "Odp: our offer [autoodpowiedź]" may be answered by a person as well: it is no proof.
  if (isAnswer)
    return { prefix: null, absence: hasProgramSuffix(fold(shown)), received: false, note: '', isAnswer };
  const bare = shown.replace(tag, '').replace(tag, '');
  const prefix = programPrefix(shown) ?? programPrefix(bare);
  const rest = prefix === null ? bare : bare.slice(prefix);
  const folded = fold(rest);
  const told = said('absent', folded, language).length > 0 || dominoDay.test(fold(bare));
  // "AUTO: Jane Doe is out of the office": Domino's own words, whatever stood before the colon.
  const absence = told || startsWithAbsence(fold(bare));
  return {
    prefix:
      prefix === null && !isDomino(fold(bare), told) ? null : evidence('automatic-subject', 'subject', shown),
    absence: absence || (prefix !== null && startsWithAbsence(fold(bare))),
    received: saysFirst('subjectReceived', fold(bare)) !== null || ticket.test(fold(shown)),
    note: told || prefix === null ? rest : '',
    isAnswer,
  };
}

/** Domino's out-of-office agent: "AUTO: Jane Doe is out of the office (returning 21.09.2026)". */
function isDomino(folded: string, told: boolean): boolean {
  return told && /^\s*auto\s?:/.test(folded);
}

/** It ends in the day of return, whatever the language before it. */
const dominoDay = /^\s*auto\s?:[^()]{3,120}\([^()]{0,40}\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\)\.?\s*$/;

/** Whether a subject is Domino's, which names the day of return itself. */
export function namesReturn(subject: string): boolean {
  return dominoDay.test(fold(subject.slice(0, 300)));
}

/** How long a program's prefix is, its colon included; null where there is none. */
function programPrefix(subject: string): number | null {
  const folded = fold(subject);
  const bracketed = /^\s*[[(*]+\s*([^\])*]{3,40})[\])*]+/u.exec(folded);
  if (bracketed && isPrefix(bracketed[1] ?? '')) return bracketed[0].length;
  const colon = /[::]/u.exec(folded)?.index ?? -1;
  if (colon > 0 && colon < 45 && isPrefix(folded.slice(0, colon))) return colon + 1;
  // "Inwentaryzacja - autoodpowiedź", "Re: our offer (Out of Office)".
  if (hasProgramSuffix(folded)) return folded.length;
  const again = /\s(?:re|aw|sv|vs|odp|fwd?)\s?:/u.exec(folded);
  if (again && again.index < 60 && isPrefix(folded.slice(0, again.index))) return again.index;
  return isPrefix(folded) ? folded.length : null;
}

function hasProgramSuffix(folded: string): boolean {
  const last = /\s(?:-|\(|\[)\s?([^()[\]-]{5,40})[)\]]?\s*$/u.exec(folded);
  return last !== null && isPrefix(last[1] ?? '');
}

/** "Ticket#2026091010000123", "[Case 00412]", "Zgłoszenie nr 3321": what ticket systems put before our own subject. */
const ticket =
  /^\s*[[(]?(?:ticket|case|request|inquiry|incident|vorgang|anfrage|zgloszenie|sprawa|arende|tapaus|tiketti|palvelupyynto|demande|sag|sak|melding|ticketnummer)\s{0,2}(?:id|nr|no|numer)?\.?\s{0,2}[#:-]?\s{0,2}[a-z]{0,4}-?\d{3,}/;

/** Words too plain to prove a program by themselves, though some programs put them before a colon. */
const plain =
  /^(?:auto|vacation|away|absent|holiday|urlaub|urlop|semester|ledig|lomalla|bortrest|poissaolo|nieobecn[ya])$/;

function isPrefix(folded: string): boolean {
  const text = folded.trim();
  return !plain.test(text) && saysOnly('subjectPrefix', text);
}

/** "Poissa tiistai-torstai", "OOO until 5 Aug", "Abwesenheit Re: …": the words first, then days or our subject at most. */
function startsWithAbsence(folded: string): boolean {
  const length = saysFirst('subjectAbsence', folded);
  if (length === null) return false;
  const rest = folded.slice(length).trim();
  return rest.length <= 40 || /^[-:(,]|^(?:re|aw|sv|vs|odp)\s?:/.test(rest);
}
