import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxMail, startMail } from '../../../sandbox/mail/start.ts';
import { fastClock } from '../../../src/clock.ts';
import { nextDelivery, sendMail } from '../../support/mail.ts';

const seller = 'seller@nordwind.example';
const track = 'track@palaan.example';
const prospect = 'pia@acme.example';

let mail: SandboxMail;

beforeEach(async () => {
  mail = await startMail({
    accounts: [
      { address: seller, password: 'secret' },
      { address: track, password: 'secret' },
      { address: prospect, password: 'secret' },
    ],
    behaviours: { 'gone@acme.example': 'bounce', 'open@acme.example': 'deliver' },
    clock: fastClock(new Date('2026-03-02T09:00:00Z'), 0.001),
  });
});

afterEach(() => mail.close());

const header = (raw: Buffer | undefined, name: string) =>
  [...(raw?.toString('latin1').split('\r\n\r\n', 1)[0] ?? '').matchAll(/^([^:\s]+):((?:.|\r\n[ \t])*)/gm)]
    .filter((match) => match[1]?.toLowerCase() === name.toLowerCase())
    .map((match) => (match[2] ?? '').replace(/\r\n/g, '').trim());

describe('the sandbox as a mail server', () => {
  it('delivers to every recipient, a hidden one included', async () => {
    await sendMail(mail, seller, {
      from: `Sanna <${seller}>`,
      to: prospect,
      bcc: 'Track+gentle.fi@palaan.example',
      subject: 'Tarjous',
      text: 'Terve',
    });
    const [copy] = mail.messages(track);
    expect(header(copy?.raw, 'Delivered-To')).toEqual([track]);
    expect(header(copy?.raw, 'X-Original-To')).toEqual(['Track+gentle.fi@palaan.example']);
    expect(header(copy?.raw, 'Return-Path')).toEqual([`<${seller}>`]);
    expect(header(copy?.raw, 'Bcc')).toEqual([]);
    expect(copy?.internalDate).toEqual(new Date('2026-03-02T09:00:00Z'));
    expect(header(mail.messages(prospect)[0]?.raw, 'Received')[0]).toMatch(
      /with ESMTPA .*for <pia@acme\.example>/,
    );
  });

  it('tells its listeners of each mail that arrives', async () => {
    const arrived = nextDelivery(mail, prospect);
    await sendMail(mail, seller, { from: seller, to: prospect, subject: 'Hello', text: 'x' });
    expect((await simpleParser(await arrived)).subject).toBe('Hello');
  });

  it.each([
    ['its own account', seller, seller, 'pass'],
    ['a colleague of the same domain', seller, 'boss@nordwind.example', 'pass'],
    ['somebody else', prospect, seller, 'fail'],
    ['nobody', null, seller, 'fail'],
    ['nobody, from elsewhere', null, 'x@elsewhere.example', 'none'],
  ])('says whether a From is authentic: sent by %s', async (_, user, from, result) => {
    await sendMail(mail, user, { from, to: track, subject: 'x', text: 'x' });
    const [topmost] = header(mail.messages(track)[0]?.raw, 'Authentication-Results');
    expect(topmost).toMatch(/^mail\.sandbox\.example;/);
    expect(topmost).toContain(`dmarc=${result} header.from=${from.split('@')[1]}`);
  });

  it('removes authentication results in its own name that the sender wrote', async () => {
    await sendMail(mail, null, {
      from: seller,
      to: track,
      subject: 'x',
      text: 'x',
      headers: [
        {
          key: 'Authentication-Results',
          value: 'mail.sandbox.example; dmarc=pass header.from=nordwind.example',
        },
        { key: 'Authentication-Results', value: 'other.example; dmarc=pass header.from=nordwind.example' },
      ],
    });
    const results = header(mail.messages(track)[0]?.raw, 'Authentication-Results');
    expect(results).toHaveLength(2);
    expect(results[0]).toContain('dmarc=fail');
    expect(results[1]).toMatch(/^other\.example/);
  });

  it('refuses a wrong password', async () => {
    await expect(
      sendMail({ ...mail, smtp: mail.smtp }, `${seller}x`, { from: seller, to: track }),
    ).rejects.toMatchObject({ responseCode: 535 });
  });

  it('refuses unknown people of its own domains, and other domains altogether', async () => {
    const refusal = (to: string) => sendMail(mail, seller, { from: seller, to, text: 'x' });
    await expect(refusal('nobody@acme.example')).rejects.toThrow(/550 5\.1\.1/);
    await expect(refusal('x@elsewhere.example')).rejects.toThrow(/550 5\.7\.1/);
  });

  it('returns mail to an address that bounces, as a delivery status notification', async () => {
    const returned = nextDelivery(mail, seller);
    await sendMail(mail, seller, {
      from: seller,
      to: 'gone@acme.example',
      messageId: '<m1@nordwind.example>',
      text: 'x',
    });
    const raw = (await returned).toString();
    expect(raw).toMatch(/^Return-Path: <>\r\n/);
    expect(raw).toContain('Content-Type: multipart/report; report-type=delivery-status');
    expect(raw).toContain('Final-Recipient: rfc822; gone@acme.example\r\nAction: failed\r\nStatus: 5.1.1');
    expect(raw).toContain('Message-ID: <m1@nordwind.example>');
    const parsed = await simpleParser(raw);
    expect(parsed.text).toContain('User unknown');
  });

  it('keeps mail for an address that it was told to take', async () => {
    await sendMail(mail, seller, { from: seller, to: 'open@acme.example', subject: 'kept', text: 'x' });
    expect(mail.messages('open@acme.example')).toHaveLength(1);
  });

  it('changes its mind about an address while it runs', async () => {
    mail.setBehaviour(prospect, 'refuse');
    await expect(sendMail(mail, seller, { from: seller, to: prospect, text: 'x' })).rejects.toThrow(
      /5\.1\.1/,
    );
  });
});

describe('an SMTP server that misbehaves', () => {
  const send = () => sendMail(mail, seller, { from: seller, to: prospect, subject: 'x', text: 'x' });

  it('delivers and cuts the connection before the reply', async () => {
    mail.faults.afterData = 'drop';
    await expect(send()).rejects.toThrow();
    expect(mail.messages(prospect)).toHaveLength(1);
  });

  it('cuts the connection without delivering', async () => {
    mail.faults.afterData = 'lose';
    await expect(send()).rejects.toThrow();
    expect(mail.messages(prospect)).toHaveLength(0);
  });

  it('answers the mail with a code of choice', async () => {
    mail.faults.afterData = { code: 451, text: '4.3.0 Try later' };
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    expect(mail.messages(prospect)).toHaveLength(0);
  });

  it('answers a recipient with a code of choice', async () => {
    mail.faults.rcpt = (address) => (address === prospect ? { code: 450, text: '4.2.0 Greylisted' } : null);
    await expect(send()).rejects.toMatchObject({ responseCode: 450 });
  });

  it('refuses connections', async () => {
    mail.faults.refuseSmtp = true;
    await expect(send()).rejects.toThrow();
  });
});
