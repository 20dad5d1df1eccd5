import { describe, expect, it } from 'vitest';
import { verdictOn } from './mails.ts';

function calendar(method: string): string {
  return `From: Ann <ann@prospect.example>
To: sam@seller.example
Subject: Accepted: Demo
Auto-Submitted: auto-generated
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain

Ann has accepted this invitation.

--b
Content-Type: text/calendar; charset=utf-8; method=${method}

BEGIN:VCALENDAR
METHOD:${method}
END:VCALENDAR
--b--
`;
}

describe('meetings', () => {
  it.each(['REPLY', 'REQUEST', 'COUNTER'])('%s: a person acts, so it is an answer', (method) => {
    expect(verdictOn(calendar(method))).toMatchObject({
      verdict: 'answer',
      evidence: [{ rule: 'meeting' }, {}],
    });
  });

  it('a published calendar is none', () => {
    expect(verdictOn(calendar('PUBLISH')).verdict).not.toBe('answer');
  });
});
