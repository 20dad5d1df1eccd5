import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Explanation, explainPaths } from '../../src/cli/explain.ts';

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palaan-explain-'));
  const answer =
    'From: Ann <ann@buyer.example>\nSubject: Re: Stock\nDate: Thu, 5 Nov 2026 11:28:00 +0200\n\nYes, please send it.\n';
  const bounce = `From: MAILER-DAEMON@mx.example
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

<gone@buyer.example>: 550 5.1.1 User unknown
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; gone@buyer.example
Action: failed
Status: 5.1.1
--b--
`;
  await writeFile(join(folder, 'b-answer.eml'), answer);
  await writeFile(join(folder, 'a-bounce.EML'), bounce);
  await writeFile(join(folder, 'c-empty.eml'), '');
  await writeFile(join(folder, 'notes.txt'), 'no mail');
});

afterAll(() => rm(folder, { recursive: true }));

async function explained(...paths: string[]): Promise<Explanation[]> {
  const found: Explanation[] = [];
  for await (const explanation of explainPaths(paths)) found.push(explanation);
  return found;
}

describe('palaan explain', () => {
  it('judges every .eml of a folder, in order of names, and goes on after one that cannot be read', async () => {
    const found = await explained(folder);
    expect(found.map(({ file }) => file)).toEqual(
      ['a-bounce.EML', 'b-answer.eml', 'c-empty.eml'].map((name) => join(folder, name)),
    );
    expect(found[0]).toMatchObject({
      verdict: 'bounce',
      kind: 'hard',
      recipients: [{ address: 'gone@buyer.example', status: '5.1.1', action: 'failed' }],
    });
    expect(found[1]).toMatchObject({ verdict: 'answer', language: 'en', words: 'Yes, please send it.' });
    expect(found[2]).toEqual({
      file: join(folder, 'c-empty.eml'),
      error: expect.stringContaining('no mail'),
    });
  });

  it('gives its evidence', async () => {
    const [bounce] = await explained(join(folder, 'a-bounce.EML'));
    expect(bounce).toHaveProperty('evidence.0.rule');
    expect(bounce).toHaveProperty('evidence.0.where');
    expect(bounce).toHaveProperty('evidence.0.quote');
  });

  it('prints one JSON object a line, and says so when nothing could be read', async () => {
    const { stdout } = await run(process.execPath, [
      '--import',
      'tsx',
      'src/cli.ts',
      'explain',
      '--json',
      folder,
    ]);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).verdict),
    ).toEqual(['bounce', 'answer', undefined]);

    const missing = ['--import', 'tsx', 'src/cli.ts', 'explain', '--json', join(folder, 'missing.eml')];
    await expect(run(process.execPath, missing)).rejects.toMatchObject({ code: 1 });
  });

  it('tells of a file that is not there', async () => {
    expect(await explained(join(folder, 'missing.eml'))).toEqual([
      { file: join(folder, 'missing.eml'), error: expect.stringContaining('ENOENT') },
    ]);
  });
});
