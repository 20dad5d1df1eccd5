import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aheadOfReply,
  isForwardSubject,
  isReplySubject,
  projectFromSubject,
  replySubject,
} from '../../src/domain/subject.ts';

describe('the project in a subject', () => {
  test.each([
    ['Website renewal', 'Website renewal'],
    ['Re: Website renewal', 'Website renewal'],
    ['RE: Fwd: re: FW: Website renewal', 'Website renewal'],
    ['VS: Verkkosivut', 'Verkkosivut'],
    ['VL: VS: Verkkosivut', 'Verkkosivut'],
    ['Odp: PD: Nowa strona', 'Nowa strona'],
    ['AW: WG: Neue Webseite', 'Neue Webseite'],
    ['SV: VB: Ny webbplats', 'Ny webbplats'],
    ['RV: Sitio nuevo', 'Sitio nuevo'],
    ['Antwort: Neue Webseite', 'Neue Webseite'],
    ['Vast: Verkkosivut', 'Verkkosivut'],
    ['Antw: Nieuwe site', 'Nieuwe site'],
    ['R: I: Nuovo sito', 'Nuovo sito'],
    ['RE : Nouveau site', 'Nouveau site'],
    ['回复：新网站', '新网站'],
    ['Re[2]: Website', 'Website'],
    ['Re(3): Website', 'Website'],
    ['Re^2: Website', 'Website'],
    ['[EXTERNAL] Re: Website', 'Website'],
    ['[EXT] [JIRA-12] Website', 'Website'],
    ['Re: [Sales] Fwd: [x] Website', 'Website'],
    ['(EXTERNAL) Website', 'Website'],
    ['EXTERNAL: Website', 'Website'],
    ['***SPAM*** Website', 'Website'],
    ['{Spam?} Website', 'Website'],
    ['Website (External)', 'Website'],
    ['Website [EXTERNAL EMAIL]', 'Website'],
    ['Website (fwd)', 'Website'],
    ['  Website \r\n  renewal\t2027 ', 'Website renewal 2027'],
    ['Rebuilding the site', 'Rebuilding the site'],
    ['Resources: a plan', 'Resources: a plan'],
    ['External audit 2027', 'External audit 2027'],
    ['Offer [draft] for you', 'Offer [draft] for you'],
    ['Re: RE:', ''],
    ['Re: [EXTERNAL]', ''],
    ['', ''],
    ['Web\u202Etxt.exe\u200B site', 'Webtxt.exe site'],
    ['Team 👩‍💻 \ud83d', 'Team 👩‍💻'],
  ])('%j is %j', (subject, project) => {
    expect(projectFromSubject(subject)).toBe(project);
  });

  test('a long subject is cut between words', () => {
    const project = projectFromSubject(`Re: ${'renewal of the website '.repeat(20)}`);
    expect([...project].length).toBeLessThanOrEqual(120);
    expect(project).toMatch(/(renewal|of|the|website)…$/);
  });

  test('any text becomes one short line, and a second reading changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1500 }), (subject) => {
        const project = projectFromSubject(subject);
        expect(project).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect([...project].length).toBeLessThanOrEqual(120);
        expect(projectFromSubject(project)).toBe(project);
      }),
    );
  });
});

describe('the subject of an answer', () => {
  test.each([
    ['Website', 'Re: Website'],
    ['Re: Website', 'Re: Website'],
    ['RE: re: AW: Website', 'Re: Website'],
    ['Odp: Strona', 'Re: Strona'],
    ['VS: Sivut', 'Re: Sivut'],
    ['Fwd: Website', 'Re: Fwd: Website'],
    ['[Sales] Website', 'Re: [Sales] Website'],
    ['Website\r\nBcc: everybody@example.com', 'Re: Website Bcc: everybody@example.com'],
    ['', 'Re:'],
  ])('%j is answered as %j', (subject, reply) => {
    expect(replySubject(subject)).toBe(reply);
  });
});

test('an answer, a forwarded mail and a mail of its own are told apart by the subject', () => {
  expect(isReplySubject('SV: Ny webbplats')).toBe(true);
  expect(isForwardSubject('WG: Neue Webseite')).toBe(true);
  for (const subject of ['Website renewal', 'Reply: yes', 'Invoice: 12'])
    expect(isReplySubject(subject) || isForwardSubject(subject), subject).toBe(false);
});

test('what stands ahead of the mark of an answer was written by somebody', () => {
  expect(aheadOfReply('No more, please! Re: Our offer')).toBe('No more, please!');
  expect(aheadOfReply('Re: Our offer')).toBe('');
  expect(aheadOfReply('Our offer')).toBe('');
});

test('hostile subjects are read in no time', () => {
  for (const food of ['Re: ', '[', '(external ', 'Re[', ' ', '***']) {
    expect(projectFromSubject(food.repeat(200_000)).length).toBeLessThanOrEqual(240);
  }
});
