import type { Message } from '../message.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

/** A person who tells us, in their own words, never to write again; else null. */
export function judgeOptOut(message: Message, _context: JudgeContext = {}): Verdict | null {
  const words = message.words.own.trim();
  if (!/^(unsubscribe|stop|remove me|poista|avsluta|stopp|wypisz)[.!]*$/i.test(words)) return null;
  return {
    verdict: 'opt-out',
    evidence: [{ rule: 'opt-out-word', where: 'words', quote: words.slice(0, 200) }],
  };
}
