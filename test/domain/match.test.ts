import { describe, expect, it } from 'vitest';
import { companyDomain, matchThread, sameMailbox } from '../../src/domain/match.ts';
import { aMessage, aThread, later, monday } from '../support/builders.ts';

const reached = { sellerIds: ['anna'], tokens: [], receivedAt: later(1), bySeller: false };
const from = (address: string) => ({ from: [{ address, name: '' }] });
const elsewhere = { subject: 'Something else' };

describe('which thread a mail belongs to', () => {
  it('by a Message-ID that the thread knows, whoever wrote', () => {
    const message = aMessage({
      ...from('stranger@other.example'),
      references: ['<x@y>', '<start@seller.example>'],
    });
    expect(matchThread(message, aThread(), { ...reached, sellerIds: ['bert'] })?.rule).toBe('references');
  });

  it('by the thread’s token in the address', () => {
    const message = aMessage({ ...from('stranger@other.example'), ...elsewhere });
    expect(matchThread(message, aThread(), { ...reached, tokens: ['token1234567'] })?.rule).toBe('token');
  });

  it('by the prospect’s address, in any case and with a plus part', () => {
    expect(
      matchThread(aMessage({ ...from('Jan+news@prospect.example'), ...elsewhere }), aThread(), reached)?.rule,
    ).toBe('prospect');
  });

  it('not by the prospect when the mail is older than the start or went to another seller', () => {
    const message = aMessage(elsewhere);
    expect(matchThread(message, aThread(), { ...reached, receivedAt: later(-1) })).toBeNull();
    expect(matchThread(message, aThread(), { ...reached, sellerIds: ['bert'] })).toBeNull();
  });

  it('not when it is what the seller’s mail answered, read late', () => {
    const thread = aThread({ references: ['<older@seller.example>', '<question@prospect.example>'] });
    const question = aMessage({ id: '<question@prospect.example>', inReplyTo: ['<older@seller.example>'] });
    expect(matchThread(question, thread, { ...reached, receivedAt: later(0) })).toBeNull();
    const before = aMessage({ id: '<unnamed@prospect.example>', inReplyTo: ['<older@seller.example>'] });
    expect(matchThread(before, thread, { ...reached, receivedAt: later(-24) })).toBeNull();
  });

  it('although the clocks of two mail servers differ by a minute', () => {
    const receivedAt = new Date(monday.getTime() - 60_000);
    expect(matchThread(aMessage(), aThread(), { ...reached, receivedAt })?.rule).toBe('prospect');
  });

  it('although the clocks differ by hours, when it names the start or carries the token', () => {
    const receivedAt = later(-3);
    const answer = aMessage({ ...elsewhere, inReplyTo: ['<start@seller.example>'] });
    expect(matchThread(answer, aThread(), { ...reached, receivedAt })?.rule).toBe('references');
    const byToken = { ...reached, receivedAt, tokens: ['token1234567'] };
    expect(matchThread(aMessage(elsewhere), aThread(), byToken)?.rule).toBe('token');
  });

  it('by the prospect for every seller where it cannot be told whom it reached', () => {
    expect(matchThread(aMessage(elsewhere), aThread(), { ...reached, sellerIds: [] })?.rule).toBe('prospect');
  });

  it('by the company of the prospect, unless everybody has a mailbox there', () => {
    expect(
      matchThread(aMessage({ ...from('eva@mail.prospect.example'), ...elsewhere }), aThread(), reached)?.rule,
    ).toBe('colleague');
    const free = aThread({ prospects: [{ address: 'jan@gmail.com', name: '', dead: false }] });
    expect(matchThread(aMessage({ ...from('eva@gmail.com'), ...elsewhere }), free, reached)).toBeNull();
  });

  it('by the same subject from an unknown address, prefixes aside', () => {
    const message = aMessage({ ...from('someone@other.example'), subject: 'VS: New website' });
    expect(matchThread(message, aThread(), reached)?.rule).toBe('subject');
    expect(matchThread({ ...message, subject: 'New kitchen' }, aThread(), reached)).toBeNull();
  });

  it('not by a subject that says nothing', () => {
    const message = aMessage({ ...from('someone@other.example'), subject: 'Re:' });
    expect(matchThread(message, aThread({ subject: '' }), reached)).toBeNull();
  });
});

it('a company’s domain is found behind its hosts, also under two-part endings', () => {
  expect(companyDomain('a@mail.company.co.uk')).toBe('company.co.uk');
  expect(companyDomain('a@luukku.com')).toBeNull();
  expect(companyDomain('a@wp.pl')).toBeNull();
});

it('one mailbox is one person, however the address is written', () => {
  expect(sameMailbox('Jan.Nowak+Offers@Prospect.Example')).toBe('jan.nowak@prospect.example');
});
