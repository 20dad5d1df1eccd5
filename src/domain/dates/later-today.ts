import type { Span } from '../wording.ts';
import type { Times } from './times.ts';

const verbs =
  "(?:answer|answering|reply|replying|respond|get back|be back|i'm back|am back|available|vastaan|vastaamme|vastailen|palaan|palaamme|paikalla|tavoitettavissa|svarar|ater|tillbaka|aterkommer|nas|antworte|antworten|melde mich|melden uns|erreichbar|zuruck|wieder da|odpisze|odpiszemy|odpowiem|odpowiemy|oddzwonie|wracam|wroce|wrocimy|(?:bede|bedziemy) (?:dostepn\\p{L}|osiagaln\\p{L}|z powrotem))";
const hour = '\\d{1,2}(?:[.:]\\d\\d)?';
const laterOn = `(?:(?:later|back) today|this afternoon|this evening|tonight|in the afternoon|after lunch|after (?:noon|${hour}\\s?(?:am|pm|o'clock)|\\d{1,2}[.:]\\d\\d)|iltapaivalla|myohemmin tanaan|illalla|lounaan jalkeen|klo\\.?\\s${hour} jalkeen|i eftermiddag|pa eftermiddagen|senare idag|senare i dag|i kvall|efter (?:lunch|kl\\.?\\s${hour})|(?:heute |am )?nachmittag|heute abend|am abend|spater am tag|nach der mittagspause|(?:nach|ab) ${hour} uhr|po poludniu|wieczorem|pozniej dzisiaj|po (?:godz\\.?|godzinie) ${hour}|po lunchu|po obiedzie)`;
const expression = new RegExp(
  `(?<![\\p{L}'])(?:${verbs}\\s(?:[^\\s.,;:!?]{1,20}\\s){0,4}?${laterOn}|${laterOn}\\s(?:[^\\s.,;:!?]{1,20}\\s){0,3}?${verbs})(?![\\p{L}\\d])`,
  'u',
);
/** "I answer in the evenings": as on any day. */
const always =
  /\b(?:always|usually|every|aina|yleensa|joka|alltid|oftast|varje|immer|meistens|jeden|zawsze|zwykle|codziennie)\b/u;

/** "In a meeting all morning, I answer after lunch": where the writer is there again on the same day; null where any other day is named. */
export function laterToday({ folded, mentions, on }: Times): Span | null {
  if (mentions.some(({ first, last }) => first !== on.today || last !== on.today)) return null;
  const found = expression.exec(folded);
  if (!found || always.test(folded)) return null;
  return { at: found.index, end: found.index + found[0].length };
}
