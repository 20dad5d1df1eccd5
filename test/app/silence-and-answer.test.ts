import { ImapFlow } from 'imapflow';
import { describe, expect, it } from 'vitest';
import { people, startWorld, type World } from '../support/world.ts';

const { anna, jan, eva, pia, track } = people;

describe('a mail with the tracking address in BCC', () => {
  it('is followed up in the same thread, in the seller’s name, until the breakup mail', async () => {
    const world = await startWorld();
    const first = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });

    const nudge = await world.received(jan, (mail) => mail.references.includes(first));
    expect(nudge).toMatchObject({
      from: [{ address: anna }],
      subject: 'Re: New website',
      inReplyTo: [first],
    });
    expect(nudge.replyTo.map((one) => one.address)[0]).toBe(anna);
    expect(nudge.replyTo[1]?.address).toMatch(/^track\+t\.[a-z0-9]+@palaan\.example$/);
    const breakup = await world.received(jan, (mail) =>
      mail.text.includes('Have you given up on New website?'),
    );
    expect(breakup.references[0]).toBe(first);
    // One mail for each step and no more: the seller's own, four nudges and the breakup.
    expect(world.inbox(jan)).toHaveLength(6);
    expect(new Set(world.inbox(jan).map((mail) => mail.id)).size).toBe(6);
  });

  it('gives the seller one receipt with the plan and the text of each mail', async () => {
    const world = await startWorld();
    const first = await world.write({
      from: anna,
      to: `Jan Nowak <${jan}>`,
      bcc: track,
      subject: 'New website',
    });
    const receipt = await world.received(anna, (mail) => mail.inReplyTo.includes(first));
    expect(receipt.text).toContain('Have you given up on New website?');
    expect(receipt.text).toContain('Hi Jan');
    await world.received(jan, (mail) => mail.references.includes(first));
    expect(world.inbox(anna).filter((mail) => mail.inReplyTo.includes(first))).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('stops everything, found in the seller’s own inbox where the tracking address never sees it', async () => {
    const world = await startWorld();
    const first = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
    const nudge = await world.received(jan, (mail) => mail.references.includes(first));
    await world.write({
      from: jan,
      to: anna,
      subject: 'Re: New website',
      inReplyTo: nudge.id ?? '',
      text: 'Yes, let us do it.',
    });
    await world.ended('answered');
    expect(world.inbox(jan)).toHaveLength(2);
    const [thread] = await world.stores.threads.list({}, 10);
    expect(thread?.timeline.at(-1)).toMatchObject({
      kind: 'answered',
      evidence: [{ rule: 'match:references', quote: nudge.id }, {}],
    });
  });

  it('without any reference, from the prospect’s address, stops it as well', async () => {
    const world = await startWorld();
    const first = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
    await world.received(anna, (mail) => mail.inReplyTo.includes(first));
    await world.write({ from: jan, to: anna, subject: 'Question', text: 'What would it cost?' });
    await world.ended('answered');
  });

  it('to one of two prospects’ threads leaves the other running', async () => {
    const world = await startWorld();
    const toJan = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
    const breakup = 'track+breakup@palaan.example';
    const toPia = await world.write({ from: anna, to: pia, bcc: breakup, subject: 'New kitchen' });
    const nudge = await world.received(jan, (mail) => mail.references.includes(toJan));
    await world.write({
      from: jan,
      to: anna,
      subject: 'Re: New website',
      inReplyTo: nudge.id ?? '',
      text: 'Yes.',
    });
    await world.received(pia, (mail) => mail.references.includes(toPia) && mail.text.includes('given up'));
    expect(world.inbox(jan).at(-1)?.text).not.toContain('given up');
  });
});

describe('who may start', () => {
  it('not a stranger, not a prospect who has the address in CC, not a forger', async () => {
    const world = await startWorld();
    await world.write({ from: jan, to: eva, cc: track, subject: 'Mine' });
    await world.mail.deliver(
      track,
      `From: ${anna}\r\nTo: ${jan}\r\nCc: ${track}\r\nSubject: Forged\r\nMessage-ID: <f@x.example>\r\n\r\nHello`,
    );
    const genuine = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
    await world.received(anna, (mail) => mail.inReplyTo.includes(genuine));
    expect((await world.stores.threads.list({}, 10)).map((thread) => thread.subject)).toEqual([
      'New website',
    ]);
  });
});

