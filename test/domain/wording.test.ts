import { expect, test } from 'vitest';
import { fold, spans, wordings } from '../../src/domain/wording.ts';

const says = (wording: string, text: string) => spans(fold(text), wordings([wording])).length > 0;

test('case, accents, dashes, quotes and odd spaces do not matter', () => {
  expect(fold('Älkää ŁÓDŹ – “I’m”\u00a0außer')).toBe('alkaa lodz - "i\'m" auser');
  expect(says('wrócę', 'WROCE')).toBe(true);
});

test('what is not Latin keeps its marks', () => {
  expect(fold('Мой がん')).toBe('мой がん');
});

test('a folded text is as long as the text', () => {
  const text = 'İstanbul ß Æ 😀 ﬁ １２月 Å';
  expect(fold(text)).toHaveLength(text.length);
});

test('a wording is whole words, over line breaks and commas', () => {
  expect(says('not available', 'I am not,\n available')).toBe(true);
  expect(says('stop', 'Investitionsstopp')).toBe(false);
  expect(says('urlop*', 'na urlopie')).toBe(true);
});

test('up to five words may stand in a gap, and no sentence ends in it', () => {
  expect(says('stop ~ mails', 'Stop sending me all of these mails')).toBe(true);
  expect(says('stop ~ mails', 'Stop. Your mails are fine')).toBe(false);
  expect(says('stop ~ mails', 'Stop one two three four five six mails')).toBe(false);
});

test('a wording is of one script, since Japanese words have no bounds to hold on to', () => {
  expect(wordings(['自動応答', 'out of office']).test('this is an out of office note')).toBe(true);
  expect(() => wordings(['waar|なぜ'])).toThrow('mixes scripts');
});
