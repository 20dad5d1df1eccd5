import type { Message } from '../message.ts';
import { anyWording, fold } from '../wording.ts';
import { saysGone } from './bounce/wording/address-gone.ts';
import { isChallenge } from './challenge.ts';
import { evidence } from './evidence.ts';
import type { SubjectSigns } from './machine.ts';
import { speaksOfOneself } from './oneself.ts';
import { refusalIn } from './opt-out.ts';
import { asks, places, quoting, type Reading, says, sign } from './reading.ts';
import { answerTime, formCopy } from './receipt-form.ts';
import { sentencesOf } from './sentences.ts';
import type { Evidence } from './verdict.ts';

/** Notes are short; a longer text is a person's or a newsletter's. */
const longestNote = 3000;

/** "Your automatic reply amused me", "I got an automatic reply that Tom is on leave": another one, and no note. */
const anotherReply = anyWording(
  "(?<!(you|you've|you have) )(got|received|had|getting) (an|another|your|his|her|their|the same) (~ )?(auto(matic|mated)?|out( |-)of( |-)office|autoresponder|auto-?reply)",
  '(sain|saimme|saatiin) (~ )?(automaattivastau*|automaattisen|poissaoloviest*)',
  '(jag|vi) (* ){0,2}(fick|får|fått) (~ )?(autosvar*|automatiskt|automatsvar*|frånvaromeddelande*)|(fick|får) (jag|vi) (~ )?(autosvar*|automatiskt|automatsvar*|frånvaromeddelande*)',
  '(ich|wir) (* ){0,4}(bekam|bekamen|bekomme|bekommen|erhielt|erhielten|erhalten|kriege) (~ )?(automatische|autoantwort|abwesenheits*)|(ich|wir) (* ){0,4}(automatische|autoantwort|abwesenheits*) (* )?(* )?(bekommen|erhalten|gekriegt)',
  '(dostałem|dostałam|dostaliśmy|otrzymałem|otrzymałam|otrzymaliśmy) (~ )?(automatyczn*|autoodpowied*|autorespon*)',
  'your (~ )?(auto(matic|mated)?|out( |-)of( |-)office) ?(reply|response|message|answer|note)?',
  '(teidän|sinun|teiltä|sinulta) (~ )?(automaattivastau*|automaattinen|poissaoloviesti*)|automaattivastauksesi|automaattivastauksenne|poissaoloviestisi|poissaoloviestinne',
  '(ert|era|er|ditt|din) (~ )?(automatiska?|autosvar|frånvaromeddelande)',
  '(ihre|ihrer|deine|deiner|eure) (~ )?(automatische|autoantwort|abwesenheitsnotiz|abwesenheitsnachricht)',
  '(twoj*|państwa|pana|pani|pańsk*|wasz*) (~ )?(automatyczn*|autoodpowied*|autoresponder*)',
);

/**
 * A note that neither a header nor a program's subject gives away. People write "I'm out until Monday" too, so
 * several things that notes say must come together, and nothing that only a reader of our mail would say.
 */
export function noteWithoutProof(message: Message, own: Reading, subject: SubjectSigns): Evidence | null {
  if (own.text.length > longestNote || anotherReply.test(own.folded)) return null;
  // A challenge to an answer of ours has a link to click on; a person who speaks of one has none.
  const asksBack = asks(own) && speaksOfOneself(own.folded) && !says('automated', own);
  const isLinked = own.text.includes('://') && !asksBack;
  if (says('challenge', own) && (!subject.isAnswer || isLinked)) return sign('challenge', own);
  if (!subject.isAnswer && isChallenge(own)) return evidence('challenge', 'words', own.text.trim());
  const bot = botIn(own) ?? confirmation(own, subject);
  if (bot) return bot;
  const found = leftNote(message, own, subject) ?? absenceNote(own, subject) ?? receiptNote(own, subject);
  return found && !isPersonal(message, own) ? found : null;
}

