import { describe, expect, it } from 'vitest';
import { notice, verdictOn } from './mails.ts';

const seller = {
  sellerAddresses: ['sam@seller.example'],
  isOwnId: (id: string) => id === '<report@mx.example>',
};

describe('own mail', () => {
  it('is known by its Message-ID, whoever it says to come from', () => {
    const raw = notice({ from: 'Sam <sam@seller.example>', subject: 'Re: Offer', body: 'Just checking in.' });
    expect(verdictOn(raw, seller)).toMatchObject({ verdict: 'own', evidence: [{ rule: 'own-message-id' }] });
  });

  it("the seller's own mail is the seller's", () => {
    const raw = notice({ from: 'Sam <Sam@Seller.example>', subject: 'Re: Offer', body: 'As promised.' });
    expect(verdictOn(raw, { sellerAddresses: ['sam@seller.example'] })).toMatchObject({ verdict: 'seller' });
  });

  it("the seller's absence note does not mean that the seller acted", () => {
    const headers = ['Auto-Submitted: auto-replied'];
    const raw = notice({
      from: 'Sam <sam@seller.example>',
      subject: 'Out of office',
      headers,
      body: 'I am away.',
    });
    expect(verdictOn(raw, { sellerAddresses: ['sam@seller.example'] })).toMatchObject({ verdict: 'own' });
  });
});
