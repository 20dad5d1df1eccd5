import { header, type Part } from '../domain/message.ts';
import { decodeText, decodeTransfer, fieldName, parseHeaderFields } from './decode.ts';
import { parseParameters } from './parameters.ts';

/** What is read of one mail. What lies beyond is left out, never an error: mail is read as far as it goes. */
const limits = {
  parts: 1000,
  depth: 30,
  /** Of one header block. */
  headerBytes: 512 * 1024,
  /** Of one text as it stands in the mail, before it is decoded. */
  textBytes: 512 * 1024,
  /** Of all texts of a mail together. */
  allTextBytes: 4 * 1024 * 1024,
  /** Lines that begin with "--" and so may end a part. */
  delimiterLines: 100_000,
  boundaryBytes: 200,
  /** Within which the first delimiter of a multipart is expected. */
  preambleBytes: 64 * 1024,
};

/**
 * The MIME tree of a whole mail (RFC 2045, RFC 2046), with the texts of its text parts and reports. Reads
 * anything: missing boundaries, parts without an end, header blocks without a blank line. Time grows with the
 * size of the mail alone, and memory stays within a few megabytes beside it.
 */
export function parseMime(raw: Buffer): Part {
  return new TreeReader(raw, { parts: limits.parts, textBytes: limits.allTextBytes }).read('', 0);
}

/** What may still be read, shared with the readers of encoded embedded messages. */
interface Budget {
  parts: number;
  textBytes: number;
}

/** A part whose end has not been seen. */
interface Open {
  part: Part;
  encoding: string | null;
  /** Of a multipart. */
  boundary: string | null;
  bodyAt: number;
}

/**
 * One pass over the lines that may be delimiters, with the open parts on a stack. A delimiter of an outer
 * multipart ends the inner ones, as RFC 2046 section 5.1.2 asks: nesting costs no second look.
 */
class TreeReader {
  readonly #raw: Buffer;
  readonly #budget: Budget;
  readonly #open: Open[] = [];
  #depth = 0;

  constructor(raw: Buffer, budget: Budget) {
    this.#raw = raw;
    this.#budget = budget;
  }

  /** `depth` counts the parts around this message when it was itself encoded. */
  read(path: string, depth: number): Part {
    this.#depth = depth;
    const isMbox = this.#raw.subarray(0, 5).toString('latin1') === 'From ';
    const root = newPart(path);
    const bodyAt = this.#openPart(root, isMbox ? this.#lineAfter(0) : 0, 'text/plain');
    this.#readParts(bodyAt);
    this.#closeDownTo(0, this.#raw.length);
    return root;
  }

