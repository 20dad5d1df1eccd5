import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { english } from '../../src/domain/verdict/phrases/english.ts';
import { finnish } from '../../src/domain/verdict/phrases/finnish.ts';
import { german } from '../../src/domain/verdict/phrases/german.ts';
import { polish } from '../../src/domain/verdict/phrases/polish.ts';
import { swedish } from '../../src/domain/verdict/phrases/swedish.ts';
import { choice, fold, spans, Wordings } from '../../src/domain/wording.ts';

const says = (wording: string, text: string) => new Wordings([wording]).test(fold(text));

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
  expect(new Wordings(['自動応答', 'out of office']).test('this is an out of office note')).toBe(true);
  expect(() => new Wordings(['waar|なぜ'])).toThrow('mixes scripts');
});

const texts = readFileSync(new URL('verdict/written/people.txt', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => fold(line.split(' | ').at(-1) ?? ''));

const languages = { english, finnish, german, polish, swedish };

test.each(Object.entries(languages))(
  'of %s phrases a list finds what one expression of them finds',
  (_, phrases) => {
    for (const list of [phrases.absent, phrases.optOut, phrases.defer, phrases.received]) {
      const one = new RegExp(choice(list) ?? '', 'gu');
      const many = new Wordings(list);
      for (const text of texts) {
        const places = spans(text, one);
        expect(many.places(text)).toEqual(places);
        expect(many.first(text)).toEqual(places[0] ?? null);
        expect(many.test(text)).toBe(places.length > 0);
      }
    }
  },
);