describe('a start that cannot be understood', () => {
  it('is explained to the seller, once, and nothing is sent to the prospect', async () => {
    const world = await startWorld();
    const asked = await world.write({
      from: anna,
      to: jan,
      bcc: 'track+gentel@palaan.example',
      subject: 'New website',
    });
    const refusal = await world.received(anna, (mail) => mail.inReplyTo.includes(asked));
    expect(refusal.text).toContain('gentel');
    expect(refusal.text).toContain('gentle');
    expect(await world.stores.threads.list({}, 10)).toEqual([]);
  });
});

describe('mail that overtakes the start', () => {
  it('a bounce of the seller’s own first mail, read before the thread is there, still stops it', async () => {
    const world = await startWorld({ idle: true });
    world.mail.setBehaviour(jan, 'bounce');
    const first = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
    await world.received(anna, (mail) => mail.returnPath === '');
    // The seller's mailbox is read first, the tracking mailbox only when the bounce has been judged.
    world.mail.faults.imapCommand = (command, address) =>
      address === track && command === 'EXAMINE' ? 'NO' : null;
    await world.work();
    await world.unmatched(1);
    world.mail.faults.imapCommand = () => null;
    await world.ended('bounced');
    const notice = await world.received(
      anna,
      (mail) =>
        mail.text.includes(jan) &&
        mail.id !== first &&
        mail.returnPath !== '' &&
        !mail.text.includes('This is what will leave'),
    );
    expect(notice.headers).toContainEqual({ name: 'auto-submitted', value: 'auto-generated' });
    expect(world.inbox(jan)).toEqual([]);
  });

  it('an answer that the seller deleted before the thread was there is asked about, and nothing leaves', async () => {
    const world = await startWorld({ idle: true });
    const first = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
    await world.write({
      from: jan,
      to: anna,
      subject: 'Re: New website',
      inReplyTo: first,
      text: 'No, thanks.',
    });
    world.mail.faults.imapCommand = (command, address) =>
      address === track && command === 'EXAMINE' ? 'NO' : null;
    await world.work();
    await world.unmatched(1);
    await emptied(world, anna);
    world.mail.faults.imapCommand = () => null;
    const held = await world.until(({ status }) => status === 'held');
    expect(held.hold).toMatchObject({ reason: 'unseen-mail', until: null });
    const question = await world.received(anna, ({ subject }) => subject.startsWith('Is there an answer?'));
    expect(question.text).toContain('was deleted before I knew of your thread');
    await world.write({
      from: anna,
      to: question.replyTo[0]?.address ?? '',
      subject: `Re: ${question.subject}`,
      inReplyTo: question.id ?? '',
      text: 'stop',
    });
    await world.ended('stopped');
    expect(world.inbox(jan).map(({ id }) => id)).toEqual([first]);
  });
});

/** Deletes for good whatever is in somebody's inbox, as a mail program does. */
async function emptied({ mail }: World, user: string): Promise<void> {
  const client = new ImapFlow({ ...mail.imap, secure: false, auth: { user, pass: 'secret' }, logger: false });
  await client.connect();
  await client.mailboxOpen('INBOX');
  await client.messageDelete('1:*');
  await client.logout();
}

describe('steering by mail', () => {
  it('an answer to the receipt is obeyed, also where the server shows the plain address, and its copy in Sent does nothing', async () => {
    const world = await startWorld();
    const first = await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
    const receipt = await world.received(anna, (mail) => mail.inReplyTo.includes(first));
    const [address] = receipt.replyTo;
    const command = {
      from: anna,
      to: address?.address ?? '',
      subject: 'Re: Follow-ups',
      inReplyTo: receipt.id ?? '',
    };
    await world.write({ ...command, text: 'project: Nowa strona\nlanguage: pl' });
    const told = await world.received(anna, (mail) => mail.text.includes('Nowa strona'));
    expect(told.text).toContain('Czy zrezygnowali Państwo z projektu Nowa strona?');
    const [sent] = world.mail.messages(track).slice(-1);
    world.mail.deliver(anna, sent?.raw ?? '', 'Sent');
    await world.write({ ...command, text: 'stop' });
    await world.ended('stopped');
    const [thread] = await world.stores.threads.list({}, 1);
    expect(thread?.references.filter((id) => id.endsWith('@seller.example>'))).toEqual([first]);
  });
});
