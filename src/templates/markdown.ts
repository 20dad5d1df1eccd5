import MarkdownIt, { type Token } from 'markdown-it';
import { TemplateError } from '../errors.ts';

/**
 * Markdown as a typed mail needs it: paragraphs, lists, quotes, emphasis, code, links. No HTML, no images, no
 * headings. A value stands in the Markdown as a mark (`valueMark`) and is put in after the Markdown is read,
 * so nothing in a name or a project can become a link or markup: there is no escaping to get wrong.
 */
const markdown = new MarkdownIt('zero', { html: false, breaks: true }).enable([
  'list',
  'blockquote',
  'newline',
  'escape',
  'backticks',
  'emphasis',
  'link',
  'autolink',
  'entity',
]);

const opening = '\uE000';
const closing = '\uE001';
const marks = /\uE000(\d{1,6})\uE001/g;

/** Both forms of one mail body. */
export interface Body {
  text: string;
  html: string;
}

/** What stands for the value at `index` until the Markdown is read. */
export function valueMark(index: number): string {
  return `${opening}${index}${closing}`;
}

/** Whether the text holds a character that stands for values. */
export function hasMark(text: string): boolean {
  return text.includes(opening) || text.includes(closing);
}

/** Reads Markdown with marks, and writes it as plain text and as HTML with the values in their places. */
export function writeBody(source: string, values: readonly string[], language: string): Body {
  const tokens = markdown.parse(source, {});
  refuseMovedLinks(tokens);
  const fill = (text: string): string => text.replace(marks, (_, index) => values[Number(index)] ?? '');
  return { text: plainText(tokens, fill), html: html(tokens, fill, language) };
}

/** The lint refuses a value in a link's address; this is the lock behind it. */
function refuseMovedLinks(tokens: readonly Token[]): void {
  for (const token of tokens) {
    const href = token.attrGet('href');
    if (href !== null && /\uE000|%EE%80%80/i.test(href)) {
      throw new TemplateError('A value cannot be part of the address of a link.');
    }
    refuseMovedLinks(token.children ?? []);
  }
}

function html(tokens: Token[], fill: (text: string) => string, language: string): string {
  const filled = (token: Token | undefined): string =>
    escapeHtml(fill(token?.content ?? '')).replace(/\n/g, '<br>\n');
  const { renderer, options } = markdown;
  const own = Object.assign(Object.create(renderer), {
    rules: {
      ...renderer.rules,
      text: (list: Token[], index: number) => filled(list[index]),
      code_inline: (list: Token[], index: number) => `<code>${filled(list[index])}</code>`,
    },
  }) as typeof renderer;
  return `<div lang="${escapeHtml(language)}">\n${own.render(tokens, options, {})}</div>\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A block that is being written: what its lines start with, and what separates its parts. */
interface Block {
  first: string;
  rest: string;
  gap: string;
  parts: string[];
  /** Number of the next item of an ordered list. */
  next: number | null;
}

function plainText(tokens: readonly Token[], fill: (text: string) => string): string {
  const open: Block[] = [block('', '', '\n\n')];
  for (const [index, token] of tokens.entries()) {
    const around = open.at(-1) as Block;
    if (token.type === 'inline') around.parts.push(inlineText(token.children ?? [], fill));
    else if (token.type === 'paragraph_open') around.gap = token.hidden ? '\n' : '\n\n';
    else if (token.type === 'blockquote_open') open.push(block('> ', '> ', '\n\n'));
    else if (token.type === 'bullet_list_open') open.push(block('', '', listGap(tokens, index)));
    else if (token.type === 'ordered_list_open') {
      open.push({ ...block('', '', listGap(tokens, index)), next: Number(token.attrGet('start') ?? 1) });
    } else if (token.type === 'list_item_open') open.push(item(around));
    else if (/^(blockquote|bullet_list|ordered_list|list_item)_close$/.test(token.type)) {
      const closed = open.pop() as Block;
      open.at(-1)?.parts.push(written(closed));
    }
  }
  return written(open[0] as Block);
}

function block(first: string, rest: string, gap: string): Block {
  return { first, rest, gap, parts: [], next: null };
}

function item(list: Block): Block {
  if (list.next === null) return block('- ', '  ', '\n');
  const first = `${list.next}. `;
  list.next += 1;
  return block(first, ' '.repeat(first.length), '\n');
}

/** Items stand close together unless the Markdown has empty lines between them. */
function listGap(tokens: readonly Token[], from: number): string {
  const paragraph = tokens.slice(from).find(({ type }) => type === 'paragraph_open');
  return paragraph?.hidden === false ? '\n\n' : '\n';
}

function written({ first, rest, gap, parts }: Block): string {
  const lines = parts.join(gap).split('\n');
  return lines.map((text, index) => `${index === 0 ? first : rest}${text}`.trimEnd()).join('\n');
}

function inlineText(tokens: readonly Token[], fill: (text: string) => string): string {
  let out = '';
  let link: { href: string; from: number } | null = null;
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') out += '\n';
    else if (token.type === 'link_open') link = { href: token.attrGet('href') ?? '', from: out.length };
    else if (token.type === 'link_close' && link) {
      const shown = out.slice(link.from);
      if (shown !== link.href && `mailto:${shown}` !== link.href) out += ` (${link.href})`;
      link = null;
    } else out += fill(token.content);
  }
  return out.trim();
}
