import { describe, expect, it } from 'vitest';
import { companyOf, firstNameOf, shownName } from '../../src/domain/person.ts';

describe('the first name that a mail greets', () => {
  it.each([
    ['Jan Nowak', 'Jan'],
    ['Nowak, Jan', 'Jan'],
    ['Anna-Liisa Mäkinen', 'Anna-Liisa'],
    ['Łukasz Wójcik', 'Łukasz'],
    ['Jan Nowak (Example Oy)', 'Jan'],
  ])('%s is %s', (name, first) => {
    expect(firstNameOf(name)).toBe(first);
  });

  it.each([
    '',
    'jan@prospect.example',
    'JAN NOWAK',
    'Jan',
    'Example Oy',
    'Info Team',
    'Myynti / Oulu',
    'A. Virtanen',
    '<b>Jan</b> Nowak',
    'One Two Three Four Five',
  ])('%j is nobody to greet by name', (name) => {
    expect(firstNameOf(name)).toBeNull();
  });
});

it('a name that only repeats the address is not shown', () => {
  expect(shownName("'jan@prospect.example'")).toBeNull();
  expect(shownName("'Jan Nowak'")).toBe('Jan Nowak');
});

it('a company is told by its domain, never by a free-mail provider', () => {
  expect(companyOf('jan@mail.prospect.co.uk')).toBe('Prospect');
  expect(companyOf('jan@gmail.com')).toBeNull();
});
