import { type Message, walk } from '../message.ts';
import { judgeAnswer } from './answer.ts';
import { evidence } from './evidence.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

/**
 * A meeting that a person proposes, accepts or declines (iTIP, RFC 5546): an answer, although calendars send
 * such mail by machine and mark it so.
 */
export function judgeMeeting(message: Message, context: JudgeContext): Verdict | null {
  for (const part of walk(message.root, { embedded: false })) {
    if (part.type !== 'text/calendar') continue;
    const method = part.params.method ?? METHOD.exec(part.text?.slice(0, 2_000) ?? '')?.[1] ?? '';
    if (!/^(?:request|reply|counter)$/i.test(method)) continue;
    const answer = judgeAnswer(message, context);
    return { ...answer, evidence: [evidence('meeting', `part:${part.path}`, method), ...answer.evidence] };
  }
  return null;
}

const METHOD = /^METHOD:([A-Z]{1,20})/im;
