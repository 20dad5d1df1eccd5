/** A server of the sandbox in a process of its own: `{ mail: addresses }` or `{ mongo: folder }`. */
import { startMail } from '../../sandbox/mail/start.ts';
import { startMongo } from '../../sandbox/mongo/server.ts';
import { distant } from './distance.ts';
import { argumentOf, say } from './processes.ts';

/** `relayMs`: how far away the SMTP port is, as a round trip. */
export type StandIn = { mail: string[]; relayMs?: number } | { mongo: string };

/** Where a mail server of the sandbox listens; every account's password is 'secret'. */
export interface MailPorts {
  imap: { host: string; port: number };
  smtp: { host: string; port: number };
}

const asked = argumentOf<StandIn>();
if ('mail' in asked) {
  const accounts = asked.mail.map((address) => ({ address, password: 'secret' }));
  const { imap, smtp } = await startMail({ accounts });
  const port = asked.relayMs ? await distant(smtp.port, asked.relayMs) : smtp.port;
  say({ imap, smtp: { ...smtp, port } } satisfies MailPorts);
} else {
  const { uri } = await startMongo({ dataDir: asked.mongo });
  say({ uri });
}
