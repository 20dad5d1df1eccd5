import type { SandboxMail } from '../../sandbox/mail/start.ts';
import type { Clock } from '../../src/clock.ts';
import { answerText, type Written } from './letters.ts';
import type { PlannedThread } from './plan.ts';
import type { Arrived, Post } from './post.ts';
import type { StoryThread } from './story.ts';

/** A thread as those who live it see it. */
export interface Life {
  plan: PlannedThread;
  story: StoryThread;
  /** The follow-ups that have come, oldest first. */
  received: Arrived[];
}

/** Where people do what they do. */
export interface Scene {
  post: Post;
  mail: SandboxMail;
  clock: Clock;
  lives: Life[];
}

/** A mail in the thread, from the prospect to the seller unless `changes` says otherwise. */
export function reply(life: Life, words: string, scene: Scene, changes: Partial<Written> = {}): Written {
  const { plan, story, received } = life;
  const last = received.at(-1);
  const from = changes.from ?? plan.prospect;
  return {
    id: scene.post.newId(from),
    to: [plan.seller.address],
    subject: `Re: ${plan.project}`,
    text: answerText(words, plan.seller.name, `Hello,\nabout ${plan.project}.`),
    date: scene.clock.now(),
    inReplyTo: last?.id ?? story.startId,
    references: last ? [...last.references, last.id] : [story.startId],
    ...changes,
    from,
  };
}

/** A mail to the seller that refers to nothing. */
export function newMail(life: Life, words: string, scene: Scene, from = life.plan.prospect): Written {
  const date = scene.clock.now();
  return {
    id: scene.post.newId(from),
    from,
    to: [life.plan.seller.address],
    subject: 'A question',
    text: words,
    date,
  };
}

/** The machine's time at which so many milliseconds of the story have passed since `from`. */
export function machineTime(from: Date, ms: number, { clock }: Scene): number {
  return clock.toReal(new Date(from.getTime() + ms)).getTime();
}
