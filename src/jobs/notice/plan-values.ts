import type { Seller } from '../../config.ts';
import { planStep } from '../../domain/plan.ts';
import { stepAt } from '../../domain/sequence.ts';
import type { Thread } from '../../domain/thread/thread.ts';
import { TemplateError, TemplateHole } from '../../errors.ts';
import type { TemplateLibrary } from '../../templates/library.ts';
import type { NoticeVariables } from '../../templates/variables.ts';
import { localMoment, threadValues } from '../thread-values.ts';
import type { NoticeParts } from './job.ts';

type Receipt = NoticeVariables['receipt'];

/** Steps of an endless sequence that a receipt shows. */
const SHOWN = 12;

/** The plan from the next step on: its dates, and each mail as it will leave, or what it still lacks. */
export function planValues(
  thread: Thread,
  seller: Seller,
  library: TemplateLibrary,
  parts: NoticeParts,
): Pick<Receipt, 'sequence' | 'state' | 'waitsForYes' | 'plan' | 'endless'> {
  const sequence = library.sequence(thread.sequence);
  const plan: Receipt['plan'] = [];
  let at = thread.next?.kind === 'step' ? thread.next.at : null;
  let occurrence = thread.next?.kind === 'step' ? thread.next.occurrence : 0;
  while (sequence && at && plan.length < SHOWN) {
    const step = stepAt(sequence, occurrence);
    if (!step) break;
    const written = preview(thread, seller, step.name, occurrence, at, library);
    plan.push({
      number: occurrence + 1,
      name: step.name,
      kind: step.kind,
      at: localMoment(at, seller),
      approve: step.approve,
      ...written,
    });
    occurrence++;
    at =
      planStep(sequence, occurrence, {
        from: at,
        agreedOn: thread.agreedOn,
        place: thread.place,
        sellerPlace: thread.sellerPlace,
        window: parts.config.window,
        seed: thread.id,
      })?.at ?? null;
  }
  return {
    sequence: thread.sequence,
    state: thread.status,
    waitsForYes: thread.hold?.reason === 'approval',
    plan,
    endless: sequence?.repeatFrom != null,
  };
}

/** The mail as it would be written on its day; a hole is shown as what is missing, while there is time to fill it. */
function preview(
  thread: Thread,
  seller: Seller,
  step: string,
  occurrence: number,
  at: Date,
  library: TemplateLibrary,
) {
  try {
    const { subject, text } = library.render({
      sequence: thread.sequence,
      step,
      language: thread.language,
      variables: { ...threadValues(thread, seller, at), stepNumber: occurrence + 1 },
    });
    return { subject, text, missing: null };
  } catch (error) {
    if (error instanceof TemplateHole) return { subject: null, text: null, missing: error.variable };
    if (error instanceof TemplateError) return { subject: null, text: null, missing: error.message };
    throw error;
  }
}
