import { trackingAddress } from './cast.ts';
import { softBounce } from './letters.ts';
import { type Life, machineTime, newMail, reply, type Scene } from './life.ts';
import type { Role } from './plan.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The worker that takes a mail in and the one that sends the next may both have wrong clocks. */
const SLACK_MS = 5 * HOUR_MS;

const automatic = { 'Auto-Submitted': 'auto-replied' };

/** Does what the plan has for somebody, and writes down what has to follow. */
export function act(life: Life, role: Role, scene: Scene): void {
  if (role.kind === 'answers') answer(life, scene, role);
  else if (role.kind === 'away') away(life, role.days, scene);
  else if (role.kind === 'address-dies') die(life, role.how, scene);
  else if (role.kind === 'soft-bounce') bounceSoftly(life, scene);
  else if (role.kind === 'opts-out') optOut(life, scene);
  else if (role.kind === 'defers') defer(life, scene);
  else if (role.kind === 'left') leave(life, scene);
  else if (role.kind === 'colleague-writes') colleagueWrites(life, scene);
  else if (role.kind === 'seller-writes') sellerWrites(life, scene);
}

/** An answer: in the thread, to the seller, unless `role` says otherwise. */
export function answer(life: Life, scene: Scene, role?: Extract<Role, { kind: 'answers' }>): void {
  const { plan, story } = life;
  const { post } = scene;
  const token = life.received.at(-1)?.replyTo.find((address) => address.includes('+t.'));
  // Before the first follow-up nobody knows the thread's own address.
  const how = role?.how === 'to-token' && !token ? 'in-thread' : (role?.how ?? 'in-thread');
  const from = how === 'other-address' ? plan.elsewhere : plan.prospect;
  const words = 'Thanks for asking. Yes, we would like to go ahead, please send the contract.';
  const mail = how === 'new-mail' ? newMail(life, words, scene) : reply(life, words, scene, { from });
  const at =
    how === 'to-token'
      ? post.toTracking(token ?? trackingAddress, mail)
      : post.toSeller(plan.seller.address, mail, role?.folder);
  if (how === 'in-thread' && role?.toAll && token) post.toTracking(token, mail);
  story.stops.push({ at, why: 'answer' });
}

function away(life: Life, days: number | null, scene: Scene): void {
  const now = scene.clock.now();
  const back = days === null ? null : new Date(Math.floor(now.getTime() / DAY_MS + days + 1) * DAY_MS);
  const day = back && new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(back);
  const words = day
    ? `Thank you for your mail. I am out of the office and will be back on ${day}.`
    : 'Thank you for your mail. I am currently out of the office.';
  const note = reply(life, words, scene, {
    subject: `Automatic reply: ${life.plan.project}`,
    headers: automatic,
  });
  const from = scene.post.toSeller(life.plan.seller.address, note);
  // The day begins at different hours around the world: half a day less is right everywhere.
  const ms = back ? back.getTime() - DAY_MS / 2 - now.getTime() : 7 * DAY_MS - SLACK_MS;
  life.story.pauses.push({ from, until: machineTime(now, ms, scene), why: 'absence' });
}

/** From now on the address does not exist: the next mail is refused, or comes back (then the desk writes it down). */
function die({ plan, story }: Life, how: 'bounce' | 'refuse', { mail }: Scene): void {
  mail.setBehaviour(plan.prospect, how);
  if (how === 'refuse') story.stops.push({ at: Number.POSITIVE_INFINITY, why: 'bounce' });
  story.notices.push({ subject: /^Address does not work/, why: 'the dead address' });
}

function bounceSoftly(life: Life, { post, clock }: Scene): void {
  const seller = life.plan.seller.address;
  const about = life.received.at(-1)?.id ?? life.story.startId;
  const base = { id: post.newId('daemon@seller.example'), to: [seller], date: clock.now() };
  post.toSeller(seller, softBounce(base, life.plan.prospect, about));
}

/** Silences every seller; those whose mailbox it did not reach learn of it a moment later. */
function optOut(life: Life, scene: Scene): void {
  const words = 'Please unsubscribe me and do not write to me again.';
  const at = scene.post.toSeller(life.plan.seller.address, reply(life, words, scene));
  life.story.notices.push({ subject: /^Asked not to be written to/, why: 'the opt-out' });
  for (const { plan, story } of scene.lives) {
    if (plan.prospect !== life.plan.prospect) continue;
    story.stops.push({ at, why: 'opt-out', elsewhere: plan.seller !== life.plan.seller });
  }
}

function defer(life: Life, scene: Scene): void {
  const words = 'Thanks, but not now. Please come back to us about this in May 2027.';
  const at = scene.post.toSeller(life.plan.seller.address, reply(life, words, scene));
  life.story.stops.push({ at, why: 'deferral' });
  life.story.notices.push({ subject: /^Later/, why: 'the deferral' });
}

function leave(life: Life, scene: Scene): void {
  const words = 'I no longer work for this company. Please write to Robin Vale, robin@successor.example.';
  const note = reply(life, words, scene, {
    subject: `Automatic reply: ${life.plan.project}`,
    headers: automatic,
  });
  life.story.stops.push({ at: scene.post.toSeller(life.plan.seller.address, note), why: 'left' });
  life.story.notices.push({ subject: /^No longer there/, why: 'the prospect having left' });
}

/** Out of the thread: the seller is asked, and nothing may leave until the seller has answered. */
function colleagueWrites(life: Life, scene: Scene): void {
  const words = 'Pat gave me your name. Could you call me?';
  const mail = newMail(life, words, scene, life.plan.colleague);
  const from = scene.post.toSeller(life.plan.seller.address, mail);
  life.story.pauses.push({ from, until: Number.POSITIVE_INFINITY, why: 'colleague' });
  life.story.notices.push({ subject: /^Is this the answer/, why: 'the colleague' });
}

/** The seller writes in the thread: the wait, a day at least, begins anew. */
function sellerWrites(life: Life, scene: Scene): void {
  const { seller, prospect } = life.plan;
  const mail = reply(life, 'One more thing: we could start in spring.', scene, {
    from: seller.address,
    to: [prospect],
  });
  const from = scene.post.toSeller(seller.address, mail, 'Sent');
  const until = machineTime(scene.clock.now(), DAY_MS - SLACK_MS, scene);
  life.story.pauses.push({ from, until, why: 'the seller wrote' });
}
