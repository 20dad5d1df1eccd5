import type { Values } from './shape.ts';
import type { mailVariables } from './variables.ts';

type Person = Values<(typeof mailVariables.prospect)['fields']>;

/** More names than this make a list, not a greeting. */
const mostGreeted = 3;

/** The values with those that are worked out from them: `language`, `names`, `firstNames`, `nameOrEmail`. */
export function withDerived(values: Record<string, unknown>, language: string): Record<string, unknown> {
  const known: Record<string, unknown> = { ...values, language };
  if (Object.hasOwn(values, 'prospect')) known.prospect = named(values.prospect as Person);
  if (!Array.isArray(values.prospects)) return known;
  const prospects = (values.prospects as Person[]).map(named);
  return {
    ...known,
    prospects,
    names: listed(
      prospects.map(({ nameOrEmail }) => nameOrEmail),
      language,
    ),
    firstNames: firstNames(prospects, language),
  };
}

function named(person: Person): Person & { nameOrEmail: string } {
  return { ...person, nameOrEmail: person.name?.trim() || person.email };
}

/** Null when one of them is not known: a greeting that leaves somebody out is worse than a plain one. */
function firstNames(prospects: readonly Person[], language: string): string | null {
  const known = prospects
    .map(({ firstName }) => firstName?.trim())
    .filter((name) => name !== undefined && name !== '');
  if (known.length !== prospects.length || known.length === 0 || known.length > mostGreeted) return null;
  return listed(known as string[], language);
}

function listed(items: readonly string[], language: string): string {
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type: 'conjunction' }).format(items);
}