  #readParts(from: number): void {
    // A delimiter follows a line feed, the one before the body included.
    let at = Math.max(from - 1, 0);
    for (let seen = 0; seen < limits.delimiterLines && this.#open.length > 0; seen += 1) {
      const lineFeed = this.#raw.indexOf('\n--', at, 'latin1');
      if (lineFeed < 0) return;
      at = lineFeed + 1;
      const line = this.#delimiterAt(at);
      const level = this.#levelOf(line);
      if (level < 0) continue;
      this.#closeDownTo(level + 1, this.#raw[lineFeed - 1] === 0x0d ? lineFeed - 1 : lineFeed);
      const multipart = this.#open[level] as Open;
      if (line === `--${multipart.boundary}--`) {
        // What follows, up to a delimiter of an outer part, is an epilogue and belongs to nobody.
        this.#open.length = level;
      } else {
        at = this.#openChild(multipart.part, this.#lineAfter(at)) - 1;
      }
    }
  }

  /** Returns where the child's body begins. */
  #openChild(parent: Part, at: number): number {
    const number = `${parent.children.length + 1}`;
    const child = newPart(parent.path === '' ? number : `${parent.path}.${number}`);
    if (this.#budget.parts <= 0) return at;
    parent.children.push(child);
    return this.#openPart(child, at, parent.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain');
  }

  /** Reads the header block at `at` and puts the part on the stack; returns where its body begins. */
  #openPart(part: Part, at: number, defaultType: string): number {
    this.#budget.parts -= 1;
    const block = this.#headerBlock(at);
    const bodyAt = this.#blankLineEnd(at + block.length);
    part.headers = parseHeaderFields(block);
    describe(part, defaultType);
    const encoding = header(part.headers, 'content-transfer-encoding')?.toLowerCase() ?? null;
    const open: Open = { part, encoding, boundary: null, bodyAt };
    this.#open.push(open);
    if (this.#depth + this.#open.length > limits.depth) return bodyAt;
    if (part.type.startsWith('multipart/')) {
      open.boundary = this.#boundaryOf(part, bodyAt);
    } else if (isMessage(part) && !isEncoded(encoding) && this.#budget.parts > 0) {
      const embedded = newPart(part.path);
      part.children.push(embedded);
      return this.#openPart(embedded, bodyAt, 'text/plain');
    }
    return bodyAt;
  }

  /** The header block at `at`, without the blank line that ends it; empty where a body begins at once. */
  #headerBlock(at: number): Buffer {
    const window = this.#raw.subarray(at, at + limits.headerBytes);
    if (!beginsHeaders(window.subarray(0, 1000).toString('latin1'), at === 0)) return window.subarray(0, 0);
    const ends = [window.indexOf('\n\r\n', 0, 'latin1'), window.indexOf('\n\n', 0, 'latin1')];
    const end = Math.min(...ends.map((found) => (found < 0 ? window.length : found + 1)));
    return this.#beforeDelimiter(window.subarray(0, end), at);
  }

  /** A block that lacks its blank line ends at the next delimiter. */
  #beforeDelimiter(block: Buffer, at: number): Buffer {
    let found = this.#open.length === 0 ? -1 : block.indexOf('\n--', 0, 'latin1');
    for (let seen = 0; found >= 0 && seen < 100; seen += 1) {
      if (this.#levelOf(this.#delimiterAt(at + found + 1)) >= 0) return block.subarray(0, found + 1);
      found = block.indexOf('\n--', found + 1, 'latin1');
    }
    return block;
  }

  #blankLineEnd(at: number): number {
    if (this.#raw[at] === 0x0a) return at + 1;
    return this.#raw[at] === 0x0d && this.#raw[at + 1] === 0x0a ? at + 2 : at;
  }

  /** The boundary that the part names, unless it does not occur where it should and another line looks like one. */
  #boundaryOf(part: Part, bodyAt: number): string | null {
    const named = part.params.boundary?.trimEnd() || null;
    const start = this.#raw
      .subarray(Math.max(bodyAt - 1, 0), bodyAt + limits.preambleBytes)
      .toString('latin1');
    if (named !== null && start.includes(`\n--${named}`)) return named;
    const guess = /\n--([^\s-]\S{0,69}|-\S{8,68})[ \t]*\r?\n/.exec(start.slice(0, 4096))?.[1];
    return guess ?? named;
  }

  /** Ends the parts above the stack's first `level`, innermost first; their bodies end at `end`. */
  #closeDownTo(level: number, end: number): void {
    for (const open of this.#open.splice(level).reverse()) this.#readBody(open, end);
  }

  #readBody({ part, encoding, bodyAt }: Open, end: number): void {
    if (part.children.length > 0) return;
    if (part.type.startsWith('multipart/')) {
      this.#readUndivided(part, { encoding, boundary: null, bodyAt }, end);
    } else if (isMessage(part) && isEncoded(encoding)) {
      this.#readEncodedMessage(part, this.#raw.subarray(bodyAt, end), encoding);
    } else if (hasText(part)) {
      const room = Math.min(limits.textBytes, this.#budget.textBytes);
      const body = this.#raw.subarray(bodyAt, Math.max(bodyAt, Math.min(end, bodyAt + room)));
      this.#budget.textBytes -= body.length;
      part.text = decodeText(body, encoding, part.params.charset ?? null);
      part.truncated = end - bodyAt > body.length;
    }
  }

  /** A multipart in which no delimiter was found: its body is read as one text. */
  #readUndivided(part: Part, open: Omit<Open, 'part'>, end: number): void {
    if (this.#budget.parts <= 0) return;
    this.#budget.parts -= 1;
    const only = newPart(part.path === '' ? '1' : `${part.path}.1`);
    part.children.push(only);
    this.#readBody({ ...open, part: only }, end);
  }

  /** RFC 2045 forbids to encode a message, and some servers do. */
  #readEncodedMessage(part: Part, body: Buffer, encoding: string | null): void {
    const room = Math.min(limits.textBytes, this.#budget.textBytes);
    if (this.#depth >= limits.depth || this.#budget.parts <= 0) return;
    this.#budget.textBytes -= Math.min(room, body.length);
    part.truncated = body.length > room;
    const message = decodeTransfer(body.subarray(0, room), encoding);
    const depth = this.#depth + this.#open.length + 1;
    part.children.push(new TreeReader(message, this.#budget).read(part.path, depth));
  }

  /** The line at `at` without blanks at its end; '' when it is too long for a delimiter. */
  #delimiterAt(at: number): string {
    const window = this.#raw.subarray(at, at + limits.boundaryBytes + 6);
    const end = window.indexOf(0x0a);
    if (end < 0 && window.length > limits.boundaryBytes) return '';
    return window.toString('latin1', 0, end < 0 ? window.length : end).trimEnd();
  }

  /** Which open multipart a delimiter line belongs to, innermost first; -1 for none. */
  #levelOf(line: string): number {
    return this.#open.findLastIndex(
      ({ boundary }) => boundary !== null && (line === `--${boundary}` || line === `--${boundary}--`),
    );
  }

  #lineAfter(at: number): number {
    const end = this.#raw.indexOf(0x0a, at);
    return end < 0 ? this.#raw.length : end + 1;
  }
}

