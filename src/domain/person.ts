import { companyDomain } from './match.ts';

/** Words that show that a display name is a role or a company, not a person: nobody is greeted with them. */
const notAPerson =
  /\b(?:info|sales|office|support|team|asiakaspalvelu|myynti|toimisto|biuro|sekretariat|kontakt|oy|oyj|ab|ltd|inc|llc|gmbh|ag|sp|sa|s\.a)\b/i;

/**
 * The first name in a display name, or null where it cannot be told for sure: a plain greeting is better than
 * "Hi Nowak,". Understands "Jan Nowak", "Nowak, Jan" and "Jan Nowak (Example Oy)".
 */
export function firstNameOf(displayName: string): string | null {
  const name = displayName
    .slice(0, 120)
    .replace(/[("'].*$/, '')
    .trim();
  if (name === '' || /[@\d<>/|_]/.test(name) || notAPerson.test(name)) return null;
  const comma = name.split(',').map((part) => part.trim());
  if (comma.length > 2) return null;
  const words = (comma[1] ?? name).split(/\s+/);
  const first = words[0] ?? '';
  if (comma.length === 1 && (words.length < 2 || words.length > 4)) return null;
  if (!/^\p{Lu}[\p{Ll}\p{M}’-]+(?:-\p{Lu}[\p{Ll}\p{M}]+)?$/u.test(first)) return null;
  return first;
}

/** A display name that may be shown as one: null for an empty one or one that is only the address again. */
export function shownName(displayName: string): string | null {
  const name = displayName.trim().replace(/^'(.*)'$/, '$1');
  return name === '' || name.includes('@') ? null : name;
}

/** The company's name as its domain tells it, such as `Example` of `jan@mail.example.com`; null for free mail. */
export function companyOf(address: string): string | null {
  const label = companyDomain(address)?.split('.')[0];
  return label ? label.charAt(0).toUpperCase() + label.slice(1) : null;
}
