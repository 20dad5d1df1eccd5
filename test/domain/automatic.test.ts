import { describe, expect, it } from 'vitest';
import { automaticSign } from '../../src/domain/automatic.ts';
import { aMessage } from '../support/builders.ts';

const withHeader = (name: string, value: string) => aMessage({ headers: [{ name, value }] });

describe('a mail that is never answered', () => {
  it.each([
    ['auto-submitted', 'auto-replied'],
    ['auto-submitted', 'Auto-Generated; x=y'],
    ['auto-submitted', 'auto-notified'],
    ['precedence', 'bulk'],
    ['precedence', 'List'],
    ['precedence', 'junk'],
    ['precedence', 'auto_reply'],
    ['list-id', '<news.company.example>'],
    ['x-autoreply', 'yes'],
  ])('says %s: %s', (name, value) => {
    expect(automaticSign(withHeader(name, value))).toMatchObject({ where: `header:${name}` });
  });

  it('has an empty envelope sender', () => {
    expect(automaticSign(aMessage({ returnPath: '' }))).toMatchObject({ rule: 'empty-return-path' });
  });
});

describe('a mail that may be answered', () => {
  it.each([
    ['auto-submitted', 'no'],
    ['auto-submitted', 'no (really)'],
    ['precedence', 'normal'],
    ['x-auto-response-suppress', 'All'],
  ])('may say %s: %s', (name, value) => expect(automaticSign(withHeader(name, value))).toBeNull());

  it('says nothing of it', () =>
    expect(automaticSign(aMessage({ returnPath: 'anna@seller.example' }))).toBeNull());
});
