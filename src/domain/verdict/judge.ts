import { header, type Message } from '../message.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

/**
 * What a mail is. The rules are tried in the order of docs/architecture.md ("Judging"); the first that
 * matches decides, and says by which evidence.
 */
export function judge(message: Message, context: JudgeContext = {}): Verdict {
  if (message.id && context.isOwnId?.(message.id)) {
    return {
      verdict: 'own',
      evidence: [{ rule: 'own-message-id', where: 'header:message-id', quote: message.id }],
    };
  }
  const from = message.from[0]?.address;
  if (from && context.sellerAddresses?.includes(from)) {
    return { verdict: 'seller', evidence: [{ rule: 'from-seller', where: 'header:from', quote: from }] };
  }
  const auto = header(message.headers, 'auto-submitted');
  if (auto && auto.toLowerCase() !== 'no') {
    return {
      verdict: 'auto-reply',
      kind: 'absence',
      until: null,
      untilTo: null,
      successor: null,
      evidence: [{ rule: 'auto-submitted', where: 'header:auto-submitted', quote: auto }],
    };
  }
  return {
    verdict: 'answer',
    kind: null,
    successor: null,
    evidence: [{ rule: 'person', where: 'words', quote: '' }],
  };
}
