import { resolve } from 'node:path';
import type { Config, Seller } from '../config.ts';
import type { MailboxAccount } from '../mail/imap/account.ts';
import type { SmtpSettings } from '../mail/smtp-session.ts';
import type { ImapSection, SellerSection, Settings, SmtpSection } from './schema.ts';

/** Fills in what follows from other keys: ids, ports, and which account and place each seller has. */
export function resolveConfig(settings: Settings, folder: string): Config {
  const relay = settings.relay && smtpAccount('relay', settings.relay);
  const sellers = settings.sellers.map((seller) => resolveSeller(seller, settings, relay));
  const { address, imap, smtp, lookBackDays, pollSeconds } = settings.tracking;
  const noticesBy = smtp ? smtpAccount('notices', smtp) : (relay ?? sellers[0]?.smtp);
  if (!noticesBy) throw new Error('unreachable: each seller has an account, and there is at least one');
  return {
    mongo: settings.mongo,
    tracking: { address, mailbox: mailboxAccount(imap.id ?? 'tracking', imap), lookBackDays, pollSeconds },
    trust: settings.trust,
    notices: { from: { address: settings.notices.from ?? address, name: 'Palaan' }, smtp: noticesBy },
    templates: resolve(folder, settings.templates),
    defaults: { sequence: settings.defaults.sequence, language: settings.defaults.language },
    window: settings.window,
    limits: settings.limits,
    retention: settings.retention,
    health: settings.health,
    suppression: settings.suppression,
    colleague: settings.colleague,
    log: settings.log,
    sellers,
  };
}

/** The id that a seller has in logs and commands: as written, else the part of the address before the @. */
export function sellerId(seller: { id?: string; address: string }): string {
  return seller.id ?? seller.address.slice(0, seller.address.indexOf('@')).replace(/[^a-z0-9-]/g, '-');
}

/** The id of a seller's mailbox number `index`: as written, else the seller's id, from the second on with a number. */
export function mailboxId(mailbox: { id?: string }, owner: string, index: number): string {
  return mailbox.id ?? (index === 0 ? owner : `${owner}-${index + 1}`);
}

function resolveSeller(seller: SellerSection, settings: Settings, relay: SmtpSettings | undefined): Seller {
  const { defaults } = settings;
  const id = sellerId(seller);
  const smtp = seller.smtp ? smtpAccount(id, seller.smtp) : relay;
  const zone = seller.zone ?? defaults.zone;
  const country = seller.country ?? defaults.country;
  if (!smtp || !zone || !country) throw new Error('unreachable: checked before');
  const region = seller.region ?? (country === defaults.country ? defaults.region : undefined);
  return {
    id,
    name: seller.name,
    address: seller.address,
    aliases: seller.aliases,
    signature: seller.signature ?? seller.name,
    language: seller.language ?? defaults.language,
    place: { zone, country, ...(region && { region: region.toUpperCase() }) },
    phone: seller.phone,
    company: seller.company,
    sequence: seller.sequence ?? defaults.sequence,
    secret: seller.secret,
    smtp,
    mailboxes: seller.imap.map((mailbox, index) => mailboxAccount(mailboxId(mailbox, id, index), mailbox)),
  };
}

/** TLS from the first byte on the ports that mean it (RFC 8314), unless palaan.yaml says otherwise. */
function smtpAccount(id: string, { host, port, secure, user, password }: SmtpSection): SmtpSettings {
  const tls = secure ?? port === 465;
  return { id, host, port: port ?? (tls ? 465 : 587), secure: tls, user, password };
}

function mailboxAccount(
  id: string,
  { host, port, secure, user, password, folders, sent }: ImapSection,
): MailboxAccount {
  const tls = secure ?? port !== 143;
  return { id, host, port: port ?? (tls ? 993 : 143), secure: tls, user, password, folders, sent };
}
