import type { Attribute, Connection, ImapServer, Message } from 'hoodiecrow-imap';
import { headerEnd, headerFields, type RawHeader } from './mime-tree.ts';

type Test = (message: Message, number: number) => boolean;

/** A search that RFC 3501 does not know: answered with BAD. */
class BadSearch extends Error {}

/**
 * SEARCH and UID SEARCH, in the place of hoodiecrow's own: with nested keys, decoded headers, and an answer
 * also when nothing was found. BODY and TEXT look at the bytes as they are stored.
 */
export function searchPlugin(server: ImapServer): void {
  for (const byUid of [false, true]) {
    const name = byUid ? 'UID SEARCH' : 'SEARCH';
    server.setCommandHandler(name, (connection, parsed, data, done) => {
      const finish = (command: string, text: string) => {
        connection.send(
          { tag: parsed.tag, command, attributes: [{ type: 'TEXT', value: text }] },
          name,
          parsed,
          data,
        );
        done();
      };
      const messages = connection.selectedMailbox?.messages;
      if (connection.state !== 'Selected' || !messages) return finish('BAD', 'Select a mailbox first');
      try {
        const test = conjunction(new Keys(connection, parsed.attributes ?? []));
        const found: number[] = [];
        messages.forEach((message, index) => {
          if (test(message, index + 1)) found.push(byUid ? message.uid : index + 1);
        });
        connection.send({ tag: '*', command: 'SEARCH', attributes: found }, name, parsed, data);
        finish('OK', `${name} completed`);
      } catch (error) {
        if (!(error instanceof BadSearch)) throw error;
        finish('BAD', error.message);
      }
    });
  }
}

/** The keys of a search, read one after the other. */
class Keys {
  readonly connection: Connection;
  private readonly attributes: Attribute[];
  private next = 0;

  constructor(connection: Connection, attributes: Attribute[]) {
    this.connection = connection;
    this.attributes = attributes;
  }

  get left(): boolean {
    return this.next < this.attributes.length;
  }

  take(): Attribute {
    const attribute = this.attributes[this.next++];
    if (attribute === undefined) throw new BadSearch('SEARCH ends in the middle of a key');
    return attribute;
  }

  /** The next argument as text; clients send UTF-8. */
  text(): string {
    const attribute = this.take();
    if (typeof attribute !== 'object') return String(attribute);
    if (attribute === null || Array.isArray(attribute)) throw new BadSearch('SEARCH expects a string here');
    return Buffer.from(attribute.value, 'latin1').toString('utf8');
  }

  day(): number {
    const day = Date.parse(`${this.text()} UTC`);
    if (Number.isNaN(day)) throw new BadSearch('SEARCH expects a date such as 1-Feb-2026');
    return day;
  }
}

function conjunction(keys: Keys): Test {
  const tests: Test[] = [];
  while (keys.left) tests.push(key(keys));
  if (tests.length === 0) throw new BadSearch('SEARCH expects keys');
  return (message, number) => tests.every((test) => test(message, number));
}

const flags = ['Answered', 'Deleted', 'Draft', 'Flagged', 'Recent', 'Seen'];

function key(keys: Keys): Test {
  const first = keys.take();
  if (Array.isArray(first)) return conjunction(new Keys(keys.connection, first));
  const name = typeof first === 'object' && first ? first.value.toUpperCase() : String(first);
  if (/^[\d*:,]+$/.test(name)) return range(keys.connection, name, false);
  const flag = flags.find((each) => name === each.toUpperCase() || name === `UN${each.toUpperCase()}`);
  if (flag) return flagged(`\\${flag}`, !name.startsWith('UN'));
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!read) throw new BadSearch(`SEARCH does not know ${name}`);
  return read(keys);
}

const dayMs = 24 * 60 * 60 * 1000;

