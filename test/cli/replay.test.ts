import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { replayCommand } from '../../src/cli/replay.ts';
import { lastSign, offer, source, type Written } from '../replay/past-mails.ts';
import { samplesMissing } from '../support/judgement-input.ts';

const answer = {
  at: '04 15:00',
  id: '<yes@prospect.example>',
  answers: '<offer@seller.example>',
  body: 'Kiitos, sopii meille hyvin. Soitatko huomenna?',
};
const usual = ['--seller', 'anna@seller.example', '--zone', 'Europe/Helsinki', '--country', 'FI'];

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'palaan-replay-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

function mbox(...mails: Written[]): string {
  return mails.map((mail) => `From - Mon Nov  2 10:00:00 2020\n${source(mail)}\n`).join('');
}

/** Runs the command; returns what it wrote to standard output. */
async function replay(...args: string[]): Promise<string> {
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    await replayCommand().parseAsync(args, { from: 'user' });
    return text;
  } finally {
    write.mockRestore();
  }
}

async function replayJson(...args: string[]): Promise<Record<string, unknown>[]> {
  const text = await replay(...args, '--json');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('palaan replay', () => {
  it('tells of a Maildir what would have been sent, what stopped it and in whose words', async () => {
    const folder = await folderOf({
      'cur/1:2,S': source(answer),
      'new/2': source(lastSign('30 10:00')),
      '.Sent/cur/3:2,S': source(offer()),
      '.Sent/new/.keep': '',
      '.Drafts/cur/4:2,S': source(offer({ id: '<draft@seller.example>', subject: 'Never sent' })),
      '.Drafts/new/.keep': '',
    });
    const text = await replay(folder, ...usual);
    expect(text).toContain('Mon 2020-11-02 10:00  New website · Jan Nowak <jan@prospect.example>');
    expect(text).toContain('Tue 2020-11-03 10:00  would send “nudge”');
    expect(text).toContain('Wed 2020-11-04 15:00  An answer came: everything stops.');
    expect(text).toContain('jan@prospect.example: “Kiitos, sopii meille hyvin. Soitatko huomenna?”');
    expect(text).toContain('→ answered after 1 follow-up\n');
    expect(text).toMatch(/^mails +1 from you, 2 from others, 1 draft$/m);
    expect(text).toMatch(/^follow-ups that would have left after an answer +0$/m);
    expect(text).not.toContain('Never sent');
  });

  it('prints one JSON object a line, and each mail once, however many folders hold it', async () => {
    const folder = await folderOf({
      Inbox: mbox(answer, lastSign('30 10:00')),
      Archive: mbox(answer, offer()),
      Sent: mbox(offer()),
      'broken.eml': '',
      'undated.eml': 'From: x@y.example\nSubject: Hi\n\nHi\n',
    });
    const lines = await replayJson(folder, ...usual);
    expect(lines.map(({ type }) => type)).toEqual(['thread', 'unreadable', 'undated', 'summary']);
    expect(lines[0]).toMatchObject({
      project: 'New website',
      outcome: 'answered',
      wouldSend: [{ at: '2020-11-03T08:00:00.000Z', step: 'nudge', kind: 'email' }],
    });
    expect(lines[3]).toMatchObject({
      mails: { read: 7, seller: 1, others: 2, undated: 1, unreadable: 1 },
      threads: 1,
      outcomes: { answered: 1 },
      answeredAfter: [0, 1],
      sentAfterAnswer: [],
    });
  });

  it('shows which mails it took for automatic, and with --all how it judged each one', async () => {
    const away = {
      at: '02 10:01',
      id: '<away@prospect.example>',
      answers: '<offer@seller.example>',
      headers: ['Auto-Submitted: auto-replied'],
      body: 'Jestem na urlopie do 6 listopada.',
    };
    const folder = await folderOf({ mbox: mbox(offer(), away, answer, lastSign('30 10:00')) });
    const text = await replay(folder, ...usual);
    expect(text).toContain('Judged automatic');
    expect(text).toContain('auto-reply (absence), 2020-11-09  jan@prospect.example');
    expect(text).not.toContain('Offers of the week');
    expect(await replay(folder, ...usual, '--all')).toContain('bulk  news@shop.example  Offers of the week');
  });

  it('writes nothing into the mailbox', async () => {
    const folder = await folderOf({ 'cur/1:2,': source(answer), 'new/2': source(offer()) });
    await replay(folder, ...usual);
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(['cur', 'cur/1:2,', 'new', 'new/2']);
  });

  it('lets nothing in a mail steer the terminal', async () => {
    const hostile = offer({ subject: 'New\u001b]0;owned\u0007 \u202eetisbew' });
    const folder = await folderOf({ mbox: mbox(hostile, answer) });
    const text = await replay(folder, ...usual);
    expect(text).toContain('owned');
    expect([...text].filter((character) => ['\u001b', '\u0007', '\u202e'].includes(character))).toEqual([]);
  });

  it('says so where nothing could be played', async () => {
    const sent = await folderOf({ mbox: mbox(offer()) });
    expect(await replay(sent, ...usual)).toContain('Only your own mail is here');
    const inbox = await folderOf({ mbox: mbox(answer) });
    await expect(replay(inbox, ...usual)).rejects.toThrow(
      'None of these 1 mails is from anna@seller.example',
    );
    await expect(replay(await folderOf({}), ...usual)).rejects.toThrow('There is no mail here');
    await expect(replay(inbox, ...usual, '--sequence', 'nudges')).rejects.toThrow('known are aftercare');
    await expect(replay(inbox, ...usual, '--sequence', 'callback')).rejects.toThrow('agreed day');
  });

  it.skipIf(samplesMissing)('reads real mails of every kind without stumbling', async () => {
    const samples = new URL('../../../shared/mail-samples', import.meta.url).pathname;
    const own = await folderOf({ mbox: mbox(offer(), answer) });
    const lines = await replayJson(samples, own, ...usual, '--every', '--all');
    const summary = lines.at(-1) as { mails: { read: number; others: number }; sentAfterAnswer: unknown[] };
    expect(summary.mails.others).toBeGreaterThan(500);
    expect(summary.sentAfterAnswer).toEqual([]);
  });
});
