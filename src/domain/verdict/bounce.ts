import { header, type Message } from '../message.ts';
import { addressesIn } from './bounce/address.ts';
import { challengeIn } from './bounce/challenge.ts';
import { isGeneric, statusIn } from './bounce/code.ts';
import { type Notice, noticeOf } from './bounce/notice.ts';
import { originalId, originalTo } from './bounce/original.ts';
import { type Reason, reasonOf } from './bounce/reason.ts';
import { bounceSigns, warnsOfDelay } from './bounce/recognise.ts';
import {
  type DeliveryReport,
  deliveryReport,
  type ReportedRecipient,
  reportInText,
} from './bounce/report.ts';
import { notificationOf, type SesNotification } from './bounce/ses.ts';
import { daemonSender } from './bounce/signs/program.ts';
import { quotesServer } from './bounce/signs/text.ts';
import { forwardedFrom, type NamedFailure, namedFailures } from './bounce/transcript.ts';
import { challenges } from './challenge.ts';
import { evidence } from './evidence.ts';
import { ownReading } from './reading.ts';
import type { BouncedRecipient, BounceKind, Evidence, Verdict } from './verdict.ts';

type Failed = Pick<ReportedRecipient, 'action' | 'status' | 'diagnostic'> & { address: string | null };

/**
 * A bounce, by its delivery-status part (RFC 3464) or by the words of the many that have none; null when the
 * mail is no report of a delivery. A report of success is a `receipt`; a report whose text asks for a
 * confirmation is a challenge, and the mail may have been delivered.
 */
export function judgeBounce(message: Message): Verdict | null {
  const notice = noticeOf(message);
  const report = deliveryReport(message.root);
  if (report && isSentByMachine(message, notice)) return judgeReport(message, notice, report, []);
  const notification = notificationOf(message.text);
  if (notification?.type === 'bounce') return judgeNotification(notification);
  const signs = bounceSigns(message, notice);
  if (signs.length === 0) return null;
  // "Your message has not been delivered yet. To have it delivered, just reply." But a mail server that has refused it
  // ("550-5.7.26 … to authenticate with either SPF or DKIM", "571 … may visit …/whitelist") asks nothing of a person.
  const isRefused = signs.some(({ rule }) => rule === 'x-failed-recipients') || quotesServer(notice.lines);
  if (!isRefused && (challengeIn(notice.lines) !== null || challenges(ownReading(message)))) return null;
  const found = signs.map((sign) => evidence(sign.rule, sign.where, sign.quote));
  const told = reportInText(notice.lines);
  if (told) return judgeReport(message, notice, told, found);
  return verdictOf(message, notice, failuresInText(message, notice), found, null);
}

/** A person may forward a bounce with its parts; then the mail is no multipart/report, and not a daemon's. */
function isSentByMachine(message: Message, notice: Notice): boolean {
  return (
    message.root.type === 'multipart/report' ||
    daemonSender(message) !== null ||
    message.returnPath === '' ||
    header(message.headers, 'auto-submitted') !== null ||
    bounceSigns(message, notice).length > 0
  );
}

function judgeReport(message: Message, notice: Notice, report: DeliveryReport, signs: Evidence[]): Verdict {
  const found = [evidence('delivery-status', report.where, report.quote), ...signs];
  const words = challengeIn(notice.lines);
  if (words) {
    const challenge = { kind: 'challenge', until: null, untilTo: null, successor: null } as const;
    return {
      verdict: 'auto-reply',
      ...challenge,
      evidence: [...found, evidence('challenge-phrase', 'text', words)],
    };
  }
  const failed = report.recipients.filter(
    ({ action }) => action === null || action === 'failed' || action === 'delayed',
  );
  if (failed.length === 0) return { verdict: 'receipt', evidence: found };
  return verdictOf(message, notice, failed, found, report.originalId);
}

