import type { Message } from '../message.ts';
import { fold } from '../wording.ts';
import type { SubjectSigns } from './machine.ts';
import { type Reading, says, sign } from './reading.ts';
import type { Evidence } from './verdict.ts';

/** Notes are short; a longer text is a person's or a newsletter's. */
const longestNote = 3000;

/**
 * A note that neither a header nor a program's subject gives away. People write "I'm out until Monday" too, so
 * several things that notes say must come together, and nothing that only a reader of our mail would say.
 */
export function noteWithoutProof(message: Message, own: Reading, subject: SubjectSigns): Evidence | null {
  if (own.text.length > longestNote) return null;
  if (!subject.isAnswer && says('challenge', own)) return sign('challenge', own);
  const found = leftNote(message, own, subject) ?? absenceNote(own, subject) ?? receiptNote(own, subject);
  return found && !isPersonal(message, own) ? found : null;
}

/** "This mailbox is no longer read", or a company's note from the mailbox of the one who left. */
function leftNote(message: Message, own: Reading, subject: SubjectSigns): Evidence | null {
  const left = sign('left', own);
  if (!left) return null;
  const isSelf = says('leftSelf', own);
  if (says('automated', own) || (isSelf && !subject.isAnswer)) return left;
  if (isSelf && says('thanks', own)) return left;
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
  if (says('left', own)) return null;
  if (!says('absent', own)) {
    return subject.absence ? (sign('later', own) ?? sign('limited', own) ?? sign('automated', own)) : null;
  }
  const isNote = subject.absence || says('limited', own) || says('automated', own) || says('urgent', own);
  // Without Re: before the subject a little less will do.
  const isPolite = says('thanks', own) && says('later', own);
  return isNote || (!subject.isAnswer && (isPolite || says('deputy', own))) ? sign('absent', own) : null;
}

function receiptNote(own: Reading, subject: SubjectSigns): Evidence | null {
  if (says('left', own)) return null;
  if (
    says('automated', own) &&
    (says('received', own) || says('processed', own) || says('thanks', own) || says('limited', own))
  ) {
    return sign('automated', own);
  }
  if (!subject.received) return null;
  if (says('received', own)) return sign('received', own);
  return says('thanks', own) && says('processed', own) ? sign('thanks', own) : null;
}

const greeting =
  /^\s*(?:hi|hello|hei|moi|moikka|terve|hej|hejsan|hallo|czesc|witam|dear|lieber|liebe|dzien dobry|guten tag|good morning|panie|pani|szanowny|szanowna|sehr)\b([^\n]{0,60})/u;

/** A question, a greeting by name, or words that answer our mail. */
function isPersonal(message: Message, own: Reading): boolean {
  if (own.text.includes('?') || says('person', own)) return true;
  const greeted = (greeting.exec(own.folded)?.[1] ?? '').split(/[\s,.!:]+/);
  const names = [...message.to, ...message.cc].flatMap(({ name }) => fold(name).split(/[\s,.]+/));
  return names.some((name) => name.length >= 3 && greeted.includes(name));
}
