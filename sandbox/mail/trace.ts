import { firstValue, headerEnd, headerFields } from './mime-tree.ts';
import type { Envelope } from './post-office.ts';

/** The name of this server, which is also its authserv-id (RFC 8601). */
export const serverName = 'mail.sandbox.example';

/**
 * The message as a recipient's mailbox gets it: the trace fields that mail servers add on top, and without
 * the Return-Path and the Authentication-Results in this server's name that a forger may have written.
 */
export function stamped(
  raw: Buffer,
  envelope: Envelope,
  mailbox: string,
  hosted: (domain: string) => boolean,
): Buffer {
  const text = raw.toString('latin1').replace(/\r?\n/g, '\r\n');
  const bodyStart = headerEnd(text, 0, text.length);
  const fields = headerFields(text.slice(0, bodyStart).replace(/\r\n\r\n$/, ''));
  const kept = fields.filter(({ name, value }) => {
    if (name === 'return-path') return false;
    return name !== 'authentication-results' || !claimsToBeUs(value);
  });
  const from = /@([^@\s>]+)>?\s*$/.exec(firstValue(fields, 'from') ?? '')?.[1]?.toLowerCase() ?? '';
  const by = envelope.authenticatedAs ? 'ESMTPA' : 'ESMTP';
  const trace = [
    `Return-Path: <${envelope.from}>`,
    `Delivered-To: ${mailbox}`,
    `X-Original-To: ${envelope.to}`,
    `Received: from ${envelope.helo} ([127.0.0.1])\r\n\tby ${serverName} with ${by} id ${envelope.id}\r\n\tfor <${envelope.to}>; ${rfcDate(envelope.at)}`,
    `Authentication-Results: ${serverName};\r\n\t${results(envelope, from, hosted)}`,
  ];
  const header = `${trace.join('\r\n')}\r\n${kept.map(({ field }) => field).join('')}\r\n`;
  return Buffer.from(header + text.slice(bodyStart), 'latin1');
}

/** 'Tue, 03 Feb 2026 09:00:00 +0000' (RFC 5322, 3.3). */
export function rfcDate(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

function claimsToBeUs(value: string): boolean {
  return value.split(/[;\s]/, 1)[0]?.toLowerCase() === serverName;
}

/**
 * A From of a hosted domain passes when the sender has logged in as somebody of that domain, and fails else;
 * of other domains nothing is known.
 */
function results(envelope: Envelope, fromDomain: string, hosted: (domain: string) => boolean): string {
  const user = envelope.authenticatedAs;
  const aligned = user?.endsWith(`@${fromDomain}`) ?? false;
  const verdict = aligned ? 'pass' : hosted(fromDomain) || fromDomain === serverName ? 'fail' : 'none';
  const auth = user ? `auth=pass smtp.auth=${user};\r\n\t` : '';
  return `${auth}dmarc=${envelope.trusted ? 'pass' : verdict} header.from=${fromDomain || 'unknown'}`;
}
