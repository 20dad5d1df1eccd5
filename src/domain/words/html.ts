import { compile } from 'html-to-text';

const mostCharacters = 100_000;

/** Block quotes come as "> " lines, so that one reader of quotes serves plain and HTML mails. */
const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: undefined, maxDepth: 60, maxChildNodes: 5000, ellipsis: '' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'h1', options: { uppercase: false } },
    { selector: 'h2', options: { uppercase: false } },
    { selector: 'h3', options: { uppercase: false } },
    { selector: 'h4', options: { uppercase: false } },
    { selector: 'h5', options: { uppercase: false } },
    { selector: 'h6', options: { uppercase: false } },
    { selector: 'table', options: { uppercaseHeaderCells: false } },
  ],
});

/** Formatting says nothing of the words, and nested a thousandfold it costs time. */
const inlineTag = /<\/?(?:b|i|u|s|em|strong|span|font|small|big|sub|sup|tt|center|o:p)(?:\s[^<>]*)?>/gi;

/** Cells of a row stand apart. */
const cellEnd = /<\/t[dh]\s{0,3}>/gi;

/** The text that an HTML mail shows. What is longer than a person writes is cut before it is read. */
export function htmlToText(html: string): string {
  const shown = withoutHidden(html).slice(0, mostCharacters).replace(inlineTag, '').replace(cellEnd, ' $&');
  return convert(shown).replaceAll('\u00a0', ' ');
}

/** Elements whose text is for programs: Outlook alone writes some ten thousand characters of styles. */
const hidden = [
  { start: '<!--', end: '-->' },
  { start: '<head', end: '</head' },
  { start: '<style', end: '</style' },
  { start: '<script', end: '</script' },
];

function withoutHidden(html: string): string {
  return hidden.reduce((rest, { start, end }) => withoutElement(rest, start, end), html);
}

/** An element without its end hides nothing: what follows may be all that was written. */
function withoutElement(html: string, start: string, end: string): string {
  const lower = html.toLowerCase();
  let kept = '';
  let from = 0;
  let at = lower.indexOf(start);
  while (at >= 0) {
    const close = lower.indexOf(end, at);
    if (close < 0) break;
    kept += html.slice(from, at);
    from = close + end.length;
    at = lower.indexOf(start, from);
  }
  return kept + html.slice(from);
}
