import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommands } from '../../src/domain/command.ts';
import { parseTrackingAddress } from '../../src/domain/tracking-address.ts';

const pages = ['README.md', ...(await readdir('docs')).map((name) => join('docs', name))];
const text = new Map(
  await Promise.all(pages.map(async (page) => [page, await readFile(page, 'utf8')] as const)),
);
const scripts: Record<string, string> = JSON.parse(await readFile('package.json', 'utf8')).scripts;
const subcommands = [...(await readFile('src/cli.ts', 'utf8')).matchAll(/^ {2}(\w+): async/gm)].map(
  ([, name = '']) => name,
);

/** Everything in a page that the pattern's first group catches. */
function mentioned(page: string, pattern: RegExp): string[] {
  return [...(text.get(page) ?? '').matchAll(pattern)].map(([, what = '']) => what);
}

describe.each(pages)('%s', (page) => {
  it('links to pages that are there', () => {
    const links = mentioned(page, /\]\(([^)#]+)[^)]*\)/g).filter((link) => !link.includes(':'));
    expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
  });

  it('names npm scripts that are there', () => {
    const named = mentioned(page, /npm run ([\w:]+)/g);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names commands of palaan that are there', () => {
    const named = mentioned(page, /(?:`palaan |--rm (?:try-)?worker |cli\.js |run palaan -- )([a-z]+)/g);
    expect(named.filter((name) => !subcommands.includes(name))).toEqual([]);
  });
});

describe('the page for sellers', () => {
  const page = text.get('docs/seller.md') ?? '';

  it('shows commands that are understood', () => {
    const table = page.split('\n').filter((line) => /^\| `[^`|]*` \| `[^`|]*` \| `[^`|]*` \|/.test(line));
    const words = table.flatMap((row) =>
      [...row.matchAll(/\| `([^`]+)`(?= \|)/g)].map(([, word = '']) => word),
    );
    expect(words.length).toBeGreaterThan(30);
    expect(words.filter((word) => parseCommands(word).length === 0)).toEqual([]);
  });

  it('shows addresses that are understood', () => {
    const addresses = [...page.matchAll(/`(track[^`@…]*)@`/g)].map(([, local]) => `${local}@palaan.example`);
    expect(addresses.length).toBeGreaterThan(8);
    const wrong = addresses.filter((one) => {
      const read = parseTrackingAddress(one, 'track@palaan.example');
      return read === null || read.kind === 'bad';
    });
    expect(wrong).toEqual([]);
  });

  it('lists every sequence that is shipped', async () => {
    const folders = await readdir('templates');
    const sequences = folders.filter((name) => existsSync(join('templates', name, 'sequence.yaml')));
    expect(sequences.filter((name) => name !== 'remind' && !page.includes(`\`${name}\``))).toEqual([]);
  });
});
