import { header, type Message } from '../../../message.ts';
import { daemonLocalParts, daemonNames } from './senders.ts';
import type { Sign } from './sign.ts';

/** Whether the mail is written by a mail server, by its From field. */
export function daemonSender(message: Message): Sign | null {
  const from = message.from[0];
  if (!from || from.address === '') {
    const raw = header(message.headers, 'from') ?? '';
    return { rule: 'daemon-sender', where: 'header:from', quote: raw };
  }
  const local = from.address.slice(0, Math.max(0, from.address.lastIndexOf('@'))) || from.address;
  const name = from.name.toLowerCase();
  const daemon = daemonLocalParts.test(local) || daemonNames.some((known) => name.includes(known));
  return daemon ? { rule: 'daemon-sender', where: 'header:from', quote: from.address } : null;
}

/** A postmaster may be a person; a mailer-daemon is none. */
export function isMailerDaemon(message: Message): boolean {
  return /^mailer-?daemon@/.test(message.from[0]?.address ?? '');
}

/** The form of a report whose parts got lost on the way. */
export function reportForm({ root }: Message): Sign | null {
  const type = root.params['report-type'] ?? '';
  if (root.type !== 'multipart/report' || !/^delivery-status$/i.test(type)) return null;
  return { rule: 'report-type', where: 'header:content-type', quote: type };
}

/** An empty envelope, or RFC 3834's header: no proof alone, but persons' programs set neither. */
export function machineMark(message: Message): Sign | null {
  if (message.returnPath === '') return { rule: 'empty-envelope', where: 'header:return-path', quote: '<>' };
  const auto = header(message.headers, 'auto-submitted');
  if (auto && !/^\s*no\b/i.test(auto)) {
    return { rule: 'auto-submitted', where: 'header:auto-submitted', quote: auto };
  }
  const from = message.from[0]?.address ?? '';
  return /^(?:no|do-?not)-?reply@/.test(from)
    ? { rule: 'no-reply', where: 'header:from', quote: from }
    : null;
}
