import type { Message } from '../message.ts';
import { judgeAnswer } from './answer.ts';
import { judgeAutoReply } from './auto-reply.ts';
import { judgeBounce } from './bounce.ts';
import { judgeBulk } from './bulk.ts';
import { judgeComplaint } from './complaint.ts';
import { judgeDeferral } from './deferral.ts';
import { judgeMeeting } from './meeting.ts';
import { judgeOptOut, judgeUnsubscribeMail } from './opt-out.ts';
import { judgeOwn, judgeSeller } from './own.ts';
import { judgeReceipt } from './receipt.ts';
import type { JudgeContext, Verdict } from './verdict.ts';

type Rule = (message: Message, context: JudgeContext) => Verdict | null;

/**
 * The order of docs/architecture.md ("Judging"). The three reports go together, before the auto-replies:
 * bounces, complaints and receipts carry the headers of an auto-reply too, and so do meetings.
 */
const rules: readonly Rule[] = [
  judgeOwn,
  judgeSeller,
  judgeBounce,
  judgeComplaint,
  judgeReceipt,
  judgeMeeting,
  judgeUnsubscribeMail,
  judgeAutoReply,
  judgeBulk,
  judgeOptOut,
  judgeDeferral,
];

/** What a mail is: the first rule that matches decides, and says by which evidence. Else it is an answer. */
export function judge(message: Message, context: JudgeContext = {}): Verdict {
  for (const rule of rules) {
    const verdict = rule(message, context);
    if (verdict) return verdict;
  }
  return judgeAnswer(message, context);
}
