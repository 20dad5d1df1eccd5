import { describe, expect, it } from 'vitest';
import { detourOf, provenFrom } from '../../src/domain/trust.ts';
import { aMessage } from '../support/builders.ts';

const trust = { authservIds: ['mx.seller.example'] };
const seller = [{ address: 'anna@seller.example', name: 'Anna' }];
const stamped = (...results: string[]) =>
  aMessage({ from: seller, headers: results.map((value) => ({ name: 'authentication-results', value })) });

describe('a seller is believed', () => {
  it('by an aligned DMARC pass in the topmost results of a trusted server', () => {
    const message = stamped('mx.seller.example; dmarc=pass (p=reject) header.from=seller.example; spf=fail');
    expect(provenFrom(message, trust)?.rule).toBe('trust:dmarc');
  });

  it('by SPF and DKIM that both pass for the same organisation', () => {
    const message = stamped(
      'mx.seller.example 1; spf=pass smtp.mailfrom=bounce@mail.seller.example; dkim=pass header.d=seller.example',
    );
    expect(provenFrom(message, trust)?.rule).toBe('trust:spf-and-dkim');
  });

  it('always with trust: none, which is for the sandbox', () => {
    expect(provenFrom(stamped(), 'none')?.rule).toBe('trust:none');
  });
});

describe('a forger is not believed', () => {
  it.each([
    ['without results', []],
    ['with results of a server that nobody trusts', ['evil.example; dmarc=pass header.from=seller.example']],
    [
      'with forged results below the real ones',
      [
        'mx.seller.example; dmarc=fail header.from=seller.example',
        'mx.seller.example; dmarc=pass header.from=seller.example',
      ],
    ],
    ['with a DMARC pass for another domain', ['mx.seller.example; dmarc=pass header.from=evil.example']],
    ['with SPF alone', ['mx.seller.example; spf=pass smtp.mailfrom=seller.example; dkim=none']],
    [
      'with a pass inside a comment',
      ['mx.seller.example; dmarc=fail (; dmarc=pass header.from=seller.example) header.from=seller.example'],
    ],
    [
      'with a pass inside a quoted string',
      ['mx.seller.example; dmarc=fail reason="; dmarc=pass header.from=seller.example"'],
    ],
    [
      'with a look-alike of the server’s name',
      ['mx.seller.example.evil.example; dmarc=pass header.from=seller.example'],
    ],
  ])('%s', (_what, results) => {
    expect(provenFrom(stamped(...results), trust)).toBeNull();
  });

  it('with two authors in From', () => {
    const message = {
      ...stamped('mx.seller.example; dmarc=pass header.from=seller.example'),
      from: [...seller, { address: 'x@evil.example', name: '' }],
    };
    expect(provenFrom(message, trust)).toBeNull();
    expect(provenFrom(message, 'none')).toBeNull();
  });
});

describe('a mail that somebody else sent on', () => {
  const pass = 'mx.seller.example; dmarc=pass header.from=seller.example; ';
  const detour = (results: string) => detourOf(stamped(results), trust, ['track@palaan.example']);

  it.each([
    ['an envelope of the recipient’s', `${pass}spf=pass smtp.mailfrom=jan@prospect.example`],
    [
      'an envelope that was rewritten',
      `${pass}spf=pass smtp.mailfrom=srs0=x=seller.example=anna@prospect.example`,
    ],
    [
      'the seller’s envelope, from a server that may not use it',
      `${pass}spf=softfail smtp.mailfrom=anna@seller.example`,
    ],
  ])('shows by %s', (_what, results) => {
    expect(detour(results)?.rule).toBe('trust:detour');
  });

  it.each([
    ['the seller’s own envelope', `${pass}spf=pass smtp.mailfrom=anna@seller.example`],
    ['a subdomain for bounces', `${pass}spf=pass smtp.mailfrom=b@bounces.seller.example`],
    ['the operator’s own forwarder', `${pass}spf=pass smtp.mailfrom=srs0=x@palaan.example`],
    ['a server that does not check envelopes', pass],
    ['a server that found no policy', `${pass}spf=none smtp.mailfrom=anna@seller.example`],
    ['results that we do not believe', 'mx.evil.example; spf=fail smtp.mailfrom=x@prospect.example'],
  ])('does not by %s', (_what, results) => {
    expect(detour(results)).toBeNull();
  });
});
