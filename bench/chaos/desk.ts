import { simpleParser } from 'mailparser';
import { type Life, reply, type Scene } from './life.ts';
import type { Arrived } from './post.ts';

/** A mail server gives a mail back to the seller who sent it. */
export function returned(seller: string, report: Arrived, { lives }: Scene): void {
  const text = report.raw.toString('latin1');
  if (!text.includes('Action: failed')) return;
  const about = lives.find(
    ({ plan, story }) => plan.seller.address === seller && text.includes(story.startId),
  );
  about?.story.stops.push({ at: report.arrivedAt, why: 'bounce' });
}

/** Palaan asks a seller something, and the seller, who can look into everybody's mailbox, answers. */
export async function notified(seller: string, notice: Arrived, scene: Scene): Promise<void> {
  const life = scene.lives.find(
    ({ plan }) => plan.seller.address === seller && notice.subject.endsWith(plan.project),
  );
  const token = notice.replyTo.find((address) => address.includes('+t.'));
  const command = life && (await commandFor(life, notice));
  if (!life || !token || !command) return;
  const mail = reply(life, command, scene, { from: seller, to: [token], inReplyTo: notice.id });
  const at = scene.post.toTracking(token, mail);
  for (const pause of life.story.pauses) pause.until = Math.min(pause.until, at);
  if (command === 'stop') life.story.stops.push({ at, why: 'told to stop' });
}

async function commandFor({ plan, received }: Life, notice: Arrived): Promise<string | null> {
  if (notice.subject.startsWith('Is this the answer')) {
    return plan.role.kind === 'colleague-writes' ? plan.role.seller : null;
  }
  if (notice.subject.startsWith('Not sent')) return 'now';
  if (!notice.subject.startsWith('Did it leave')) return null;
  const { text = '' } = await simpleParser(notice.raw);
  const step = Number(/step (\d+)/i.exec(text)?.[1]);
  // Our own Message-IDs carry the number of the step, from 0: `<t.THREAD.0.CHECK@…>`.
  const came = received.some(({ id }) => id.split('.')[2] === String(step - 1));
  return came ? 'leave it' : 'send again';
}
