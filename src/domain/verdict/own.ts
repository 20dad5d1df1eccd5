import { header, type Message } from '../message.ts';
import { evidence } from './evidence.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

/** Palaan's own mail, seen again in Sent, in Drafts or as a copy: never an answer. */
export function judgeOwn(message: Message, context: JudgeContext): Verdict | null {
  if (!message.id || !context.isOwnId?.(message.id)) return null;
  return { verdict: 'own', evidence: [evidence('own-message-id', 'header:message-id', message.id)] };
}

/**
 * The seller's own mail; a second author beside the seller is a known trick. What the seller's program sends by itself
 * (an absence note, a receipt) does not mean that the seller acted: it counts as own.
 */
export function judgeSeller(message: Message, context: JudgeContext): Verdict | null {
  const [author, ...others] = message.from;
  if (!author || others.length > 0 || !context.sellerAddresses?.includes(author.address)) return null;
  const from = author.address;
  const found = [evidence('from-seller', 'header:from', from)];
  const auto = header(message.headers, 'auto-submitted');
  if (auto !== null && /^\s*auto-/i.test(auto)) {
    return {
      verdict: 'own',
      evidence: [...found, evidence('seller-automatic', 'header:auto-submitted', auto)],
    };
  }
  return { verdict: 'seller', evidence: found };
}
