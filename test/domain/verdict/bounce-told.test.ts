import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/domain/verdict/verdict.ts';
import { judged } from './written-mail.ts';

const path = join(import.meta.dirname, 'written', 'bounces.txt');
const lines = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** All come with an empty envelope, as programs send them (RFC 5321 4.5.5). */
function heard(from: string, subject: string, text: string): Verdict {
  return judged({
    from: from === '-' ? '' : from,
    subject,
    text: text.replace(/\\n/g, '\n'),
    headers: ['Return-Path: <>'],
  });
}

describe('what hosts, schools, filters and appliances write in words of their own', () => {
  it.each(lines.map((line) => line.split(' | ')))('%s: %s: %s: %s', (from, right, failed, subject, text) => {
    const verdict = heard(from ?? '', subject ?? '', text ?? '');
    const kind = 'kind' in verdict && verdict.kind ? `${verdict.verdict}/${verdict.kind}` : verdict.verdict;
    expect((right ?? '').split(' or ')).toContain(kind);
    if (verdict.verdict === 'bounce' && failed !== '-')
      expect(verdict.recipients.map(({ address }) => address)).toContain(failed);
  });
});
