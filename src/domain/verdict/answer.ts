import type { Message } from '../message.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

/** What remains when no other rule matched: a person answered. */
export function judgeAnswer(message: Message, _context: JudgeContext = {}): Verdict {
  return {
    verdict: 'answer',
    kind: null,
    successor: null,
    evidence: [{ rule: 'person', where: 'words', quote: message.words.own.slice(0, 200) }],
  };
}
