import { cleanLine } from './clean.ts';
import type { Values } from './shape.ts';
import type { mailVariables } from './variables.ts';

type Person = Values<(typeof mailVariables.prospect)['fields']>;

/** More names than this make a list, not a greeting. */
const mostGreeted = 3;

const noSubject: Readonly<Record<string, string>> = {
  en: '(no subject)',
  fi: '(ei otsikkoa)',
  pl: '(bez tematu)',
};

/** The values with those that are worked out from them: `language`, `topic`, `names`, `stepNumber` and so on. */
export function withDerived(values: Record<string, unknown>, language: string): Record<string, unknown> {
  const known: Record<string, unknown> = { ...values, language };
  if (typeof values.project === 'string')
    known.topic = cleanLine(values.project) || noSubject[language] || noSubject.en;
  if (typeof values.occurrence === 'number') known.stepNumber = values.occurrence + 1;
  if (!isPerson(values.prospect)) return known;
  const prospect = named(values.prospect);
  const prospects = Array.isArray(values.prospects) ? values.prospects.filter(isPerson).map(named) : [];
  const shown = (prospects.length > 0 ? prospects : [prospect]).map(({ nameOrEmail }) => nameOrEmail);
  return {
    ...known,
    prospect,
    prospects,
    names: listed(shown, language),
    firstNames: firstNames(prospects, language),
  };
}

function isPerson(value: unknown): value is Person {
  return typeof value === 'object' && value !== null && 'email' in value;
}

function named(person: Person): Person & { nameOrEmail: string } {
  return { ...person, nameOrEmail: cleanLine(person.name ?? '') || person.email };
}

/** Null when one of them is not known: a greeting that leaves somebody out is worse than a plain one. */
function firstNames(prospects: readonly Person[], language: string): string | null {
  const known = prospects.map(({ firstName }) => cleanLine(firstName ?? '')).filter((name) => name !== '');
  if (known.length !== prospects.length || known.length === 0 || known.length > mostGreeted) return null;
  return listed(known, language);
}

function listed(items: readonly string[], language: string): string {
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type: 'conjunction' }).format(items);
}
