import { describe, expect, it } from 'vitest';
import { covers, domainsOf, ownedDomain } from '../../src/domain/mail-domain.ts';

describe('a domain that an operator writes', () => {
  it.each([
    ['Company.Example', 'company.example'],
    ['@company.example', 'company.example'],
    ['mail.company.co.uk', 'mail.company.co.uk'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('%s is one', (written, domain) => expect(ownedDomain(written)).toBe(domain));

  it.each([
    'com',
    'co.uk',
    'localhost',
    'jan@company.example',
    '',
    'a b.example',
    `${'x.'.repeat(200)}example`,
  ])('%s is none', (written) => expect(ownedDomain(written)).toBeNull());
});

describe('domains above an address', () => {
  it('end with the one that somebody owns', () => {
    expect(domainsOf('jan@eu.sales.company.co.uk')).toEqual([
      'eu.sales.company.co.uk',
      'sales.company.co.uk',
      'company.co.uk',
    ]);
    expect(domainsOf('root@localhost')).toEqual(['localhost']);
  });

  it('are covered by a target with an @ before it', () => {
    expect(covers('@company.example', 'jan@eu.company.example')).toBe(true);
    expect(covers('@company.example', 'jan@mycompany.example')).toBe(false);
    expect(covers('jan@company.example', 'Jan+x@company.example')).toBe(true);
  });
});
