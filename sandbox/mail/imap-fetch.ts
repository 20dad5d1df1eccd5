import type { Attribute, Command, Connection, ImapServer, Message, Token } from 'hoodiecrow-imap';
import { bodyStructure, envelope, nstring } from './body-structure.ts';
import { headerEnd, headerFields, type MimeNode, mimeTree } from './mime-tree.ts';

/** What a FETCH asks of each message, and whether asking marks it as read. */
interface Item {
  render(message: Message): string;
  marksSeen: boolean;
}

/** A request that is not a FETCH by RFC 3501: answered with BAD. */
class BadFetch extends Error {}

/**
 * FETCH and UID FETCH, in the place of hoodiecrow's own: exact bytes of any section, structures of nested
 * and embedded messages, partial fetches of messages shorter than the range, CHANGEDSINCE with UIDs.
 */
export function fetchPlugin(server: ImapServer): void {
  for (const byUid of [false, true]) {
    server.setCommandHandler(byUid ? 'UID FETCH' : 'FETCH', (connection, parsed, data, done) => {
      const command = byUid ? 'UID FETCH' : 'FETCH';
      const finish = (status: string, text: string) => {
        const attributes: Attribute[] = [{ type: 'TEXT', value: text }];
        connection.send({ tag: parsed.tag, command: status, attributes }, command, parsed, data);
        done();
      };
      if (connection.state !== 'Selected') return finish('BAD', 'Select a mailbox first');
      try {
        respond(connection, parsed, byUid);
      } catch (error) {
        if (error instanceof BadFetch) return finish('BAD', error.message);
        throw error;
      }
      finish('OK', `${command} completed`);
    });
  }
}

function respond(connection: Connection, parsed: Command, byUid: boolean): void {
  const { server, selectedMailbox: mailbox } = connection;
  const set = parsed.attributes?.[0];
  const asked = parsed.attributes?.[1];
  if (!mailbox || !isToken(set) || asked === undefined || (parsed.attributes?.length ?? 0) !== 2) {
    throw new BadFetch('FETCH expects a sequence set and what to fetch');
  }
  const items = readItems(asked);
  const has = (name: string) => items.has(name);
  if (byUid && !has('UID')) items.set('UID', simple.UID as Item);
  if (parsed.changedsince !== undefined && !has('MODSEQ')) items.set('MODSEQ', simple.MODSEQ as Item);

  // With UIDs the expunged may be told at once; sequence numbers must stay as the client last saw them.
  if (byUid) connection.processNotifications();
  const seen = connection.notificationQueue.find((waiting) => waiting.mailboxCopy)?.mailboxCopy;
  for (const [number, message] of server.getMessageRange(seen ?? mailbox, set.value, byUid)) {
    if (!server.fetchFilters.every((keeps) => keeps(connection, message, parsed, number))) continue;
    const shown = [...items];
    if (!connection.readOnly && [...items.values()].some((item) => item.marksSeen)) {
      if (!message.flags.includes('\\Seen')) message.flags.push('\\Seen');
      if (!has('FLAGS')) shown.push(['FLAGS', simple.FLAGS as Item]);
    }
    const value = shown.map(([name, item]) => `${name} ${item.render(message)}`).join(' ');
    const attributes: Attribute[] = [
      number,
      { type: 'ATOM', value: 'FETCH' },
      { type: 'TEXT', value: `(${value})` },
    ];
    connection.send({ tag: '*', attributes }, 'FETCH', parsed);
  }
}

const macros: Record<string, string[]> = {
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
};

const simple: Record<string, Item> = {
  UID: quiet((message) => String(message.uid)),
  FLAGS: quiet((message) => `(${message.flags.join(' ')})`),
  MODSEQ: quiet((message) => `(${message.MODSEQ ?? 1})`),
  INTERNALDATE: quiet((message) => nstring(message.internaldate)),
  ENVELOPE: quiet((message) => envelope(treeOf(message))),
  BODY: quiet((message) => bodyStructure(message.raw, treeOf(message), false)),
  BODYSTRUCTURE: quiet((message) => bodyStructure(message.raw, treeOf(message), true)),
  'RFC822.SIZE': quiet((message) => String(message.raw.length)),
  'RFC822.HEADER': quiet((message) => literal(section(message, 'HEADER', []))),
  RFC822: { render: (message) => literal(message.raw), marksSeen: true },
  'RFC822.TEXT': { render: (message) => literal(section(message, 'TEXT', [])), marksSeen: true },
};

function quiet(render: Item['render']): Item {
  return { render, marksSeen: false };
}

