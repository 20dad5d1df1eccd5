import type { Message } from '../message.ts';
import { fold } from '../wording.ts';
import type { SubjectSigns } from './machine.ts';
import { places, type Reading, sign } from './reading.ts';
import type { Evidence } from './verdict.ts';

/** Notes are short; a longer text is a person's or a newsletter's. */
const longestNote = 3000;

/**
 * A note that neither a header nor a program's subject gives away. People write "I'm out until Monday" too, so
 * several things that notes say must come together, and nothing that only a reader of our mail would say.
 */
export function noteWithoutProof(message: Message, own: Reading, subject: SubjectSigns): Evidence | null {
  if (own.text.length > longestNote) return null;
  if (!subject.isAnswer && places('challenge', own).length > 0) return sign('challenge', own);
  const found = leftNote(message, own, subject) ?? absenceNote(own, subject) ?? receiptNote(own, subject);
  return found && !isPersonal(message, own) ? found : null;
}

/** "This mailbox is no longer read", or a company's note from the mailbox of the one who left. */
function leftNote(message: Message, own: Reading, subject: SubjectSigns): Evidence | null {
  const left = sign('left', own);
  if (!left) return null;
  const isSelf = places('leftSelf', own).length > 0;
  if (places('automated', own).length > 0 || (isSelf && !subject.isAnswer)) return left;
  if (isSelf && places('thanks', own).length > 0) return left;
  const sentence = fold(left.quote);
  return nameParts(message).some((name) => sentence.includes(name)) ? left : null;
}

function nameParts(message: Message): string[] {
  const name = message.from[0]?.name ?? '';
  return fold(name)
    .split(/[\s,.]+/)
    .filter((part) => part.length >= 4);
}

function absenceNote(own: Reading, subject: SubjectSigns): Evidence | null {
  const says = (saying: Parameters<typeof places>[0]) => places(saying, own).length > 0;
  if (places('left', own).length > 0) return null;
  if (!says('absent')) {
    return subject.absence ? (sign('later', own) ?? sign('limited', own) ?? sign('automated', own)) : null;
  }
  const isNote = subject.absence || says('limited') || says('automated') || says('urgent');
  // Without Re: before the subject a little less will do.
  const isPolite = says('thanks') && says('later');
  return isNote || (!subject.isAnswer && (isPolite || says('deputy'))) ? sign('absent', own) : null;
}

function receiptNote(own: Reading, subject: SubjectSigns): Evidence | null {
  const says = (saying: Parameters<typeof places>[0]) => places(saying, own).length > 0;
  if (places('left', own).length > 0) return null;
  if (says('automated') && (says('received') || says('processed') || says('thanks') || says('limited'))) {
    return sign('automated', own);
  }
  if (!subject.received) return null;
  if (says('received')) return sign('received', own);
  return says('thanks') && says('processed') ? sign('thanks', own) : null;
}

const greeting =
  /^\s*(?:hi|hello|hei|moi|moikka|terve|hej|hejsan|hallo|czesc|witam|dear|lieber|liebe|dzien dobry|guten tag|good morning|panie|pani|szanowny|szanowna|sehr)\b([^\n]{0,60})/u;

/** A question, a greeting by name, or words that answer our mail. */
function isPersonal(message: Message, own: Reading): boolean {
  if (own.text.includes('?') || places('person', own).length > 0) return true;
  const greeted = (greeting.exec(own.folded)?.[1] ?? '').split(/[\s,.!:]+/);
  const names = [...message.to, ...message.cc].flatMap(({ name }) => fold(name).split(/[\s,.]+/));
  return names.some((name) => name.length >= 3 && greeted.includes(name));
}
