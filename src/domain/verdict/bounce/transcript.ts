import { addressesIn, leadingAddress } from './address.ts';

/** An address that a notice names as failed, and the words beside it. */
export interface NamedFailure {
  address: string;
  /** Rest of the line and the lines below it, up to the next address; '' when the notice only lists it. */
  said: string;
}

const MAX_FAILURES = 100;

/** `Recipient: ann@x.example`, `Error-for: …`, `RCPT TO:<…>`: a name for the recipient, then the address. */
const LABELLED =
  /(?:^|[\s>])(?:error-for|(?:failed |original-|original |final-|final |intended |bad |undeliverable )?recipients?(?:\(s\))?|undeliverable address|addressed to|rcpt to|recipient address|empfänger|destinataire|destinatario|adresat|vastaanottaja|mottagare|ontvanger|user unknown|unknown user|unknown host|mailbox full)\s{0,3}[:=]\s{0,5}(.*)$/i;

/** Words before an address inside a sentence: "was not delivered to ann@x.example". */
const SPOKEN =
  /(?:deliver(?:y|ed|ing)?|message|mail|email|e-mail|send(?:ing)?|sent|response|reach(?:ed|ing)?|addressed|attempts?|userid|size|address|user|account|mailbox)\b[^@]{0,60}$/i;

/** People whom a notice names for help, and the programs that write it. */
const HELPERS = /^(?:abuse|support|helpdesk|help|admin|administrator|hostmaster)@/;
const DAEMONS = /^(?:postmaster|mailer-daemon)@/;

/** A Message-ID looks like an address. */
const ID_FIELD = /^[>\s]{0,8}(?:message-id|meldings-?id|nachrichten-?id|in-reply-to|references)\s{0,3}:/i;

/**
 * The addresses that the notice calls failed, best kind of naming first: lines that begin with an address,
 * else labelled ones, else the first in a sentence. `strangers` are never meant: our own addresses and helpers.
 */
export function namedFailures(lines: readonly string[], strangers: ReadonlySet<string>): NamedFailure[] {
  const known = (address: string) => strangers.has(address) || DAEMONS.test(address);
  const told = lines.filter((line) => !ID_FIELD.test(line));
  const named = failuresAmong(told, (address) => !known(address) && !HELPERS.test(address));
  // Where nobody else is named, "admin@" is no helper but the one who was written to.
  return named.length > 0 ? named : failuresAmong(told, (address) => !known(address));
}

function failuresAmong(lines: readonly string[], meant: (address: string) => boolean): NamedFailure[] {
  let before = '';
  const listed = gather(lines, (line) => {
    const lead = /\bsent by$/.test(before) ? null : leadingAddress(line);
    before = line.trim() || before;
    return lead && meant(lead.address) && isList(lead.rest) ? lead : null;
  });
  if (listed.length > 0) return listed;
  const headed = belowHeading(lines, meant);
  if (headed.length > 0) return headed;
  const labelled = gather(lines, (line) => {
    const rest = LABELLED.exec(line.slice(0, 1_000))?.[1];
    const address = rest === undefined ? undefined : addressesIn(rest).find(meant);
    return address === undefined ? null : { address, rest: line };
  });
  if (labelled.length > 0) return labelled;
  return spoken(lines, meant).slice(0, 1);
}

const FORWARD =
  /\((?:ultimately )?(?:generated|expanded|forwarded) from:? {1,3}<?([^\s<>()]{1,64}@[^\s<>()]{1,255}?)>?\)/i;

/** The address that was mailed, where the notice says that the failed one came from it by forwarding. */
export function forwardedFrom(said: string): string | null {
  return FORWARD.exec(said.slice(0, 2_000))?.[1]?.toLowerCase() ?? null;
}

/** A line that announces addresses: "did not reach the following recipient(s):". */
const HEADING =
  /(?:recipients?|recipient\(s\)|address(?:es|\(es\))?|empfänger[ns]?|destinataires?|destinatari[oa]?s?|ontvangers?|vastaanottaj\p{L}{0,6}|mottagare|mottakere?|modtagere?|adresat\p{L}{0,4}|odbiorc\p{L}{0,3}|получател\p{L}{0,3})\s?:\s*$/iu;

/** An address that stands somewhere in the lines below a heading, as in X.400 names. */
function belowHeading(lines: readonly string[], meant: (address: string) => boolean): NamedFailure[] {
  const at = lines.findIndex((line) => HEADING.test(line.slice(0, 500)));
  if (at === -1) return [];
  const below = lines.slice(at + 1).filter((line) => line.trim() !== '');
  const address = below.slice(0, 3).flatMap(addressesIn).find(meant);
  return address === undefined ? [] : [{ address, said: below.slice(0, 12).join(' ') }];
}

/** "ann@x.example wrote" or "ann@x.example for help" is prose; a list goes on with a mark, a reason or nothing. */
function isList(rest: string): boolean {
  return !/^\s*(?:wrote|schrieb|a écrit|kirjoitti|for|to|or|and|if)\b/i.test(rest);
}

function gather(
  lines: readonly string[],
  read: (line: string) => { address: string; rest: string } | null,
): NamedFailure[] {
  const found = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of lines) {
    const lead = read(line);
    if (lead) {
      current = found.get(lead.address) ?? [];
      if (!found.has(lead.address) && found.size === MAX_FAILURES) break;
      found.set(lead.address, current);
      current.push(lead.rest.trim());
    } else current?.push(line.trim());
  }
  return [...found].map(([address, said]) => ({ address, said: reasonGiven(said.join(' ').trim()) }));
}

/** sendmail sums up in "(reason: …)" what the transcript of its tries tells at length. */
function reasonGiven(said: string): string {
  const reason = /\(reason: (.{1,500}?)\)(?:\s|$)/.exec(said.slice(0, 2_000))?.[1];
  const forward = reason && /\(expanded from: .{1,300}?\)/.exec(said.slice(0, 2_000))?.[0];
  return reason ? `${reason} ${forward ?? ''}`.trim() : said;
}

function spoken(lines: readonly string[], meant: (address: string) => boolean): NamedFailure[] {
  for (const line of lines) {
    for (const address of addressesIn(line)) {
      const before = line.slice(0, Math.max(0, line.toLowerCase().indexOf(address)));
      if (meant(address) && SPOKEN.test(before.slice(-100))) return [{ address, said: from(lines, line) }];
    }
  }
  return lines
    .flatMap((line) => addressesIn(line).map((address) => ({ address, said: from(lines, line) })))
    .filter(({ address }) => meant(address));
}

/** A sentence and what the notice says after it. */
function from(lines: readonly string[], line: string): string {
  const at = lines.indexOf(line);
  return lines.slice(at, at + 12).join(' ');
}
