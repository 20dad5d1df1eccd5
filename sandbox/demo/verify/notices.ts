import { DateTime } from 'luxon';
import { trackingAddress } from '../cast.ts';
import type { Letter } from '../letter.ts';
import type { Demand, ExpectedNotice } from '../script.ts';
import type { Mailbox } from '../verify.ts';
import { isWorkday } from './send-window.ts';

/** Every seller gets exactly the mails from Palaan that were called for, in their order, with what they must say. */
export function noticeComplaints({ person, inbox }: Mailbox, demands: readonly Demand[]): string[] {
  const notices = inbox.filter(({ from }) => from === trackingAddress);
  const mine = demands.filter(({ seller }) => seller.address === person.address);
  const expected = mine.flatMap((demand) => demand.notices);
  const abouts = new Set([
    ...expected.map(({ about }) => about),
    ...notices.map(({ inReplyTo }) => inReplyTo),
  ]);
  return [...abouts].flatMap((about) => {
    const called = expected.filter((one) => one.about === about);
    const came = notices.filter(({ inReplyTo }) => inReplyTo === about);
    return Array.from(compare(called, came, person.place), (what) => `${person.name}: ${what}`);
  });
}

function* compare(
  expected: readonly ExpectedNotice[],
  notices: readonly Letter[],
  place: Mailbox['person']['place'],
): Generator<string> {
  for (const [index, notice] of expected.entries()) {
    const letter = notices[index];
    if (!letter) yield `${notice.what} did not come`;
    else yield* faults(notice, letter, place);
  }
  for (const { subject } of notices.slice(expected.length)) {
    yield `got one mail too many from Palaan: “${subject}”`;
  }
}

function* faults(
  { what, says, between }: ExpectedNotice,
  letter: Letter,
  { zone, country }: Mailbox['person']['place'],
): Generator<string> {
  const text = plain(letter.text);
  for (const words of says) {
    if (!text.includes(plain(words))) yield `${what} does not say “${words}”`;
  }
  if (/\{\{|\bundefined\b/.test(letter.text)) yield `${what} has a hole in it`;
  if (!between) return;
  const at = DateTime.fromJSDate(letter.arrivedAt, { zone });
  const day = at.toISODate() ?? '';
  if (day < between[0] || day > between[1]) yield `${what} came on ${day}`;
  if (!isWorkday(at, country)) yield `${what} came on a day on which nobody works: ${day}`;
}

/** Text without quote marks and line breaks, which depend on how a mail was wrapped. */
function plain(text: string): string {
  return text.replace(/^[>\s]+/gm, '').replace(/\s+/g, ' ');
}
