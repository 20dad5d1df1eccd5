import { describe, expect, it } from 'vitest';
import { notice, verdictOn } from './mails.ts';

const from = 'Ann <ann@prospect.example>';
const reply = 'In-Reply-To: <first@seller.example>';

describe('mail to many', () => {
  it.each([
    ['a post of a list', ['List-Id: Chess <chess.example>', 'Precedence: list']],
    ['a post of an old list', ['X-BeenThere: chess@lists.example']],
    ['a newsletter', ['List-Unsubscribe: <https://news.example/u>']],
    ['bulk mail', ['Precedence: bulk']],
    ['a notification', ['Auto-Submitted: auto-generated']],
  ])('%s is never an answer', (_, headers) => {
    const verdict = verdictOn(
      notice({ from: 'News <news@other.example>', subject: 'October', headers, body: 'Hello all' }),
    );
    expect(verdict.verdict).not.toBe('answer');
  });

  it('a sender who reads nothing', () => {
    const verdict = verdictOn(
      notice({ from: 'no-reply@shop.example', subject: 'Your order', body: 'Thank you' }),
    );
    expect(verdict).toMatchObject({ verdict: 'bulk', evidence: [{ rule: 'no-reply-sender' }] });
  });

  it('a newsletter without a header for it', () => {
    const body = 'View this email in your browser\n\nOur news of October';
    expect(verdictOn(notice({ from: 'News <news@other.example>', subject: 'October', body }))).toMatchObject({
      verdict: 'bulk',
    });
  });

  it('an answer through a sales tool is an answer', () => {
    const headers = [
      reply,
      'List-Unsubscribe: <mailto:u@tool.example>',
      'Precedence: bulk',
      'Feedback-ID: 1:tool',
    ];
    expect(
      verdictOn(notice({ from, subject: 'Re: Offer', headers, body: 'Yes, let us meet.' })),
    ).toMatchObject({ verdict: 'answer' });
  });

  it('an answer through a group address to mail of ours is an answer', () => {
    const headers = [reply, 'List-Id: <sales.prospect.example>', 'Precedence: list'];
    const raw = notice({ from, subject: 'Re: Offer', headers, body: 'Yes, let us meet.' });
    expect(verdictOn(raw, { isOwnId: (id) => id === '<first@seller.example>' })).toMatchObject({
      verdict: 'answer',
    });
    expect(verdictOn(raw, { sellerAddresses: ['sam@seller.example'] })).toMatchObject({ verdict: 'answer' });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
    const toList = [...headers, 'Cc: sales@prospect.example'];
    const post = notice({ from, subject: 'Re: Offer', headers: toList, body: 'Yes, let us meet.' });
    expect(verdictOn(post)).toMatchObject({ verdict: 'bulk' });
  });

  it('a person may speak of unsubscribing', () => {
    const body = 'Do you know how I unsubscribe from this newsletter of yours? I like the product though.';
    expect(verdictOn(notice({ from, subject: 'Newsletter', body })).verdict).not.toBe('bulk');
  });
});