/** "I'm Otto, the virtual assistant of Pennine Aggregates": no person says so, whatever else is asked. */
const bot =
  /\b(?:i'?m|i am|this is|my name is|ich bin|hier ist|mein name ist|jestem|tu|nazywam sie|mitt namn ar|nimeni on|ma oon|mina olen|olen|taalla|jag (?:ar|heter)|soy|je suis|sono|ik ben|jeg er)\b[^.!?\n]{0,60}\b(?:(?:virtual|digital|ai|automated|automatic) (?:assistant|agent|advis[eo]r|helper|colleague)|ai-assistant|chat-?bot\p{L}*|chat{1,2}-?robot\p{L}*|(?:virtuelle|digitale)[rn]? (?:assistent|berater|helfer)\p{L}*|wirtualn[aey]\p{L}* (?:asystent|doradc|konsultant|pomocni)\p{L}*|chat{1,2}i-?(?:apulai\p{L}*|avustaj\p{L}*)|virtuaali(?:apulai|apuri|avustaj)\p{L}*|tekoalyavustaj\p{L}*|\p{L}{0,20}botti|(?:virtuella?|digitala?) (?:assistent|radgivare)\p{L}*|asistente virtual|assistant virtuel\p{L}*|assistente virtuale|virtuele assistent\p{L}*|digital(?:e[rn]?|a)? (?:mitarbeiter\p{L}*|medarbetare|kolleg[ae]))/u;

/** The words by which a program says that it is one; null where it is a person. */
export function botIn(own: Reading): Evidence | null {
  const found = bot.exec(own.folded);
  if (!found || own.text.length > longestBot) return null;
  return quoting('bot-phrase', 'words', own, { at: found.index, end: found.index + found[0].length });
}

/** A person who forwards what a bot wrote adds to it. */
const longestBot = 800;

const thisMailbox =
  /\b(?:this|diese[srm]?|tama|ta|ten|niniejsz\p{L}+|denna?|detta|den har) (?:e-?mail[- ]?|mail-?)?(?:mailbox|inbox|address|account|postfach|adresse|konto|\p{L}{0,9}postilaatikko|\p{L}{0,11}osoite|skrzynka|adres|brevlada|\p{L}{0,6}adress)\b/u;

/** "This mailbox has been closed": nobody writes so from it by hand. */
function closedMailbox(own: Reading): Evidence | null {
  const closed = sentencesOf(own.folded).find(({ at, end }) => {
    const sentence = own.folded.slice(at, end);
    return thisMailbox.test(sentence) && saysGone(sentence);
  });
  return closed ? quoting('closed-mailbox', 'words', own, closed) : null;
}

/** "This mailbox is no longer read", or a company's note from the mailbox of the one who left. */
function leftNote(message: Message, own: Reading, subject: SubjectSigns): Evidence | null {
  const left = sign('left', own);
  if (!left) return closedMailbox(own);
  const isSelf = says('leftSelf', own);
  // "I am retired and have no company. Write no more to me."
  if (isSelf && refusalIn(own) !== null) return null;
  const words = fold(left.quote.replace(/\S{0,64}@\S{0,255}/g, ' ')).split(/[^\p{L}]+/u);
  const isNamed = nameParts(message).some((name) => words.includes(name));
  // "Anders has left and nobody reads his address, write to Fatima": under our subject, from another one's mailbox.
  const byColleague = subject.isAnswer && !isSelf && !isNamed && nameParts(message).length > 1;
  if ((says('automated', own) && !byColleague) || (isSelf && !subject.isAnswer)) return left;
  if (isSelf && says('thanks', own)) return left;
  return isNamed ? left : closedMailbox(own);
}

function nameParts(message: Message): string[] {
  const name = message.from[0]?.name ?? '';
  return fold(name)
    .split(/[\s,.]+/)
    .filter((part) => part.length >= 4);
}

const longestClosure = 600;

/** A house that is shut, and not a person who is away. */
const closing =
  /\b(?:(?:our|the) (?:\p{L}+ ){0,3}(?:office|offices|yard|shop|store|factory|plant|company|workshop|warehouse)[^.!?\n]{0,30}\b(?:closed|shut)|we (?:are|will be|'re) closed|(?:toimisto|toimistomme|tehdas|tehtaamme|myymala|myymalamme|varasto|konttori|liike|liikkeemme)\p{L}{0,4} (?:on|ovat) (?:suljettu|kiinni)|(?:buro|betrieb|geschaft|werkstatt|praxis|firma|lager|werk|verwaltung)[^.!?\n]{0,20}\bgeschlossen|ruht (?:\p{L}+ ){0,3}betrieb|betrieb ruht|wir haben (?:\p{L}+ ){0,4}(?:geschlossen|betriebsferien|betriebsurlaub)|(?:biuro|firma|sklep|zaklad|warsztat|magazyn)[^.!?\n]{0,30}\b(?:nieczynn\p{L}+|zamkniet\p{L}+)|\d[^.!?\n]{0,20} zamkniete|(?:kontoret|butiken|verkstaden|lagret|vi) (?:har|haller|ar) (?:\p{L}+ ){0,3}stangt)/u;

function absenceNote(own: Reading, subject: SubjectSigns): Evidence | null {
  if (says('left', own)) return null;
  if (!says('absent', own)) {
    return subject.absence ? (sign('later', own) ?? sign('limited', own) ?? sign('automated', own)) : null;
  }
  const isNote = subject.absence || says('limited', own) || says('automated', own) || says('urgent', own);
  // "Our office is closed 23.12.-6.1.": a new mail with no more than that answers ours by itself.
  const closed = !subject.isAnswer && own.text.length < longestClosure ? closing.exec(own.folded) : null;
  if (closed)
    return quoting('closed-phrase', 'words', own, { at: closed.index, end: closed.index + closed[0].length });
  // Without Re: before the subject a little less will do.
  const isPolite = says('thanks', own) && says('later', own);
  return isNote || (!subject.isAnswer && (isPolite || says('deputy', own))) ? sign('absent', own) : null;
}

/** What keeps people from answering, where "automatic reply" alone may be what they speak of. */
const unanswerable =
  /\b(?:not|don't|no|un\p{L}+|ala|alkaa|ei|eika|nie|nicht|keine|inte|ej|ne|non|niet|ikke)\b/u;

/** "This is an automatic message": said of itself, where people speak of another one. */
const declared = anyWording(
  "(this is|it is|it's) an (auto(mated|matic|matically generated)?|auto-?generated)(-| )?(reply|response|message|answer|e-?mail|acknowledg*ment)",
  '(tämä|kyseessä) on (~ )?automaatti(nen|vastaus|viesti|sesti) (viesti|vastaus|ilmoitus|lähetetty|luotu)?',
  '(dies|das|hierbei|es) (ist|handelt) (~ )?(automatisch|automatische|automatisierte|automatisch (erzeugte|erstellte|generierte|versandte)) (antwort|nachricht|e-?mail|mail|eingangsbestätigung)',
  '(detta|det här) är (ett|en) (automatiskt|automatisk|automatgenererat|autosvar) (svar|meddelande|mejl|mail|bekräftelse)?',
  '(to|jest to|to jest) (wiadomość|odpowiedź|mail)? ?(automatyczna|automatyczny|wygenerowana automatycznie) (wiadomość|odpowiedź|mail)?',
);

function receiptNote(own: Reading, subject: SubjectSigns): Evidence | null {
  if (says('left', own)) return null;
  if (
    says('automated', own) &&
    (subject.received ||
      (['received', 'processed', 'thanks', 'limited'] as const).some((saying) => says(saying, own)))
  ) {
    // "I got an automatic reply that you answer within two days": one who answers, and speaks of himself.
    return subject.isAnswer && speaksOfOneself(own.folded) ? null : sign('automated', own);
  }
  if (!subject.isAnswer && declared.test(own.folded)) return sign('automated', own);
  // "This mailbox is not monitored. Please do not reply to this message."
  const told = places('automated', own).map(({ at, end }) => own.folded.slice(at, end));
  if (told.length > 1 && told.some((words) => unanswerable.test(words))) return sign('automated', own);
  // "I filled in your form and got a ticket number" is a person's: one and the same words do not say both.
  const processed = places('processed', own);
  const isReceipt = places('received', own).some((one) =>
    processed.some((other) => other.at >= one.end || other.end <= one.at),
  );
  if (!subject.received && (subject.isAnswer || !isReceipt)) return null;
  if (says('received', own)) return sign('received', own);
  return says('thanks', own) && says('processed', own) ? sign('thanks', own) : null;
}

/**
 * The confirmation of a shop, a form or a small firm, without any header: it stands under a subject of its own ("Thank
 * you for your message"), where a person answers under ours, and tells how soon mail is answered or repeats a form.
 */
function confirmation(own: Reading, subject: SubjectSigns): Evidence | null {
  if (subject.isAnswer || says('left', own)) return null;
  const copied = formCopy(own);
  if (
    copied !== null &&
    (['thanks', 'received', 'processed', 'automated'] as const).some((one) => says(one, own))
  )
    return quoting('form-copy', 'words', own, { at: copied, end: copied + 1 });
  if (!subject.received || speaksOfOneself(own.folded)) return null;
  const time = answerTime(own);
  return time && quoting('answer-time', 'words', own, time);
}

const greeting =
  /(?:^|\n)[ \t]*(?:hi|hey|hello|hei|hoi|moi|moikka|terve|hej|hejsan|hallo|czesc|witam|dear|lieber|liebe|dzien dobry|guten tag|good morning|panie|pani|szanowny|szanowna|sehr)\b([^\n]{0,60})/u;

/** "Urgent? Ring …": what notes ask themselves. */
const ofNotes =
  /\b(?:urgent|emergency|akut(?:a|e)? \p{L}{3,12}|akut|dringend|notfall|(?:any |har du |haben sie |noch )?(?:questions|fragen|fragor)|kiire\p{L}*|kysyttavaa|pilne|pytania|pilna sprawa)\?/gu;

/** A question, a greeting by name, or words that answer our mail. */
function isPersonal(message: Message, own: Reading): boolean {
  const text = own.folded.replace(ofNotes, '');
  return text.includes('?') || says('person', own) || greetsByName(message, own);
}

/** "Hi Sam", to one of those to whom it is sent. */
export function greetsByName(message: Message, own: Reading): boolean {
  const greeted = (greeting.exec(own.folded.slice(0, 400))?.[1] ?? '').split(/[\s,.!:]+/);
  const names = [...message.to, ...message.cc].flatMap(({ name }) => fold(name).split(/[\s,.]+/));
  return names.some((name) => name.length >= 3 && greeted.some((word) => isCalled(word, name)));
}

/** "Jacku" is Jacek: languages bend the end of a name. */
function isCalled(word: string, name: string): boolean {
  return (
    word === name || (name.length >= 5 && word.length >= 4 && word.startsWith(name.slice(0, name.length - 2)))
  );
}
