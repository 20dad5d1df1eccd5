import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The house from above to below. A room may import what is below it; rooms of one floor leave each other alone. */
const floors = [
  ['src/cli/start.ts'],
  ['src/app.ts'],
  ['src/mail-world.ts'],
  ['src/jobs/step/step.ts', 'src/intake/intake.ts', 'src/replay/play.ts', 'src/web/pages.ts'],
  ['src/keeper.ts'],
  ['src/store/threads.ts', 'src/mail/send.ts', 'src/templates/library.ts'],
  ['src/domain/thread/thread.ts'],
  ['src/errors.ts'],
];
/** The replay stores nothing: it has no way to. */
const barred: Record<string, string[]> = { 'src/replay/play.ts': ['src/keeper.ts', 'src/store/threads.ts'] };
const rooms = floors.flat();
const outside = ['sandbox/mail/start.ts', 'node:fs/promises'];
const targets = [...rooms, ...outside];

/** A copy of the house with every import in it, one on each line: what is tried must not lie in the real one. */
let house: string;
let findings: Finding[];

interface Finding {
  category: string;
  location: { path: string; start: { line: number } };
}

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'palaan-arrows-'));
  await copyFile('biome.json', join(house, 'biome.json'));
  await copyFile('.gitignore', join(house, '.gitignore'));
  for (const room of rooms) {
    await build(room, targets.map((target) => importOf(target, room)).join('\n'));
  }
  await build('src/domain/hen.ts', "import { egg } from './egg.ts';\nexport const hen = () => egg;");
  await build('src/domain/egg.ts', "import { hen } from './hen.ts';\nexport const egg = () => hen;");
  findings = await lint();
});

afterAll(() => rm(house, { recursive: true, force: true }));

describe('the lint', () => {
  it.each(rooms)('lets %s import what is below it, and nothing else', (room) => {
    const refused = findings
      .filter(({ category, location }) => category.endsWith('noRestrictedImports') && location.path === room)
      .map(({ location }) => targets[location.start.line - 1]);
    expect(new Set(refused)).toEqual(new Set(targets.filter((target) => !mayImport(room, target))));
  });

  it('refuses a cycle', () => {
    const inCycle = findings
      .filter(({ category }) => category.endsWith('noImportCycles'))
      .map(({ location }) => location.path);
    expect(inCycle).toEqual(expect.arrayContaining(['src/domain/hen.ts', 'src/domain/egg.ts']));
  });
});

function mayImport(room: string, target: string): boolean {
  if (target === room) return true; // it is not tried
  if (target.startsWith('sandbox/')) return false;
  // Input and output are for those above the domain.
  if (target.startsWith('node:')) return !room.startsWith('src/domain/');
  return floorOf(target) > floorOf(room) && !barred[room]?.includes(target);
}

function floorOf(room: string): number {
  return floors.findIndex((floor) => floor.includes(room));
}

function importOf(target: string, room: string): string {
  if (target === room) return '';
  if (target.startsWith('node:')) return `import '${target}';`;
  const path = posix.relative(dirname(room), target);
  return `import '${path.startsWith('.') ? path : `./${path}`}';`;
}

async function build(file: string, text: string): Promise<void> {
  await mkdir(join(house, dirname(file)), { recursive: true });
  await writeFile(join(house, file), `${text}\n`);
}

/** Biome ends with 1 where it finds something, which is what it is here for. */
function lint(): Promise<Finding[]> {
  const biome = resolve('node_modules/.bin/biome');
  return new Promise((done, fail) => {
    execFile(
      biome,
      ['lint', '--reporter=json', '--max-diagnostics=none', '.'],
      { cwd: house, maxBuffer: 64 << 20 },
      (_, stdout, stderr) => {
        try {
          done(JSON.parse(stdout).diagnostics);
        } catch (error) {
          fail(new Error(`biome said: ${stderr}`, { cause: error }));
        }
      },
    );
  });
}
