import { dayAt, nextBusinessDay, nextOpen, openingOn } from '../../domain/calendar.ts';
import { sameMailbox } from '../../domain/match.ts';
import { spreadOf } from '../../domain/plan.ts';
import { stepPutOff } from '../../domain/thread/step.ts';
import { liveProspects } from '../../domain/thread/thread.ts';
import { PAUSED_RETRY_MS } from './limits.ts';
import type { DueStep, StepParts } from './step.ts';
import { still } from './still.ts';

/**
 * Whether the operator has pulled the emergency brake. Then the step is put off, by a time of its own: what fell
 * due meanwhile does not come back all at once.
 */
export async function paused({ thread, step }: DueStep, parts: StepParts): Promise<boolean> {
  const pause = await parts.brake.pause();
  if (!pause) return false;
  const now = parts.clock.now();
  const spread = spreadOf(thread.id);
  const later = new Date(now.getTime() + PAUSED_RETRY_MS * (1 + spread));
  const at = step.kind === 'email' ? nextOpen(later, thread.place, parts.config.window, spread) : later;
  await parts.keeper.change(
    thread.id,
    still(thread, (one) =>
      stepPutOff(one, at, {
        now,
        rule: 'paused',
        text: 'The operator has paused all sending: put off until it goes on.',
      }),
    ),
  );
  return true;
}

/**
 * Takes a place in the day of everybody whom the mail goes to, over all threads and sellers. Where one of them has
 * had enough for today, the step is put off to the next business day.
 */
export async function takePlaces({ thread, occurrence }: DueStep, parts: StepParts): Promise<boolean> {
  const now = parts.clock.now();
  const { limits, window } = parts.config;
  const day = dayAt(now, thread.place);
  const mail = `${thread.id}/${occurrence}`;
  const people = [...new Set(liveProspects(thread).map(({ address }) => sameMailbox(address)))];
  if (await everybodyHasRoom(people, day, mail, parts)) return true;
  const tomorrow = nextBusinessDay(day, thread.place, window);
  const at = openingOn(tomorrow, thread.place, window, spreadOf(thread.id));
  await parts.keeper.change(
    thread.id,
    still(thread, (one) =>
      stepPutOff(one, at, {
        now,
        rule: 'limit:person',
        text: `A prospect has had ${limits.perPersonPerDay} follow-ups today, over all threads: put off to ${tomorrow}.`,
      }),
    ),
  );
  return false;
}

/** All are asked before any place is taken, so that one who has had enough does not use up the others' day. */
async function everybodyHasRoom(
  people: readonly string[],
  day: string,
  mail: string,
  { allowances, config }: StepParts,
): Promise<boolean> {
  const limit = config.limits.perPersonPerDay;
  // For one person alone, to take the place asks as well.
  for (const person of people.length > 1 ? people : []) {
    if (!(await allowances.free(person, day, mail, limit))) return false;
  }
  for (const person of people) {
    if ((await allowances.take(person, day, mail, limit)) === 'none') return false;
  }
  return true;
}
