import { describe, expect, it } from 'vitest';
import { addressEraser, ERASED, holds, mapTexts, personEraser, wordEraser } from '../../src/domain/erase.ts';

const jan = { address: 'jan@prospect.example', names: ['Jan Nowak'] };

describe('an address', () => {
  it.each([
    ['jan@prospect.example', ERASED],
    ['<JAN+crm@Prospect.Example>, eva@prospect.example', `<${ERASED}>, eva@prospect.example`],
    ['Wrote jan@prospect.example.', `Wrote ${ERASED}.`],
  ])('is erased from %s', (text, rest) => expect(addressEraser(jan)(text)).toBe(rest));

  it.each([
    'bojan@prospect.example',
    'jan@prospect.example.com',
    'jan@myprospect.example',
    'jan-e@prospect.example',
  ])('is not part of %s', (text) => expect(addressEraser(jan)(text)).toBe(text));

  it('is erased in the letters of its country too', () => {
    const erase = addressEraser({ address: 'jan@xn--mller-kva.example', names: [] });
    expect(erase('an jan@müller.example')).toBe(`an ${ERASED}`);
  });

  it('may hold signs that mean something in a pattern', () => {
    const erase = addressEraser({ address: "o'jan.(x)*@prospect.example", names: [] });
    expect(erase("o'jan.(x)*@prospect.example")).toBe(ERASED);
  });
});

describe('a name', () => {
  it.each(['Offer for Jan Nowak', 'Offer for NOWAK, Jan', 'Offer for Nowak  Jan'])(
    'is erased from %s',
    (text) => expect(personEraser(jan)(text)).toBe(`Offer for ${ERASED}`),
  );

  it('is erased word by word from what people said, but not out of other words and addresses', () => {
    expect(wordEraser(jan)('Jan is away, ask januar@x.example or jan.k@x.example')).toBe(
      `${ERASED} is away, ask januar@x.example or jan.k@x.example`,
    );
  });

  it('of one word, or a role, is too common to be erased from a subject', () => {
    expect(personEraser({ ...jan, names: ['Sales', ''] })('Sales meeting')).toBe('Sales meeting');
  });
});

describe('a stored value', () => {
  it('is changed in all its texts, and in nothing else', () => {
    const at = new Date(0);
    const value = { at, list: ['jan@prospect.example', 1, null], deep: { text: 'x' } };
    expect(mapTexts(value, addressEraser(jan))).toEqual({ at, list: [ERASED, 1, null], deep: { text: 'x' } });
    expect(holds(value, addressEraser(jan))).toBe(true);
    expect(holds({ deep: [{ text: 'eva@prospect.example' }] }, addressEraser(jan))).toBe(false);
  });
});