/** A bounce that Amazon SES tells as JSON. A transient one is soft whatever the other server said. */
function judgeNotification({ recipients, permanent, ...told }: SesNotification): Verdict {
  const kinds = recipients.map(({ status, diagnostic }) =>
    permanent ? reasonOf({ action: 'failed', status, diagnostic, notice: '' }).kind : 'soft',
  );
  return {
    verdict: 'bounce',
    kind: kinds.includes('hard') || (kinds.length === 0 && permanent) ? 'hard' : 'soft',
    recipients: recipients.map(({ address, status }, index) => {
      return { address, status: status && statusIn(status), action: 'failed', kind: kinds[index] ?? 'soft' };
    }),
    originalId: told.originalId,
    evidence: [evidence('ses-bounce', 'text', told.quote)],
  };
}

function verdictOf(
  message: Message,
  notice: Notice,
  failures: readonly Failed[],
  found: Evidence[],
  told: string | null,
): Verdict {
  const text = notice.lines.join('\n');
  const named = namedIn(message, notice);
  const recipients = new Map<string, BouncedRecipient>();
  const reasons: Reason[] = [];
  for (const failure of failures) {
    const final = failure.address ?? addressElsewhere(message, notice, named[0]?.address);
    const beside = named.find((other) => other.address === final)?.said ?? '';
    const address = forwardedFrom(beside) ?? final;
    const diagnostic = failure.diagnostic === '' ? beside : failure.diagnostic;
    const { subject } = message;
    const reason = reasonOf({ ...failure, diagnostic, notice: `${beside}\n${text}`, subject });
    reasons.push(reason);
    found.push(
      evidence(`${reason.kind}-${reason.name}`, 'text', diagnostic === '' ? text.trim() : diagnostic),
    );
    if (address === null) continue;
    const status = specific(failure.status, diagnostic);
    if (!recipients.has(address)) {
      recipients.set(address, { address, status, action: failure.action, kind: reason.kind });
    }
  }
  return {
    verdict: 'bounce',
    kind: worst(reasons),
    recipients: [...recipients.values()],
    originalId: originalId(message, told, [...notice.lines, ...notice.returned]),
    evidence: found.slice(0, 20),
  };
}

/** The generic x.0.0 of the own server gives way to what the other server said. */
function specific(status: string | null, diagnostic: string): string | null {
  if (status !== null && !isGeneric(status)) return status;
  return statusIn(diagnostic) ?? status;
}

/** Failures of a bounce without fields: the addresses that the header or the notice names. */
function failuresInText(message: Message, notice: Notice): Failed[] {
  const action = warnsOfDelay(message, notice) ? 'delayed' : 'failed';
  const named = namedIn(message, notice);
  const listed = addressesIn(header(message.headers, 'x-failed-recipients') ?? '');
  if (listed.length > 0) {
    return listed.map((address) => {
      const said = named.find((other) => other.address === address)?.said ?? '';
      return { address, action, status: null, diagnostic: said };
    });
  }
  if (named.length > 0) {
    return named.map(({ address, said }) => ({ address, action, status: null, diagnostic: said }));
  }
  return [{ address: null, action, status: null, diagnostic: '' }];
}

/** Where neither field nor notice names the address: to whom the returned mail went, if to one. */
function addressElsewhere(message: Message, notice: Notice, named: string | undefined): string | null {
  if (named) return named;
  const listed = addressesIn(header(message.headers, 'x-failed-recipients') ?? '');
  if (listed[0]) return listed[0];
  const to = notice.returned.find((line) => /^to[ \t]*:/i.test(line));
  const addresses = to ? addressesIn(to) : [];
  return addresses.length === 1 ? (addresses[0] as string) : originalTo(message.root);
}

/** The failures that the notice names: not those to whom and from whom it came, unless it names no others. */
function namedIn(message: Message, notice: Notice): NamedFailure[] {
  const others = namedFailures(notice.lines, ourAddresses(message));
  return others.length > 0 ? others : namedFailures(notice.lines, new Set());
}

function ourAddresses(message: Message): ReadonlySet<string> {
  return new Set([...message.to, ...message.from].map(({ address }) => address));
}

const severity: Record<BounceKind, number> = { delayed: 0, soft: 1, hard: 2 };

function worst(reasons: readonly Reason[]): BounceKind {
  return reasons.reduce<BounceKind>(
    (kind, reason) => (severity[reason.kind] > severity[kind] ? reason.kind : kind),
    'delayed',
  );
}
