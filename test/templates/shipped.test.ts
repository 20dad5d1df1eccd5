import { describe, expect, it } from 'vitest';
import { stepAt } from '../../src/domain/sequence.ts';
import { loadTemplates } from '../../src/templates/load.ts';
import { examples } from '../../src/templates/shape.ts';
import {
  type MailVariables,
  mailVariables,
  noticeNames,
  noticeVariables,
} from '../../src/templates/variables.ts';

const library = await loadTemplates('templates');
const languages = ['en', 'fi', 'pl'];
/** What a value that is missing, or not text, looks like when it is printed. */
const hole = /[{}]|\b(?:undefined|null|NaN)\b|\[object|\uE000|\uE001/;
const full: MailVariables = { ...examples(mailVariables), project: 'Uusi toimisto Turkuun' };
const minimal: MailVariables = { ...examples(mailVariables, true), project: 'CRM' };
const mails = library
  .names()
  .flatMap((sequence) =>
    (library.sequence(sequence)?.steps ?? []).flatMap((step) =>
      languages.map((language) => ({ sequence, step: step.name, kind: step.kind, language })),
    ),
  );

describe('the shipped sequences', () => {
  it('are the eight of the product, each in English, Finnish and Polish', () => {
    expect(library.names()).toEqual([
      'aftercare',
      'breakup',
      'callback',
      'favour',
      'gentle',
      'persistent',
      'promise',
      'remind',
    ]);
    for (const name of library.names()) expect(library.languages(name)).toEqual(languages);
  });

  it('end with the breakup line, word for word', () => {
    const lines = { en: 'Have you given up on CRM?', fi: 'Oletteko luopuneet hankkeesta CRM?' };
    for (const [language, line] of Object.entries({
      ...lines,
      pl: 'Czy zrezygnowali Państwo z projektu CRM?',
    })) {
      for (const sequence of ['gentle', 'breakup']) {
        const { text } = library.render({ sequence, step: 'breakup', language, variables: minimal });
        expect(text.split('\n\n')[1]).toBe(line);
      }
    }
  });

  it('repeat only where they have no end, and go on after an answer only with tasks', () => {
    const aftercare = library.sequence('aftercare');
    expect(aftercare && stepAt(aftercare, 7)?.name).toBe('yearly');
    const promise = library.sequence('promise');
    expect(promise && stepAt(promise, 5)?.name).toBe('still-open');
    expect(promise?.onSellerMail).toBe('stop');
    const going = library.names().filter((name) => library.sequence(name)?.onAnswer === 'continue');
    expect(going).toEqual(['aftercare', 'callback', 'promise']);
  });

  it.each(mails)('$sequence/$step ($language) has no hole, with all values and with the fewest', (mail) => {
    for (const variables of [full, minimal]) {
      const { subject, text, html } = library.render({ ...mail, variables });
      for (const form of [text, html, subject ?? '']) expect(form).not.toMatch(hole);
      expect(text).toContain(mail.kind === 'email' ? variables.seller.signature : variables.prospect.email);
      expect(text).not.toMatch(/\n{3}|[ \t]\n|^\s|\s$/);
      expect(mail.kind === 'task').toBe(subject !== null);
    }
  });

  const emails = mails.filter(({ kind }) => kind === 'email');

  it.each(emails)(
    '$sequence/$step ($language) is short, asks one thing, and ends with the question',
    (mail) => {
      const { text } = library.render({ ...mail, variables: full });
      const [greeting = '', ...paragraphs] = text.split('\n\n');
      const words = paragraphs.slice(0, -1).join(' ');
      expect(greeting).toMatch(/,$/);
      expect(words.length).toBeLessThan(260);
      expect(words.match(/\?/g)).toHaveLength(1);
      expect(words).toMatch(/\?$/);
      expect(words).not.toMatch(
        /checking in|touch(ing)? base|circl(e|ing) back|last e?mail|friendly reminder|!/i,
      );
    },
  );

  it('greets several people by name, and nobody by half', () => {
    const { prospect } = full;
    const greeting = (others: MailVariables['prospects'], language: string): string | undefined => {
      const variables = { ...full, prospects: [prospect, ...others] };
      return library.render({ sequence: 'gentle', step: 'nudge', language, variables }).text.split('\n')[0];
    };
    const eva = { name: 'Eva Berg', firstName: 'Eva', email: 'eva@prospect.example', company: null };
    expect(greeting([], 'en')).toBe('Hi Jan,');
    expect(greeting([eva], 'en')).toBe('Hi Jan and Eva,');
    expect(greeting([eva], 'fi')).toBe('Hei Jan ja Eva,');
    expect(greeting([eva], 'pl')).toBe('Dzień dobry,');
    expect(greeting([{ ...eva, firstName: null }], 'en')).toBe('Hello,');
    expect(greeting([eva, eva, eva], 'fi')).toBe('Hei,');
  });
});

describe('the notices to the seller', () => {
  const all = noticeNames.flatMap((name) => languages.map((language) => ({ name, language })));

  it.each(all)('$name ($language) can always be written, whatever is missing', ({ name, language }) => {
    const values = examples(noticeVariables[name]);
    const nameless = {
      ...examples(noticeVariables[name], true),
      ...('project' in values && { project: '' }),
    };
    for (const variables of [values, nameless]) {
      const { subject, text, html } = library.renderNotice(name, language, variables as never);
      for (const form of [subject, text, html]) expect(form).not.toMatch(hole);
      expect(text).toMatch(/\n\nPalaan$/);
    }
  });

  it('explains every cause for which nothing was started', () => {
    const values = examples(noticeVariables['start-refused']);
    const texts = noticeVariables['start-refused'].cause.words.map(
      (cause) => library.renderNotice('start-refused', 'fi', { ...values, cause }).text,
    );
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('shows the plan with its dates and the text of each mail', () => {
    const values = examples(noticeVariables.receipt);
    const step = { ...values.plan[0], number: 1, name: 'a', kind: 'email' as const, at: '2026-12-28T09:05' };
    const plan = [
      { ...step, approve: false, subject: null, text: 'Hi,\n\nStill there?', missing: null },
      { ...step, approve: true, subject: null, text: null, missing: 'project' },
    ];
    const { text, html } = library.renderNotice('receipt', 'fi', { ...values, plan });
    expect(text).toContain('ma 28.12.2026 klo 9.05, viesti asiakkaalle\n\n> Hi,\n>\n> Still there?');
    expect(text).toContain('vain luvallasi\n\nTätä tekstiä ei voi vielä kirjoittaa. Puuttuu: project');
    expect(html).toContain('<blockquote>\n<p>Hi,<br>\n<br>\nStill there?</p>\n</blockquote>');
    expect(library.renderNotice('receipt', 'fi', { ...values, plan, state: 'ended' }).text).not.toContain(
      'klo',
    );
  });

  it('is in English where the language is missing', () => {
    const { text } = library.renderNotice('opt-out', 'sv', examples(noticeVariables['opt-out']));
    expect(text).toContain('asked not to be written to');
  });
});
