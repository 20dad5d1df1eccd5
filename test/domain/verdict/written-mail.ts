import type { Message } from '../../../src/domain/message.ts';
import { readMessage } from '../../../src/domain/read-message.ts';
import { judge } from '../../../src/domain/verdict/judge.ts';
import type { Verdict } from '../../../src/domain/verdict/verdict.ts';
import { parseMime } from '../../../src/mail/mime.ts';

export interface WrittenMail {
  subject: string;
  text: string;
  from?: string;
  to?: string;
  date?: string;
  headers?: string[];
}

/** A mail as it comes: the judge reads it from its bytes. */
export function written({ subject, text, from, to, date, headers = [] }: WrittenMail): Message {
  const encoded = `=?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`;
  const lines = [
    `From: ${from ?? 'Kim Virta <kim.virta@asiakas.example>'}`,
    `To: ${to ?? 'Sanna Koskela <sanna@myyja.example>'}`,
    `Subject: ${encoded}`,
    `Date: ${date ?? 'Mon, 03 Aug 2026 10:00:00 +0300'}`,
    'Message-ID: <one@asiakas.example>',
    ...headers,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
  ];
  return readMessage(parseMime(Buffer.from(lines.join('\r\n'))));
}

/** 'auto-reply/absence', 'answer', …: what the judge makes of it. */
export function verdictOf(mail: WrittenMail): string {
  const verdict = judge(written(mail));
  return 'kind' in verdict && verdict.kind ? `${verdict.verdict}/${verdict.kind}` : verdict.verdict;
}

export function judged(mail: WrittenMail): Verdict {
  return judge(written(mail));
}
