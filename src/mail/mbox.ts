import { createReadStream } from 'node:fs';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x3e;

/** A longer line is text, whatever it begins with. */
const longestFromLine = 1000;

/**
 * The mails of an mbox file (RFC 4155, in its kinds mboxo and mboxrd), one after the other: a file of any size is
 * read in the memory that its greatest mail needs. Of a mail longer than `mostBytes` the beginning is kept. A
 * "From " line counts only after an empty line and where it looks like one, so that a person's "From " that was
 * stored unquoted does not cut a mail in two.
 */
export async function* mboxMails(file: string, mostBytes: number): AsyncGenerator<Buffer> {
  let mail = new Beginning(mostBytes);
  let ahead: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    const data: Buffer = ahead.length === 0 ? chunk : Buffer.concat([ahead, chunk]);
    let from = 0;
    let searched = 0;
    for (;;) {
      const lineFeed = data.indexOf('\nFrom ', searched, 'latin1');
      // What stands at the end may be the first half of such a line.
      const undecided = lineFeed < 0 ? data.length - 8 : lineFeed - 2;
      if (lineFeed < 0 || (data.length - lineFeed < longestFromLine && !data.includes('\n', lineFeed + 1))) {
        const kept = Math.max(undecided, from);
        mail.add(data.subarray(from, kept));
        ahead = Buffer.from(data.subarray(kept));
        break;
      }
      searched = lineFeed + 1;
      if (!separates(data, lineFeed)) continue;
      mail.add(data.subarray(from, searched));
      if (mail.length > 0) yield unquoted(mail.bytes());
      mail = new Beginning(mostBytes);
      from = searched;
    }
  }
  mail.add(ahead);
  if (mail.length > 0) yield unquoted(mail.bytes());
}

function separates(data: Buffer, lineFeed: number): boolean {
  const before = data[lineFeed - 1] === RETURN ? data[lineFeed - 2] : data[lineFeed - 1];
  if (before !== LINE_FEED) return false;
  const end = data.indexOf('\n', lineFeed + 1);
  const line = data.subarray(lineFeed + 1, end < 0 ? data.length : end);
  return line.length < longestFromLine && isFromLine(line.toString('latin1'));
}

/**
 * Programs disagree about what stands after the address, but a time of day and a year are among it (RFC 4155
 * appendix A); newer Thunderbirds write nothing at all.
 */
function isFromLine(line: string): boolean {
  const rest = line.slice('From '.length).trim();
  return rest === '' || rest === '-' || (/\d:\d\d/.test(rest) && /\b\d{4}\b/.test(rest));
}

/** The first bytes of what is added to it. */
class Beginning {
  readonly #most: number;
  readonly #parts: Buffer[] = [];
  length = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(part: Buffer): void {
    const kept = part.subarray(0, this.#most - this.length);
    if (kept.length === 0) return;
    this.#parts.push(Buffer.from(kept));
    this.length += kept.length;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

/**
 * The mail with its ">From " lines as the person wrote them. One within a quote is left as it is: not all programs
 * add a ">" to what has one, and a quoted line must never become the person's own.
 */
function unquoted(mail: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = next(0); at >= 0; at = next(at + 1)) {
    const above = mail.lastIndexOf('\n', Math.max(at - 1, 0)) + 1;
    const below = mail.indexOf('\n', at + 1) + 1;
    if (mail[above] === QUOTE || (below > 0 && mail[below] === QUOTE)) continue;
    parts.push(mail.subarray(from, at + 1));
    from = at + 2;
  }
  return from === 0 ? mail : Buffer.concat([...parts, mail.subarray(from)]);

  function next(after: number): number {
    return mail.indexOf('\n>From ', after, 'latin1');
  }
}
