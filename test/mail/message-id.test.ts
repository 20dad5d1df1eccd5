import { describe, expect, it } from 'vitest';
import { isOwnMessageId, messageIdFor, ownMessage } from '../../src/mail/message-id.ts';

const domain = 'palaan.example';

describe('our Message-IDs', () => {
  it('are the same for the same mail, and different for each', () => {
    const id = messageIdFor('65f0c0ffee', 2, domain);
    expect(id).toMatch(/^<t\.65f0c0ffee\.2\.[0-9a-f]{16}@palaan\.example>$/);
    expect(messageIdFor('65f0c0ffee', '2', 'Palaan.Example')).toBe(id);
    expect(messageIdFor('65f0c0ffee', 3, domain)).not.toBe(id);
    expect(messageIdFor('65f0c0ffef', 2, domain)).not.toBe(id);
  });

  it('are recognised with what they stand for', () => {
    const id = messageIdFor('65f0c0ffee', 'receipt-1', domain);
    expect(isOwnMessageId(id, domain)).toBe(true);
    expect(ownMessage(id, domain)).toEqual({ thread: '65f0c0ffee', occurrence: 'receipt-1' });
  });

  it('are not mistaken for others', () => {
    const id = messageIdFor('65f0c0ffee', 2, domain);
    expect(isOwnMessageId(id, 'other.example')).toBe(false);
    expect(isOwnMessageId(id.replace('.2.', '.3.'), domain)).toBe(false);
    expect(isOwnMessageId('<t.1.2.0123456789abcdef@palaan.example>', domain)).toBe(false);
    expect(isOwnMessageId(`${id} ${id}`, domain)).toBe(false);
    expect(isOwnMessageId('', domain)).toBe(false);
  });

  it.each(['a>b', 'a.b', '', 'x'.repeat(65), 'ä'])('are not made of %j', (name) => {
    expect(() => messageIdFor(name, 0, domain)).toThrow(/Message-ID/);
    expect(() => messageIdFor('thread', name, domain)).toThrow(/Message-ID/);
  });
});
