import { sellers, trackingAddress } from './cast.ts';
import { act, answer } from './deeds.ts';
import { notified, returned } from './desk.ts';
import type { Written } from './letters.ts';
import type { Life, Scene } from './life.ts';
import type { Plan, PlannedForgery, PlannedThread } from './plan.ts';
import type { Arrived } from './post.ts';
import type { StoryThread } from './story.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Everybody in the story but Palaan: they do what the plan says, when mails come, and write down what they did. */
export class People {
  readonly #plan: Plan;
  readonly #scene: Scene;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(plan: Plan, world: Omit<Scene, 'lives'>) {
    this.#plan = plan;
    this.#scene = { ...world, lives: [] };
    world.post.onArrival = (arrived) => this.#arrived(arrived);
  }

  /** Begins the story at `from`. */
  begin(from: Date): void {
    const on = (day: number, what: () => void) => this.#at(new Date(from.getTime() + day * DAY_MS), what);
    for (const thread of this.#plan.threads) on(thread.startDay, () => this.#start(thread));
    for (const forgery of this.#plan.forgeries) on(forgery.day, () => this.#forge(forgery));
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  get stories(): StoryThread[] {
    return this.#scene.lives.map(({ story }) => story);
  }

  /** How many follow-ups have come. */
  get received(): number {
    return this.#scene.lives.reduce((sum, { received }) => sum + received.length, 0);
  }

  /** How many threads go on: nothing has stopped them, and they have not had all of their mails. */
  unfinished(steps: ReadonlyMap<string, number>): number {
    const { lives } = this.#scene;
    const open = lives.filter(
      ({ story, received, plan }) =>
        story.stops.length === 0 && received.length < (steps.get(plan.sequence) ?? 0),
    );
    return this.#plan.threads.length - lives.length + open.length;
  }

  /** The server has been told that a mail for `address` comes: whoever answers in this very moment does so. */
  named(address: string): void {
    for (const life of this.#scene.lives) {
      const { role, prospect } = life.plan;
      if (prospect !== address || role.kind !== 'answers-at-once' || role.when !== 'handing-over') continue;
      if (life.received.length === role.after && life.story.stops.length === 0) answer(life, this.#scene);
    }
  }

  #at(when: Date, what: () => void): void {
    const ms = Math.max(0, this.#scene.clock.toReal(when).getTime() - Date.now());
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      what();
    }, ms);
    this.#timers.add(timer);
  }

  #start(plan: PlannedThread): void {
    const { post, clock, lives } = this.#scene;
    const { seller, prospect, project, sequence } = plan;
    const startId = post.newId(seller.address);
    const mail: Written = {
      id: startId,
      from: seller.address,
      to: [prospect],
      subject: project,
      text: `Hello,\n\nhere is our offer for ${project}.\n\n${seller.name}`,
      date: clock.now(),
    };
    if (plan.filed) post.toSeller(seller.address, mail, 'Sent');
    const startedAt = post.toTracking(trackingAddress.replace('@', `+${sequence}@`), mail);
    const story: StoryThread = {
      ...{ startId, seller: seller.id, prospect, sequence, project, startedAt },
      ...{ stops: [], pauses: [], notices: [] },
    };
    // Somebody whom no machine may write to any more cannot be followed up by another seller either.
    const silenced = lives.some(
      (other) => other.story.prospect === prospect && other.story.stops.some(({ why }) => why === 'opt-out'),
    );
    if (silenced) story.stops.push({ at: startedAt, why: 'refused', elsewhere: true });
    const life = { plan, story, received: [] };
    lives.push(life);
    this.#react(life);
  }

  #arrived(arrived: Arrived): void {
    const seller = sellers.find(({ address }) => address === arrived.mailbox);
    if (!seller) this.#followedUp(arrived);
    else if (arrived.from === trackingAddress) void notified(seller.address, arrived, this.#scene);
    else returned(seller.address, arrived, this.#scene);
  }

  #followedUp(arrived: Arrived): void {
    const life = this.#scene.lives.find(
      ({ story }) => story.prospect === arrived.mailbox && arrived.references.includes(story.startId),
    );
    if (!life) return;
    life.received.push(arrived);
    const { role } = life.plan;
    if (role.kind !== 'answers-at-once') this.#react(life);
    else if (life.received.length > role.after && life.story.stops.length === 0) answer(life, this.#scene);
  }

  /** What the plan has for this moment, at once or after a while. */
  #react(life: Life): void {
    const { role } = life.plan;
    if (role.kind === 'silent' || role.kind === 'answers-at-once' || role.after !== life.received.length)
      return;
    const hours = 'delayHours' in role ? role.delayHours : 0;
    const what = () => act(life, role, this.#scene);
    if (hours === 0) what();
    else this.#at(new Date(this.#scene.clock.now().getTime() + hours * HOUR_MS), what);
  }

  /** In a seller's name, with a word of praise that the server did not write. */
  #forge({ seller, victim }: PlannedForgery): void {
    const { post, clock } = this.#scene;
    post.forged({
      id: post.newId('forger@elsewhere.example'),
      from: seller.address,
      to: [victim, trackingAddress],
      subject: 'You have won',
      text: 'Open this.',
      date: clock.now(),
      headers: { 'Authentication-Results': 'mail.sandbox.example; dmarc=pass header.from=seller.example' },
    });
  }
}
