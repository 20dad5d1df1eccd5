import { describe, expect, it, test } from 'vitest';
import { conditionOf, Letters } from '../../../src/domain/wording/letters.ts';
import { neededIn, wordEnd, wordStart } from '../../../src/domain/wording/literals.ts';
import { fold, wordingSource } from '../../../src/domain/wording.ts';

const needed = (wording: string) => neededIn(`${wordStart}(?:${wordingSource(wording)})${wordEnd}`);

test.each([
  ['out of office', ' out of office'],
  ['wróc*', ' wroc'],
  ['(send|write) me no more mails', { every: [{ some: [' send', ' write'] }, ' me no more mails'] }],
  ['(holiday|vacation) a', { some: [' holiday', ' vacation'] }],
  ['on (annual )?leave', { every: [' on ', 'leave'] }],
  ['organi[sz]ation', { every: [' organi', 'ation'] }],
  ['(?<!of )course', 'course'],
  ['left (?!(you|it))the', { every: [' left ', 'the'] }],
  ['follow(-| )?ups?', ' follow'],
  ['we (write|call) you', { every: [' we ', { some: ['e write', 'e call'] }, ' you'] }],
  ['in \\d{1,2} days', { every: [' in ', { digit: true }, ' days'] }],
  ["don't", ' don t'],
])('of "%s" a text must hold %j', (wording, literals) => {
  expect(needed(wording)).toEqual(literals);
});

test.each([
  ['of a choice where one way needs nothing', '(holiday|*)'],
  ['of letters that stand everywhere', '(a|o)'],
  ['of what may be missing', '(holiday )?a'],
  ['of what must not stand there', '(?!holiday)a'],
  ['of any characters', '[a-z]{1,20}'],
  ['of what is no expression', 'holiday)'],
])('nothing is known %s', (_, wording) => {
  expect(needed(wording)).toBeNull();
});

describe('a text that a wording matches', () => {
  it.each([
    ['follow(-| )?ups?', 'No more follow-ups!'],
    ['follow(-| )?ups?', 'followup'],
    ['please call me', 'Please, call\n me'],
    ['(send|write) ~ (mail|letter)s?', 'write me a long letter'],
    ['wróc* do pracy', 'Wrócę do pracy'],
    ['e-?mail ?address', 'emailaddress'],
    ['in \\d{1,2} (day|week)s', 'in 3 weeks'],
    ["(don't|do not) write", 'Don’t write'],
    ['不在', '本日は不在です'],
    ['(?<=on )leave', 'on leave'],
    ['back (on )?mon', 'back mon'],
  ])('is never taken for one that lacks its letters: "%s" in "%s"', (wording, text) => {
    const source = /[\u4e00-\u9fff]/.test(wording)
      ? wordingSource(wording)
      : `${wordStart}(?:${wordingSource(wording)})${wordEnd}`;
    expect(fold(text)).toMatch(new RegExp(source, 'u'));
    expect(Letters.of(fold(text)).mayHold(conditionOf(neededIn(source)))).toBe(true);
  });

  it('is told from one that lacks a word of it', () => {
    const condition = conditionOf(needed('(send|write) me no more (mails|letters)'));
    expect(Letters.of('please send me no more news').mayHold(condition)).toBe(false);
    expect(Letters.of('please send me no more letters').mayHold(condition)).toBe(true);
  });
});
