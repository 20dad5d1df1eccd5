import { header, type Message } from '../message.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

/** A reply by a program (RFC 3834): absence, "no longer works here", acknowledgement or challenge; else null. */
export function judgeAutoReply(message: Message, _context: JudgeContext = {}): Verdict | null {
  const value = header(message.headers, 'auto-submitted') ?? '';
  if (!/^auto-(replied|generated)/i.test(value)) return null;
  return {
    verdict: 'auto-reply',
    kind: 'absence',
    until: null,
    untilTo: null,
    successor: null,
    evidence: [{ rule: 'auto-submitted', where: 'header:auto-submitted', quote: value.slice(0, 200) }],
  };
}