const readers: Record<string, (keys: Keys) => Test> = {
  ALL: () => () => true,
  // Only UTF-8 and ASCII are read; other charsets look for what UTF-8 would be.
  CHARSET: (keys) => {
    keys.text();
    return () => true;
  },
  NEW: () => (message) => message.flags.includes('\\Recent') && !message.flags.includes('\\Seen'),
  OLD: () => flagged('\\Recent', false),
  NOT: (keys) => {
    const test = key(keys);
    return (message, number) => !test(message, number);
  },
  OR: (keys) => {
    const left = key(keys);
    const right = key(keys);
    return (message, number) => left(message, number) || right(message, number);
  },
  UID: (keys) => range(keys.connection, keys.text(), true),
  KEYWORD: (keys) => flagged(keys.text(), true),
  UNKEYWORD: (keys) => flagged(keys.text(), false),
  LARGER: (keys) => size(keys, (bytes, limit) => bytes > limit),
  SMALLER: (keys) => size(keys, (bytes, limit) => bytes < limit),
  BCC: (keys) => inHeader('bcc', keys.text()),
  CC: (keys) => inHeader('cc', keys.text()),
  FROM: (keys) => inHeader('from', keys.text()),
  SUBJECT: (keys) => inHeader('subject', keys.text()),
  TO: (keys) => inHeader('to', keys.text()),
  HEADER: (keys) => inHeader(keys.text().toLowerCase(), keys.text()),
  BODY: (keys) => inBytes(keys.text(), (raw) => raw.slice(headerEnd(raw, 0, raw.length))),
  TEXT: (keys) => inBytes(keys.text(), (raw) => raw),
  BEFORE: (keys) => received(keys, (at, day) => at < day),
  ON: (keys) => received(keys, (at, day) => at >= day && at < day + dayMs),
  SINCE: (keys) => received(keys, (at, day) => at >= day),
  SENTBEFORE: (keys) => sent(keys, (at, day) => at < day),
  SENTON: (keys) => sent(keys, (at, day) => at >= day && at < day + dayMs),
  SENTSINCE: (keys) => sent(keys, (at, day) => at >= day),
  MODSEQ: (keys) => {
    const least = Number(keys.text());
    return (message) => (message.MODSEQ ?? 1) >= least;
  },
};

function flagged(flag: string, wanted: boolean): Test {
  return (message) => message.flags.includes(flag) === wanted;
}

function range({ server, selectedMailbox }: Connection, set: string, byUid: boolean): Test {
  const found = new Set(
    server.getMessageRange(selectedMailbox ?? [], set, byUid).map(([, message]) => message),
  );
  return (message) => found.has(message);
}

function size(keys: Keys, compare: (bytes: number, limit: number) => boolean): Test {
  const limit = Number(keys.text());
  return (message) => compare(message.raw.length, limit);
}

function inHeader(name: string, wanted: string): Test {
  const needle = wanted.toLowerCase();
  return (message) =>
    headersOf(message).some((header) => {
      if (header.name !== name) return false;
      const raw = Buffer.from(header.value, 'latin1').toString('utf8');
      return raw.toLowerCase().includes(needle) || decodeWords(raw).toLowerCase().includes(needle);
    });
}

/** Encoded words (RFC 2047) as text; what cannot be decoded stays as it is. */
function decodeWords(value: string): string {
  const joined = value.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?([\w-]+)\?([bq])\?([^?]*)\?=/gi, (word, charset, encoding, data) => {
    const escapes = (text: string) =>
      text.replaceAll('_', ' ').replace(/=([\dA-F]{2})/gi, (_, hex) => unhex(hex));
    const bytes =
      encoding.toUpperCase() === 'B' ? Buffer.from(data, 'base64') : Buffer.from(escapes(data), 'latin1');
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      return word;
    }
  });
}

function unhex(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

function inBytes(wanted: string, of: (raw: string) => string): Test {
  const needle = Buffer.from(wanted, 'utf8').toString('latin1').toLowerCase();
  return (message) => of(message.raw).toLowerCase().includes(needle);
}

function received(keys: Keys, compare: (at: number, day: number) => boolean): Test {
  const day = keys.day();
  return (message) => compare(Date.parse(message.internaldate), day);
}

function sent(keys: Keys, compare: (at: number, day: number) => boolean): Test {
  const day = keys.day();
  return (message) => {
    const date = headersOf(message).find((header) => header.name === 'date')?.value;
    return compare(Date.parse(date ?? message.internaldate), day);
  };
}

const known = new WeakMap<Message, RawHeader[]>();

function headersOf(message: Message): RawHeader[] {
  const headers =
    known.get(message) ?? headerFields(message.raw.slice(0, headerEnd(message.raw, 0, message.raw.length)));
  known.set(message, headers);
  return headers;
}