/** Items by the name that the response gives them. */
function readItems(asked: Attribute): Map<string, Item> {
  const items = new Map<string, Item>();
  for (const attribute of Array.isArray(asked) ? asked : [asked]) {
    if (!isToken(attribute)) throw new BadFetch('FETCH expects names of what to fetch');
    const name = attribute.value.toUpperCase();
    const macro = Array.isArray(asked) ? undefined : macros[name];
    if (attribute.section) items.set(...sectionItem(attribute, name));
    else for (const each of macro ?? [name]) items.set(each, known(each));
  }
  return items;
}

function known(name: string): Item {
  const item = Object.hasOwn(simple, name) ? simple[name] : undefined;
  if (!item) throw new BadFetch(`FETCH does not know ${name}`);
  return item;
}

/** `BODY.PEEK[1.HEADER.FIELDS (From To)]<0.1000>`: the name that the response gives it, and its bytes. */
function sectionItem(token: Token, name: string): [string, Item] {
  const [first, fieldList] = token.section ?? [];
  const specifier = isToken(first)
    ? first.value.toUpperCase()
    : typeof first === 'number'
      ? String(first)
      : '';
  const fields = Array.isArray(fieldList) ? fieldList.filter(isToken).map((field) => field.value) : [];
  if (/HEADER\.FIELDS/.test(specifier) && fields.length === 0)
    throw new BadFetch(`${specifier} expects names`);
  const shownFields = fields.length > 0 ? ` (${fields.join(' ')})` : '';
  const [from, length] = token.partial ?? [];
  const origin = from === undefined ? '' : `<${from}>`;
  const render = (message: Message) => {
    const bytes = section(message, specifier, fields);
    return literal(from === undefined ? bytes : bytes.slice(from, from + (length ?? bytes.length)));
  };
  return [`BODY[${specifier}${shownFields}]${origin}`, { render, marksSeen: name === 'BODY' }];
}

/** The bytes of a section (RFC 3501, 6.4.5); '' where the message has no such part. */
function section(message: Message, specifier: string, fields: string[]): string {
  const { raw } = message;
  if (specifier === '') return raw;
  const match = /^((?:\d+\.)*\d+)?\.?(HEADER|TEXT|MIME|HEADER\.FIELDS|HEADER\.FIELDS\.NOT)?$/.exec(specifier);
  if (!match) throw new BadFetch(`BODY[${specifier}] is no section`);
  const [, path, what] = match;
  // The header alone needs no tree: a scan over headers stays cheap with large mails.
  if (!path && what !== 'TEXT') return header(raw.slice(0, headerEnd(raw, 0, raw.length)), what, fields);
  const part = path ? partAt(treeOf(message), path) : treeOf(message);
  if (!part) return '';
  if (!what) return raw.slice(part.bodyStart, part.bodyEnd);
  if (what === 'MIME') return raw.slice(part.headerStart, part.bodyStart);
  const entity = path ? part.embedded : part;
  if (!entity) return '';
  if (what === 'TEXT') return raw.slice(entity.bodyStart, entity.bodyEnd);
  return header(raw.slice(entity.headerStart, entity.bodyStart), what, fields);
}

function header(block: string, what: string | undefined, fields: string[]): string {
  if (what === 'HEADER' || what === 'MIME') return block;
  const wanted = new Set(fields.map((field) => field.toLowerCase()));
  const kept = headerFields(block.replace(/\r\n\r\n$/, '')).filter(
    ({ name }) => wanted.has(name) === (what === 'HEADER.FIELDS'),
  );
  return `${kept.map(({ field }) => field).join('')}\r\n`;
}

/** The part that '1.2' names: numbers count the parts of a multipart, or of the message inside a part. */
function partAt(root: MimeNode, path: string): MimeNode | null {
  let container: MimeNode | null = root;
  let part = root;
  for (const number of path.split('.').map(Number)) {
    if (!container) return null;
    const next: MimeNode | undefined =
      container.children.length > 0 ? container.children[number - 1] : number === 1 ? container : undefined;
    if (!next) return null;
    part = next;
    container = next.children.length > 0 ? next : next.embedded;
  }
  return part;
}

const trees = new WeakMap<Message, MimeNode>();

function treeOf(message: Message): MimeNode {
  const known = trees.get(message);
  if (known) return known;
  const tree = mimeTree(message.raw);
  trees.set(message, tree);
  return tree;
}

function literal(bytes: string): string {
  return `{${bytes.length}}\r\n${bytes}`;
}

function isToken(attribute: Attribute | undefined): attribute is Token {
  return typeof attribute === 'object' && attribute !== null && !Array.isArray(attribute);
}
