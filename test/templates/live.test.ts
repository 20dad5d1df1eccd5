import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateError } from '../../src/errors.ts';
import { silentLogger } from '../../src/logger.ts';
import { type LiveTemplates, liveTemplates } from '../../src/templates/live.ts';
import { describeProblem, TemplateProblems } from '../../src/templates/problem.ts';
import { examples } from '../../src/templates/shape.ts';
import { mailVariables } from '../../src/templates/variables.ts';
import { folderOnDisk } from './folder.ts';

const variables = examples(mailVariables);
let folder: Awaited<ReturnType<typeof folderOnDisk>>;
let refused: string[];
let changes: number;

beforeEach(async () => {
  folder = await folderOnDisk({
    'other/sequence.yaml': 'description: Another.\nsteps:\n  - name: nudge\n    wait: 1 day\n',
    'other/nudge.en.md': 'Other?\n',
  });
  refused = [];
  changes = 0;
});

afterEach(() => folder.remove());

function open(lookEvery = 0): Promise<LiveTemplates> {
  return liveTemplates(folder.dir, {
    logger: silentLogger(),
    lookEvery,
    onChange: () => {
      changes += 1;
    },
    onRefused: (problems: TemplateError[]) => refused.push(...problems.map(describeProblem)),
  });
}

async function text(live: LiveTemplates, sequence = 'small'): Promise<string> {
  return (await live.current()).render({ sequence, step: 'nudge', language: 'en', variables }).text;
}

describe('a saved file', () => {
  it('is live for the next send', async () => {
    const live = await open();
    expect(await text(live)).toBe('Did New website reach you?');
    await folder.save('small/nudge.en.md', 'Is {{project}} there?\n');
    expect(await text(live)).toBe('Is New website there?');
    expect(changes).toBe(1);
  });

  it('is live when the editor writes beside it and renames, even with the same size and time', async () => {
    const live = await open();
    await writeFile(join(folder.dir, 'small', '.tmp'), 'Did {{project}} pass by?');
    await rename(join(folder.dir, 'small', '.tmp'), join(folder.dir, 'small', 'nudge.en.md'));
    expect(await text(live)).toBe('Did New website pass by?');
  });

  it('that is broken is refused with file, line and reason, once, and the last good version stays', async () => {
    const live = await open();
    await folder.save('small/nudge.en.md', 'Is\n\n{{projekt}} there?\n');
    expect(await text(live)).toBe('Did New website reach you?');
    expect(await text(live)).toBe('Did New website reach you?');
    expect(refused).toEqual(['small/nudge.en.md:3: {{projekt}} is not a variable; did you mean project?']);
    await folder.save('small/nudge.en.md', 'Mended {{project}}?\n');
    expect(await text(live)).toBe('Mended New website?');
  });

  it('that is broken does not hold up an edit elsewhere', async () => {
    const live = await open();
    await folder.save('small/sequence.yaml', 'steps: [\n');
    await folder.save('other/nudge.en.md', 'Another one?\n');
    expect(await text(live, 'other')).toBe('Another one?');
    expect(await text(live)).toBe('Did New website reach you?');
    expect((await live.current()).names()).toEqual(['other', 'small']);
  });

  it('a broken partial keeps every mail that it is part of as it was', async () => {
    const live = await open();
    await folder.save('partials/layout-email.md', '{{> body}}\n\n{{> nothing}}');
    expect(await text(live)).toBe('Did New website reach you?');
    expect(await text(live, 'other')).toBe('Other?');
    expect(refused.join()).toContain('partials/layout-email.md:3: There is no partials/nothing');
  });

  it('a new sequence appears, and one that was taken away is gone', async () => {
    const live = await open();
    await folder.save('extra/sequence.yaml', 'description: New.\nsteps:\n  - name: nudge\n    wait: 1 day\n');
    await folder.save('extra/nudge.en.md', 'Extra?\n');
    expect(await text(live, 'extra')).toBe('Extra?');
    await rm(join(folder.dir, 'extra'), { recursive: true });
    expect((await live.current()).names()).toEqual(['other', 'small']);
  });

  it('a folder that vanishes leaves the last good version, and says so once', async () => {
    const live = await open();
    await folder.remove();
    expect(await text(live)).toBe('Did New website reach you?');
    expect(await text(live)).toBe('Did New website reach you?');
    expect(refused).toHaveLength(1);
  });

  it('is not looked for more often than asked', async () => {
    const live = await open(3_600_000);
    await folder.save('small/nudge.en.md', 'Later?\n');
    expect(await text(live)).toBe('Did New website reach you?');
  });
});

describe('at the start', () => {
  it('a broken sequence is left out, and the others work', async () => {
    await folder.save('small/nudge.en.md', '{{projekt}}');
    const live = await open();
    expect((await live.current()).names()).toEqual(['other']);
    expect(refused).toHaveLength(1);
  });

  it('nothing works without the notices', async () => {
    await rm(join(folder.dir, 'notices'), { recursive: true });
    await expect(open()).rejects.toThrow(TemplateProblems);
  });
});
