import { header, type Message } from '../message.ts';
import { evidence } from './evidence.ts';
import { noReplySender, subjectSigns } from './machine.ts';
import { byAgent } from './ticket.ts';
import type { Evidence, JudgeContext, Verdict } from './verdict.ts';

/**
 * Mail to many: a post of a mailing list, a newsletter, a notification. An answer to mail of ours is none of
 * them, whatever headers a gateway or a sales tool put on it.
 */
export function judgeBulk(message: Message, context: JudgeContext): Verdict | null {
  if (answersUs(message, context) || byAgent(message)) return null;
  const found =
    listMark(message) ??
    (isReply(message) ? null : (newsletterMark(message) ?? machineMark(message) ?? newsletterText(message)));
  return found && { verdict: 'bulk', evidence: [found] };
}

/**
 * It names a Message-ID of ours, or it is a reply sent to the seller by address, or to people and not to the list whose
 * headers it bears: the writer's house has a group mailbox.
 */
function answersUs(message: Message, context: JudgeContext): boolean {
  const ids = [...message.inReplyTo, ...message.references];
  if (ids.some((id) => context.isOwnId?.(id))) return true;
  const sellers = context.sellerAddresses ?? [];
  const addressed = [...message.to, ...message.cc].some(({ address }) => sellers.includes(address));
  return isReply(message) && (addressed || isBesideList(message));
}

/** The list that the headers name (RFC 2369, RFC 2919) stands neither in To nor in Cc. */
function isBesideList({ headers, to, cc }: Message): boolean {
  const post = /<mailto:([^@>?]{1,64})@/i.exec(header(headers, 'list-post') ?? '')?.[1];
  const id = /<?([^<>.\s]{1,64})\.[^<>\s]{1,200}>?\s*$/.exec(header(headers, 'list-id') ?? '')?.[1];
  const names = [post, id].filter((name) => name !== undefined).map((name) => name.toLowerCase());
  const people = [...to, ...cc].map(({ address }) => address.slice(0, address.lastIndexOf('@')));
  return names.length > 0 && people.length > 0 && !people.some((name) => names.includes(name));
}

function isReply(message: Message): boolean {
  return message.inReplyTo.length > 0 || message.references.length > 0;
}

/** Fields that list managers put on every post (RFC 2369, RFC 2919 and older ones). */
const listFields = [
  'list-id',
  'list-post',
  'mailing-list',
  'x-mailing-list',
  'x-mailman-version',
  'x-beenthere',
  'x-list',
  'x-listserver',
  'x-ml-name',
  'x-ml-count',
  'x-loop-list',
  'x-google-group-id',
  'x-yahoo-groups-subscribe',
];

function listMark(message: Message): Evidence | null {
  for (const name of listFields) {
    const value = header(message.headers, name);
    if (value !== null) return evidence('list-header', `header:${name}`, value);
  }
  const precedence = header(message.headers, 'precedence')?.trim() ?? '';
  if (/^list$/i.test(precedence)) return evidence('precedence-list', 'header:precedence', precedence);
  const sender = message.sender?.address ?? '';
  if (
    /^(?:owner-[^@]{1,60}|[^@]{1,60}-(?:owner|bounces|admin|request))@/.test(sender) &&
    hasFooter(message.text)
  ) {
    return evidence('list-sender', 'header:sender', sender);
  }
  return null;
}

/** The line that list managers put below each post. */
function hasFooter(text: string): boolean {
  return /^(?:_{20,200}|-{20,200})\s*$/m.test(text.slice(-2_000));
}

/** Fields of newsletters and of the services that send them. */
const newsletterFields = [
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-help',
  'list-subscribe',
  'x-campaign',
  'x-campaignid',
  'x-campaign-id',
  'x-mc-user',
  'x-mailer-recptid',
  'x-newsletter',
  'x-job',
  'x-rpcampaign',
  'x-csa-complaints',
  'x-sfmc-stack',
  'x-emarsys-identify',
];

function newsletterMark(message: Message): Evidence | null {
  for (const name of newsletterFields) {
    const value = header(message.headers, name);
    if (value !== null) return evidence('newsletter-header', `header:${name}`, value);
  }
  const precedence = header(message.headers, 'precedence')?.trim() ?? '';
  if (/^(?:bulk|junk|list)$/i.test(precedence)) {
    return evidence('precedence-bulk', 'header:precedence', precedence);
  }
  return null;
}

/** The line above newsletters, for those whose mail program shows them badly. */
const ABOVE =
  /(?:view|read|open|see) (?:this|it|the) ?(?:e-?mail|message|newsletter|mailing)? (?:in|on|with) (?:your|a|the) (?:web )?browser|(?:view|read) (?:the |an )?(?:online|web) version|having trouble (?:viewing|reading) this|(?:mail|nachricht|newsletter) nicht (?:richtig|korrekt) (?:dargestellt|angezeigt)|zur online-?version|im browser (?:ansehen|anzeigen|öffnen)|(?:voir|afficher|consulter) (?:la version en ligne|dans votre navigateur)|ver (?:en|no) (?:el|tu|seu) navegador|(?:avaa|katso|lue) (?:viesti|uutiskirje|sähköposti)[^\s]{0,6} selaimessa|(?:visa|läs|öppna) (?:i|i din) webbläsare|(?:zobacz|otwórz|wyświetl|czytaj) (?:\S{1,20} )?w przeglądarce/i;

/** The words below them; a person may use these, so they count only beside web addresses. */
const BELOW =
  /unsubscribe from (?:this|our|future|these)|to unsubscribe,? (?:click|from|please|visit)|if you no longer wish to receive|you are receiving this (?:e-?mail|message|newsletter) because|to be removed from (?:this|our|future)|newsletter (?:abbestellen|abmelden)|peruuta uutiskirje|avprenumerera på|wypisz się z newslettera|se désinscrire de|darse de baja de/i;

function newsletterText(message: Message): Evidence | null {
  // "AW: News of spring": the newsletter is what the answer quotes.
  if (message.words.quote !== '' && subjectSigns(message.subject, message.language).isAnswer) return null;
  const above = ABOVE.exec(message.text.slice(0, 600));
  if (above) return evidence('newsletter-text', 'text', above[0]);
  const end = message.text.slice(-4_000);
  const below = end.split(/https?:\/\//, 3).length > 2 ? BELOW.exec(end) : null;
  return below && evidence('newsletter-text', 'text', below[0]);
}

/** Notifications: sent by an address that says that it reads nothing, or marked as generated by a program. */
function machineMark(message: Message): Evidence | null {
  const auto = header(message.headers, 'auto-submitted');
  if (auto !== null && /^\s*auto-generated/i.test(auto)) {
    return evidence('auto-generated', 'header:auto-submitted', auto);
  }
  return noReplySender(message);
}
