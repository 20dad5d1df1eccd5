import { generateKeyPairSync } from 'node:crypto';
import nodemailer from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { provenBySignature } from '../../src/domain/trust.ts';
import { type Resolver, signedBy } from '../../src/mail/dkim.ts';
import { aMessage } from '../support/builders.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** DNS that knows one key. */
const dns: Resolver = async (domain) => {
  if (domain === 'mail._domainkey.seller.example')
    return [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]];
  throw Object.assign(new Error('no such record'), { code: 'ENOTFOUND' });
};

async function signed(options: { bodyLength?: boolean } = {}): Promise<Buffer> {
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    dkim: { domainName: 'seller.example', keySelector: 'mail', privateKey },
  });
  const { message } = await transport.sendMail({
    from: 'anna@seller.example',
    to: 'jan@prospect.example',
    subject: 'New website',
    text: 'Shall we talk on Thursday?',
  });
  const raw = message as Buffer;
  return options.bodyLength ? Buffer.from(raw.toString().replace('v=1;', 'v=1; l=5;')) : raw;
}

describe('a DKIM signature that we verify ourselves', () => {
  it('proves its domain', async () => {
    expect(await signedBy(await signed(), dns)).toEqual(['seller.example']);
  });

  it.each([
    ['of a changed mail', (raw: string) => raw.replace('Thursday', 'Friday')],
    ['of a changed subject', (raw: string) => raw.replace('New website', 'New kitchen')],
  ])('%s proves nothing', async (_what, change) => {
    expect(await signedBy(Buffer.from(change((await signed()).toString())), dns)).toEqual([]);
  });

  it('whose key cannot be found proves nothing', async () => {
    const nobody: Resolver = async () => Promise.reject(new Error('no DNS here'));
    expect(await signedBy(await signed(), nobody)).toEqual([]);
  });

  it('over the beginning of the body alone proves nothing', async () => {
    expect(await signedBy(await signed({ bodyLength: true }), dns)).toEqual([]);
  });

  it('of rubbish proves nothing', async () => {
    expect(await signedBy(Buffer.from('DKIM-Signature: v=1; a=b\r\n\r\n'), dns)).toEqual([]);
    expect(await signedBy(Buffer.alloc(0), dns)).toEqual([]);
  });
});

describe('a seller is believed by a signature', () => {
  const from = (...addresses: string[]) =>
    aMessage({ from: addresses.map((address) => ({ address, name: '' })) });

  it('of the same organisation, and of no other', () => {
    expect(provenBySignature(from('anna@seller.example'), ['seller.example'])?.rule).toBe('trust:dkim');
    expect(provenBySignature(from('anna@mail.seller.com'), ['seller.com'])?.rule).toBe('trust:dkim');
    expect(provenBySignature(from('anna@seller.example'), ['evil.example'])).toBeNull();
    expect(provenBySignature(from('anna@seller.example', 'x@evil.example'), ['seller.example'])).toBeNull();
  });
});
