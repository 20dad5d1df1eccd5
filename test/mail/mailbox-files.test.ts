import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FoundMail, mailsAt } from '../../src/mail/mailbox-files.ts';

/** A folder with these files, gone after the test. */
async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'palaan-mailbox-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

async function found(path: string): Promise<FoundMail[]> {
  const mails: FoundMail[] = [];
  for await (const mail of mailsAt(path)) mails.push(mail);
  return mails;
}

/** Kind and place of each mail, seen from the folder. */
async function places(folder: string): Promise<string[]> {
  return (await found(folder)).map(({ kind, where }) => `${kind} ${relative(folder, where)}`);
}

/** The texts of the mails in an mbox file. */
async function texts(mbox: string): Promise<string[]> {
  const folder = await folderOf({ mbox });
  return (await found(join(folder, 'mbox'))).map((mail) =>
    mail.kind === 'mail' ? mail.raw.toString().replace(/^From .*\r?\n/, '') : mail.kind,
  );
}

const mail = 'From: jan@prospect.example\nSubject: Offer\n\nYes.\n';

describe('a Maildir', () => {
  it('is read with its subfolders, without what is still being delivered', async () => {
    const folder = await folderOf({
      'cur/1.a:2,S': mail,
      'new/2.b': mail,
      'tmp/3.c': mail,
      'dovecot.index': 'no mail',
      '.Sent/cur/4.d:2,S': mail,
      '.Sent/new/.keep': '',
      '.Archive.2025/cur/5.e:2,ST': mail,
      '.Archive.2025/new/6.f': mail,
    });
    expect(await places(folder)).toEqual([
      'mail .Archive.2025/cur/5.e:2,ST',
      'mail .Archive.2025/new/6.f',
      'mail .Sent/cur/4.d:2,S',
      'mail cur/1.a:2,S',
      'mail new/2.b',
    ]);
    expect(await places(join(folder, 'cur'))).toEqual(['mail 1.a:2,S']);
  });

  it('keeps drafts apart, by their flag and by their folder', async () => {
    const folder = await folderOf({
      'cur/1.a:2,DS': mail,
      'new/.keep': '',
      '.Luonnokset/cur/2.b:2,S': mail,
      '.Luonnokset/new/.keep': '',
      '.Drafts of contracts/cur/3.c:2,S': mail,
      '.Drafts of contracts/new/.keep': '',
    });
    expect(await places(folder)).toEqual([
      'mail .Drafts of contracts/cur/3.c:2,S',
      'draft .Luonnokset/cur/2.b:2,S',
      'draft cur/1.a:2,DS',
    ]);
  });
});

describe('a folder of files', () => {
  it('gives its .eml files and its mbox files, however deep, and nothing of what lies beside them', async () => {
    const folder = await folderOf({
      'a.eml': mail,
      'b.EML': mail,
      Inbox: `From - Mon Nov  2 10:00:00 2026\n${mail}`,
      'Inbox.msf': '// an index',
      'Inbox.sbd/Customers': `From - Mon Nov  2 10:00:00 2026\n${mail}`,
      'Sent.mbox/mbox': `From - Mon Nov  2 10:00:00 2026\n${mail}`,
      'Sent.mbox/table_of_contents': 'an index',
    });
    expect(await places(folder)).toEqual([
      'mail Inbox#1',
      'mail a.eml',
      'mail b.EML',
      'mail Inbox.sbd/Customers#1',
      'mail Sent.mbox/mbox#1',
    ]);
  });

  it('is read to its end although links go round in it and point nowhere', async () => {
    const folder = await folderOf({ 'in/a.eml': mail });
    await symlink(folder, join(folder, 'in', 'around'));
    await symlink(join(folder, 'gone.eml'), join(folder, 'in', 'b.eml'));
    expect(await places(folder)).toEqual(['mail in/a.eml']);
  });

  it('that is not there is told', async () => {
    await expect(found('/no/such/mailbox')).rejects.toThrow('/no/such/mailbox cannot be read');
  });
});

describe('an mbox file', () => {
  const dated = 'From jan@prospect.example Mon Nov  2 10:00:00 2026\n';

  it('is cut where each mail begins', async () => {
    expect(await texts(`${dated}${mail}\n${dated}${mail}\n`)).toEqual([`${mail}\n`, `${mail}\n`]);
  });

  it('is cut at the lines of Thunderbird, of Gmail’s export, with CRLF, and without any date', async () => {
    const lines = [
      'From - Mon, 02 Nov 2026 10:00:00 GMT\r\n',
      'From 1780000000000000000@xxx Mon Nov 02 10:00:00 +0000 2026\r\n',
      'From MAILER-DAEMON Mon Nov  2 10:00:00 2026\r\n',
      'From \r\n',
    ];
    const one = mail.replaceAll('\n', '\r\n');
    expect(await texts(lines.map((line) => `${line}${one}\r\n`).join(''))).toHaveLength(4);
  });

  it('keeps together what a person began with "From"', async () => {
    const letter = `${mail}\nFrom March on we have a budget.\n\nFrom 9:00 we are here.\nFrom me\n`;
    expect(await texts(`${dated}${letter}`)).toEqual([letter]);
  });

  it('gives quoted "From" lines back as they were written, and leaves what was quoted before', async () => {
    const [text] = await texts(
      `${dated}Subject: Hi\n\n>From March on.\n\n> you wrote\n>From here\n\n>>From you\n`,
    );
    expect(text).toBe('Subject: Hi\n\nFrom March on.\n\n> you wrote\n>From here\n\n>>From you\n');
  });

  it('is cut at the same places wherever the file happens to be read in two', async () => {
    const filler = 'x'.repeat(70);
    const sizes = [-60, -52, -51, -50, -9, -8, -7, -6, -5, -2, -1, 0, 1, 2].map(
      (shift) => 1024 * 1024 + shift,
    );
    for (const size of sizes) {
      const head = `${dated}Subject: a\n\n`;
      const lines = `${filler}\n`.repeat(Math.ceil(size / 71)).slice(0, size - head.length - 2);
      const found = await texts(`${head}${lines}\n\n${dated}Subject: b\n\nb\n`);
      expect(found.map((text) => text.slice(0, 10))).toEqual(['Subject: a', 'Subject: b']);
      expect(found[0]).toHaveLength(size - dated.length);
    }
  });
});
