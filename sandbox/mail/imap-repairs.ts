import type { ImapServer } from 'hoodiecrow-imap';

/**
 * A command line as hoodiecrow's parser can read it: `*` alone is no sequence set to it, and text beyond
 * ASCII only a literal.
 */
export function repairedLine(line: string): string {
  const set = line.replace(/^(\S+ (?:UID )?(?:FETCH|STORE|COPY|MOVE) )\*(?= )/i, '$1*:*');
  if (set.includes('\r\n') || !/[\x80-\xff]/.test(set)) return set;
  return set.replace(/"((?:[^"\\]|\\.)*)"/g, (quoted, inner: string) => {
    const value = inner.replace(/\\(.)/g, '$1');
    return /[\x80-\xff]/.test(value) ? `{${value.length}}\r\n${value}` : quoted;
  });
}

/** `* ENABLED`, without which a client must think that nothing was enabled (RFC 5161). */
export function enabledPlugin(server: ImapServer): void {
  server.outputHandlers.push((connection, response, description) => {
    if (description !== 'ENABLE' || response.command !== 'OK') return;
    const attributes = (connection.enabled ?? []).map((value) => ({ type: 'ATOM' as const, value }));
    connection.send({ tag: '*', command: 'ENABLED', attributes }, 'ENABLED');
  });
}

/** Flags that one session sets are told to the others that have the mailbox open. */
export function flagNewsPlugin(server: ImapServer): void {
  server.outputHandlers.push((connection, _response, description, _parsed, _data, affected) => {
    const mailbox = connection.selectedMailbox;
    if (!mailbox || !/^(UID )?STORE COMPLETE$/.test(description) || !Array.isArray(affected)) return;
    for (const item of affected) {
      const message = Array.isArray(item) ? item[1] : item;
      const number = mailbox.messages.indexOf(message) + 1;
      const value = `(UID ${message.uid} FLAGS (${message.flags.join(' ')}))`;
      const fetch = { type: 'ATOM' as const, value: 'FETCH' };
      const attributes = [number, fetch, { type: 'TEXT' as const, value }];
      if (number > 0) server.notify({ tag: '*', attributes }, mailbox, connection);
    }
  });
}

/** A mailbox that is not there is a NO with its code (RFC 5530), not a syntax error. */
export function missingMailboxPlugin(server: ImapServer): void {
  server.outputHandlers.push((_connection, response, _description, parsed) => {
    const [text] = response.attributes;
    if (!text || typeof text !== 'object' || Array.isArray(text)) return;
    if (!/^(Invalid mailbox|Target mailbox|Mailbox does not)/i.test(text.value)) return;
    const creates = /^(APPEND|(UID )?(COPY|MOVE))$/i.test(parsed?.command ?? '');
    response.command = 'NO';
    text.value = `[${creates ? 'TRYCREATE' : 'NONEXISTENT'}] No such mailbox`;
  });
}
