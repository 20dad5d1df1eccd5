import type { Message } from '../message.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

/** A person who proposes to come back to it later, with or without a date; else null. */
export function judgeDeferral(_message: Message, _context: JudgeContext = {}): Verdict | null {
  return null;
}
