import { listed } from './listed.ts';

/**
 * Verbs and phrases with which mail programs introduce a quote, in lower case. Most stand before the colon;
 * some languages put the date after the verb.
 */
const verbs = listed(`
  wrote, writes, said, mused, schrieb, schrieben, geschrieben, kirjoitti, kirjoittaa, skrev, napisał,
  napisała, napisał(a), napisali, pisze, napisana przez, a écrit, écrit, escribió, escreveu, ha scritto,
  schreef, написал, написала, написал(а), пишет, писал, napsal, napsala, napsal(a), napísal, napísal(a),
  kirjutas, írta, yazdı, a scris, rašė, rakstīja, написав, je napisao, je napisala, 書きました, のメール, 写道, 寫道
`);
const longestAttribution = 400;
const mostLines = 4;

/**
 * How many lines the attribution takes that ends at a line, as in "On Thu, 5 Nov 2026 at 11:28, Ann
 * <ann@company.example> wrote:", often wrapped; 0 when the line ends none. `beforeQuote` tells that quoted
 * lines follow: then less proof is needed.
 */
export function attributionLines(lines: readonly string[], end: number, beforeQuote: boolean): number {
  const last = (lines[end] ?? '').trim();
  // "---- On Thu, 5 Nov 2026 11:28:00 +0200 Ann <ann@company.example> wrote ----" has dashes for the colon.
  if (!/(?:[:：]|\s-{3,10})$/.test(last) || last.length > longestAttribution) return 0;
  for (let count = 1; count <= mostLines; count += 1) {
    const first = (lines[end - count + 1] ?? '').trim();
    if (count > 1 && (first === '' || first.startsWith('>') || end - count + 1 < 0)) return 0;
    const text = lines
      .slice(end - count + 1, end + 1)
      .join(' ')
      .trim();
    if (text.length > longestAttribution) return 0;
    if (isAttribution(text, beforeQuote)) return count + linesAbove(lines, end - count, text);
  }
  return 0;
}

/**
 * The date often stands on the line above: "pon., 8 lut 2027 o 10:25 Marta Zielińska"; or the line above was broken
 * behind its verb, and the date is all that is left below.
 */
function linesAbove(lines: readonly string[], at: number, text: string): number {
  const above = (lines[at] ?? '').trim();
  if (!hasVerb(text) && !hasAddress(text) && hasVerb(above) && hasAddress(above) && !above.startsWith('>'))
    return 1;
  if (hasTime(text)) return 0;
  return above !== '' && above.length <= 200 && hasTime(above) && !above.startsWith('>') ? 1 : 0;
}

/** Without marked lines below, a sentence of the writer's own must not pass for an attribution. */
function isAttribution(text: string, beforeQuote: boolean): boolean {
  const isDated = hasClock(text) && hasYear(text);
  if (beforeQuote) return hasVerb(text) || hasAddress(text) || isDated;
  return hasVerb(text) ? hasAddress(text) || hasClock(text) : hasAddress(text) && isDated;
}

function hasVerb(text: string): boolean {
  const lower = text.toLowerCase();
  return verbs.some((verb) => {
    const at = lower.indexOf(verb);
    return at >= 0 && !isLetter(lower[at - 1]) && !isLetter(lower[at + verb.length]);
  });
}

function isLetter(char: string | undefined): boolean {
  return char !== undefined && /[a-zà-žа-я]/.test(char);
}

function hasAddress(text: string): boolean {
  return /[<([](mailto:)?[^\s@<>()[\]]{1,64}@[^\s@<>()[\]]{1,255}[>)\]]/.test(text);
}

function hasTime(text: string): boolean {
  return hasClock(text) || hasYear(text);
}

/** A time of day; a Finnish one is written with a dot, as dates are. */
function hasClock(text: string): boolean {
  return /(?<!\d)\d{1,2}[:.]\d{2}(?![\d.])/.test(text);
}

function hasYear(text: string): boolean {
  return /(19|20)\d{2}/.test(text);
}
