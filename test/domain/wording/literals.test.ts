import { expect, test } from 'vitest';
import { neededLiterals } from '../../../src/domain/wording/literals.ts';
import { wordingSource } from '../../../src/domain/wording.ts';

const needed = (wording: string) => neededLiterals(wordingSource(wording));

test.each([
  ['out of office', ['office']],
  ['wróc*', ['wroc']],
  ['(send|write) me no more mails', ['mails']],
  ['(holiday|vacation) a', ['holiday', 'vacation']],
  ['on (annual )?leave', ['leave']],
  ['organi[sz]ation', ['organi']],
  ['(?<!of )course', ['course']],
  ['left (?!(you|it))the', ['left']],
  ['follow(-| )?ups?', ['follow']],
  ['(\\d{1,2} )+times', ['times']],
])('of "%s" a text must hold %j', (wording, literals) => {
  expect(needed(wording)).toEqual(literals);
});

test.each([
  ['of a choice where one way needs nothing', '(holiday|*)'],
  ['of letters that stand everywhere', 'on it'],
  ['of what may be missing', '(holiday )?on'],
  ['of what must not stand there', '(?!holiday)on'],
  ['of any characters', '[a-z]{1,20}'],
  ['of what is no expression', 'holiday)'],
])('nothing is known %s', (_, wording) => {
  expect(needed(wording)).toBeNull();
});
