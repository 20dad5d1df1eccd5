import { expect, test } from 'vitest';
import { verdictOf } from './written-mail.ts';

test.each([
  'not ',
  'no longer ',
  'i am out of the office until 1.1. ',
  '1.1.',
  '1-1-',
  'monday ',
  'ma-',
  'until ',
  '8月10日',
  'q1 ',
  '(',
  '@',
  'a@b.',
  'İ',
  '😀',
  '\u0000',
  '__proto__ ',
  'constructor ',
  'en enää ',
  'ich bin nicht mehr ',
  'stop ',
  'no more mails please ',
  'remove me ',
  'i ',
  'ich ',
])('%j over and over again is judged all the same', (word) => {
  const text = word.repeat(Math.ceil(20_000 / word.length));
  expect(verdictOf({ subject: text.slice(0, 300), text })).toBeTypeOf('string');
  expect(verdictOf({ subject: 'Automatic reply: x', text })).toMatch(/^auto-reply/);
});
