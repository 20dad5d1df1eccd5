import type { Message } from '../message.ts';
import { evidence } from './evidence.ts';
import { ownReading, places, quoting, says } from './reading.ts';
import { findSuccessor, writerAsSuccessor } from './successor.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

/** What remains when no other rule matched: a person answered, perhaps that a colleague has left. */
export function judgeAnswer(message: Message, _context: JudgeContext = {}): Verdict {
  const own = ownReading(message);
  const left = places('left', own)[0];
  if (!left) {
    return {
      verdict: 'answer',
      kind: null,
      successor: null,
      evidence: [evidence('person', 'words', own.text)],
    };
  }
  const takesOver = says('takingOver', own);
  return {
    verdict: 'answer',
    kind: 'left',
    successor: findSuccessor(message, own) ?? (takesOver ? writerAsSuccessor(message) : null),
    evidence: [quoting('left-phrase', 'words', own, left)],
  };
}
