import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judged } from './written-mail.ts';

/** One line of test/domain/verdict/written/*.txt, whose first lines say what stands where. */
interface Line {
  date: string;
  headers: string[];
  right: string[];
  back: string;
  subject: string;
  text: string;
}

function linesOf(file: string): Line[] {
  const lines = readFileSync(new URL(`written/${file}`, import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [date = '', responder, right = '', back = '', subject = '', ...text] = line.split(' | ');
      const headers = responder === 'responder' ? ['Auto-Submitted: auto-replied'] : [];
      return {
        date,
        headers,
        right: right.split(' or '),
        back,
        subject,
        text: text.join(' | ').replaceAll('\\n', '\n'),
      };
    });
}

describe.each(['notes.txt', 'people.txt'])('%s', (file) => {
  test.each(linesOf(file))('$date $subject: $text', ({ date, headers, right, back, subject, text }) => {
    const written = new Date(`${date}T08:00:00Z`).toUTCString().replace('GMT', '+0000');
    const verdict = judged({ subject, text, date: written, headers });
    const name = 'kind' in verdict && verdict.kind ? `${verdict.verdict}/${verdict.kind}` : verdict.verdict;
    expect(right).toContain(name);
    if (back === '?' || !('until' in verdict)) return;
    if (back === 'none') expect(verdict.until).toBeNull();
    else {
      const [from = '', to = from] = back.split('..');
      expect(verdict.until !== null && verdict.until >= from && verdict.until <= to, `${verdict.until}`).toBe(
        true,
      );
    }
  });
});
