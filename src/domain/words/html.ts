import { compile } from 'html-to-text';

const mostCharacters = 256 * 1024;

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

/** The text that an HTML mail shows. What is longer than a person writes is cut before it is read. */
export function htmlToText(html: string): string {
  return convert(html.slice(0, mostCharacters)).replaceAll('\u00a0', ' ');
}