/** Whether text begins with header fields; a cut message may begin within a folded one, and a file with junk. */
function beginsHeaders(start: string, isFile: boolean): boolean {
  const lines = start.split(/\r?\n/);
  if (lines[0] === '') return false;
  const first = isFile ? 0 : lines.findIndex((line) => !/^[ \t]/.test(line));
  return isFile || fieldName(lines[first] ?? '') !== '';
}

function newPart(path: string): Part {
  return {
    path,
    type: 'text/plain',
    params: {},
    disposition: null,
    filename: null,
    headers: [],
    text: null,
    truncated: false,
    children: [],
  };
}

/** Fills in what the part's own header fields say of it. */
function describe(part: Part, defaultType: string): void {
  const contentType = parseParameters(header(part.headers, 'content-type') ?? '');
  const disposition = parseParameters(header(part.headers, 'content-disposition') ?? '');
  const isType = /^[^\s/]+\/[^\s/]+$/.test(contentType.value);
  part.type = isType ? contentType.value : defaultType;
  part.params = contentType.params;
  if (disposition.value === 'inline') part.disposition = 'inline';
  else if (disposition.value !== '') part.disposition = 'attachment';
  part.filename = disposition.params.filename ?? contentType.params.name ?? null;
}

function isMessage(part: Part): boolean {
  return part.type === 'message/rfc822' || part.type === 'message/global';
}

function isEncoded(encoding: string | null): boolean {
  return encoding === 'base64' || encoding === 'quoted-printable';
}

/** Reports are texts too: delivery-status, disposition-notification, feedback-report and their UTF-8 forms. */
const reportType = /^message\/(global-)?(delivery-status|disposition-notification|feedback-report|headers)$/;

function hasText(part: Part): boolean {
  return part.type.startsWith('text/') || reportType.test(part.type);
}
