/** Longer subjects are not read to their end. */
const LONGEST_SUBJECT = 1000;
const LONGEST_PROJECT = 120;

/** What mail programs write before the subject of an answer. */
const REPLY = [
  're', // English, French, Spanish and many more
  'vs', // Finnish
  'vast', // Finnish, as Notes writes it
  'sv', // Swedish, Danish, Norwegian
  'svar', // the same, as Notes writes it
  'aw', // German
  'antwort',
  'odp', // Polish, Czech, Slovene
  'antw', // Dutch
  'rif', // Italian
  'r', // Italian
  'res', // Portuguese
  'rv', // Spanish; also forwarded
  'réf', // French
  'ref',
  'ynt', // Turkish
  'vá', // Hungarian
  'на', // Russian, as some programs write "Re"
  'отв', // Russian
  'ответ',
  'απ', // Greek
  '回复', // Chinese
  '答复',
  '返信', // Japanese
];

/** What mail programs write before the subject of a forwarded mail. */
const FORWARD = [
  'fw', // English
  'fwd',
  'vl', // Finnish
  'vb', // Swedish
  'vidaresänt',
  'vs', // Norwegian; the same letters as Finnish "answer"
  'wg', // German
  'pd', // Polish
  'przekaż',
  'i', // Italian
  'inoltro',
  'enc', // Portuguese
  'tr', // French
  'doorst', // Dutch
  'továbbítás', // Hungarian
  'ilt', // Turkish
  'пересл', // Russian
  'πρθ', // Greek
  '转发', // Chinese
  '転送', // Japanese
];

// All run on text whose white space has been collapsed, from a fixed place: linear.
const COUNTER = String.raw`(?: ?[[(]\d{1,3}[\])]|\^\d{1,3}|\d{1,2})?`;
const REPLY_PREFIX = new RegExp(`^(?:${REPLY.join('|')})${COUNTER} ?[:：] ?`, 'iu');
const FORWARD_PREFIX = new RegExp(`^(?:${FORWARD.join('|')})${COUNTER} ?[:：] ?`, 'iu');
const REPLY_INSIDE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${REPLY.filter((mark) => mark.length > 1).join('|')})${COUNTER} ?[:：]`,
  'iu',
);
const PREFIX = new RegExp(`^(?:${[...REPLY, ...FORWARD].join('|')})${COUNTER} ?[:：] ?`, 'iu');
const TAG = /^\[[^[\]]{0,60}\] ?/u;
/** What gateways add to mail from outside: `(EXTERNAL)`, `[Extern]`, `{Spam?}`, `EXT:`, `***SPAM***`. */
const MARK = String.raw`(?:external|extern|externe?l?|ext|ulkoinen|zewnętrzny|zewn|spam\??)(?: (?:e-?mail|mail|sender|message))?`;
const LEADING_MARK = new RegExp(`^(?:[({] ?${MARK} ?[)}]|\\*{1,5} ?${MARK} ?\\*{1,5}|${MARK} ?:) ?`, 'iu');
const TRAILING_MARK = new RegExp(` ?[([{] ?(?:${MARK}|fwd) ?[)\\]}]$`, 'iu');

/**
 * The project that a mail is about: its subject without Re:/Fwd:/VS:/VL:/Odp:/PD:/AW:/WG: and the like, repeated
 * and in any case, without [tags] before it and marks of gateways. At most 120 characters; '' when nothing is left.
 */
export function projectFromSubject(subject: string): string {
  let rest = oneLine(subject);
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(PREFIX, '').replace(TAG, '').replace(LEADING_MARK, '').replace(TRAILING_MARK, '');
  }
  return shortened(rest.trim());
}

/** A project as somebody named it: one line of visible characters, at most 120. */
export function projectName(name: string): string {
  return shortened(oneLine(name));
}

/**
 * The subject of an answer in the same thread: `Re: ` once before what the thread is called. Tags and Fwd: stay,
 * because mail programs take a changed subject for a new conversation.
 */
export function replySubject(subject: string): string {
  let rest = oneLine(subject);
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(REPLY_PREFIX, '');
  }
  return rest === '' ? 'Re:' : `Re: ${rest}`;
}

/** Whether the subject says that the mail answers another one: Re:, VS:, AW:, Odp: and the like. */
export function isReplySubject(subject: string): boolean {
  return REPLY_PREFIX.test(oneLine(subject));
}

/** Whether the subject says that the mail forwards another one: Fwd:, VL:, WG:, PD: and the like. */
export function isForwardSubject(subject: string): boolean {
  return FORWARD_PREFIX.test(oneLine(subject));
}

/** What somebody wrote ahead of the mark of an answer: "No more, please! Re: Our offer". '' where nothing stands there. */
export function aheadOfReply(subject: string): string {
  const line = oneLine(subject);
  return line.slice(0, REPLY_INSIDE.exec(line)?.index ?? 0).replace(/[\s([-]{1,5}$/, '');
}

/** Soft hyphen, zero-width characters and bidirectional controls; the joiners that scripts and emoji need stay. */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/** One line of whole, visible characters. */
function oneLine(subject: string): string {
  return subject
    .slice(0, LONGEST_SUBJECT)
    .replace(/[\p{Cc}\p{Cs}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(INVISIBLE, '')
    .trim();
}

function shortened(project: string): string {
  const characters = [...project];
  if (characters.length <= LONGEST_PROJECT) return project;
  const cut = characters.slice(0, LONGEST_PROJECT - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > LONGEST_PROJECT / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
