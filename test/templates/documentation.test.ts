import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { dateStyles } from '../../src/templates/dates.ts';
import { names } from '../../src/templates/shape.ts';
import { taskVariables } from '../../src/templates/variables.ts';

const page = await readFile('docs/marketing.md', 'utf8');
const printable = [...names(taskVariables)].filter(
  ([name, { kind }]) => kind !== 'group' && !name.includes('[]'),
);

describe('the page for marketing', () => {
  it.each(printable.map(([name]) => name))('lists %s', (name) => {
    expect(page).toContain(`\`${name}\``);
  });

  it.each(printable.filter(([, shape]) => shape.optional).map(([name]) => name))(
    'says that %s may be missing',
    (name) => {
      const row = page.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${name}\``));
      expect(row).toMatch(/\*\*(may be )?missing\*\*/);
    },
  );

  it.each(dateStyles)('shows the date style %s', (style) => {
    expect(page).toContain(style);
  });
});
