import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readMessage } from '../../../src/domain/read-message.ts';
import { judge } from '../../../src/domain/verdict/judge.ts';
import type { Verdict } from '../../../src/domain/verdict/verdict.ts';
import { parseMime } from '../../../src/mail/mime.ts';

const folder = join(import.meta.dirname, '../../../../shared/mail-samples');
const present = existsSync(join(folder, 'labels.json'));
if (!present) console.warn('judge-samples: skipped, ../shared/mail-samples is not here');

interface Label {
  label: string;
  alsoAccepted?: string[];
  recipients?: string[];
}

/** Samples whose label Palaan does not follow, and why. */
const disputed: Record<string, string> = {
  'm-4bd4cacd8ca0.eml': 'a person forwards a bounce with words of their own: a person all the same',
};

const people = ['human-reply', 'human-new'];

describe.runIf(present)('real mails', () => {
  const judged: { file: string; label: Label; verdict: Verdict }[] = [];

  beforeAll(() => {
    const labels = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as Record<string, Label>;
    for (const [file, label] of Object.entries(labels)) {
      if (file in disputed) continue;
      judged.push({ file, label, verdict: judge(readMessage(parseMime(readFileSync(join(folder, file))))) });
    }
  });

  const of = (...names: string[]) => judged.filter(({ label }) => names.includes(label.label));
  const files = (wrong: typeof judged) => wrong.map(({ file, verdict }) => `${file}: ${verdict.verdict}`);
  const kind = (verdict: Verdict) => (verdict.verdict === 'bounce' ? verdict.kind : verdict.verdict);

  it('no person is called automatic', () => {
    const wrong = of(...people).filter(({ label, verdict }) => {
      const viaList = label.alsoAccepted?.includes('mailing-list') && verdict.verdict === 'bulk';
      return !['answer', 'opt-out', 'deferral'].includes(verdict.verdict) && !viaList;
    });
    expect(files(wrong)).toEqual([]);
  });

  it('bounces are found', () => {
    const bounces = of('bounce-hard', 'bounce-soft', 'bounce-unknown');
    expect(files(bounces.filter(({ verdict }) => verdict.verdict !== 'bounce'))).toEqual([]);
  });

  it('dead addresses are called dead, by their address', () => {
    const wrong = of('bounce-hard').filter(({ label, verdict }) => {
      const named = verdict.verdict === 'bounce' ? verdict.recipients.map(({ address }) => address) : [];
      const expected = label.recipients?.map((address) => address.toLowerCase()) ?? named;
      return (
        kind(verdict) !== 'hard' || named.length === 0 || expected.some((address) => !named.includes(address))
      );
    });
    // Two reports name no address that could be ours.
    expect(wrong.length, files(wrong).join()).toBeLessThanOrEqual(of('bounce-hard').length * 0.02);
  });

  it('full mailboxes and trouble that passes kill no address', () => {
    expect(files(of('bounce-soft').filter(({ verdict }) => kind(verdict) === 'hard'))).toEqual([]);
  });

  it('complaints and receipts are what they are', () => {
    const complaints = of('complaint-feedback-loop').filter(({ verdict }) => verdict.verdict !== 'complaint');
    const receipts = of('read-receipt').filter(({ verdict }) => verdict.verdict !== 'receipt');
    expect(files([...complaints, ...receipts])).toEqual([]);
  });

  it('nothing else is taken for a bounce', () => {
    const others = judged.filter(
      ({ label }) =>
        !label.label.startsWith('bounce') && !label.alsoAccepted?.some((name) => name.startsWith('bounce')),
    );
    expect(files(others.filter(({ verdict }) => verdict.verdict === 'bounce'))).toEqual([]);
  });
});
