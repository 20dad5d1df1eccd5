import { replySubject } from '../../domain/subject.ts';
import { liveProspects } from '../../domain/thread/thread.ts';
import { tokenAddress } from '../../domain/tracking-address.ts';
import { taskCalendar } from '../../mail/calendar-file.ts';
import { composeFollowUp, composeNotice, type OutgoingMail } from '../../mail/compose.ts';
import { messageIdFor } from '../../mail/message-id.ts';
import { domainOf, threadValues } from '../thread-values.ts';
import type { DueStep, StepParts } from './step.ts';

/** A step as it will leave. The bytes are made at the last moment, so that their Date is the time of sending. */
export interface Letter {
  messageId: string;
  /** Version of the template. */
  template: string;
  compose(date: Date): Promise<OutgoingMail>;
}

/**
 * Writes the mail of a step: to the prospects in their thread, or a task to the seller.
 * @throws TemplateHole, TemplateError
 */
export function writeLetter(due: DueStep, parts: StepParts): Letter {
  const { thread, seller, step, occurrence } = due;
  const now = parts.clock.now();
  const rendered = due.library.render({
    sequence: thread.sequence,
    step: step.name,
    language: step.kind === 'task' ? taskLanguage(due) : thread.language,
    variables: { ...threadValues(thread, seller, now), stepNumber: occurrence + 1 },
  });
  const tracking = parts.config.tracking.address;
  const token = tokenAddress(tracking, thread.token);
  const messageId = messageIdFor(thread.id, occurrence, domainOf(parts.config));
  const common = { text: rendered.text, html: rendered.html, messageId };
  const from = { name: seller.name, address: seller.address };
  const compose = (date: Date): Promise<OutgoingMail> =>
    step.kind === 'task'
      ? composeNotice({
          ...common,
          from: parts.config.notices.from,
          to: [from],
          replyTo: [token],
          subject: rendered.subject ?? step.name,
          inReplyTo: thread.references[0],
          references: thread.references.slice(0, 1),
          ics: taskCalendar({
            uid: messageId,
            summary: rendered.subject ?? step.name,
            description: rendered.text,
            start: date,
          }),
          date,
        })
      : composeFollowUp({
          ...common,
          from,
          to: liveProspects(thread).map(({ address, name }) => ({ address, name })),
          // The copy in the tracking mailbox proves later that the mail left.
          copyTo: [token],
          replyTo: [seller.address, token],
          subject: rendered.subject ?? replySubject(thread.subject),
          inReplyTo: thread.references.at(-1) ?? thread.knownIds[0] ?? messageId,
          references: thread.references,
          date,
        });
  return { messageId, template: rendered.version, compose };
}

/** A task is read by the seller, in the seller's language where the sequence has it. */
function taskLanguage({ thread, seller, library }: DueStep): string {
  const there = library.languages(thread.sequence);
  return there.includes(seller.language) ? seller.language : thread.language;
}
