import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TemplateHole } from '../../src/errors.ts';
import { writeDate } from '../../src/templates/dates.ts';
import { examples } from '../../src/templates/shape.ts';
import { type MailVariables, mailVariables } from '../../src/templates/variables.ts';
import { built } from './folder.ts';

const values: MailVariables = examples(mailVariables);

function render(body: string, changes: Partial<MailVariables> = {}) {
  const { library, problems } = built({ 'small/nudge.en.md': body });
  expect(problems).toEqual([]);
  const variables = { ...values, ...changes };
  return library.render({ sequence: 'small', step: 'nudge', language: 'en', variables });
}

function hole(body: string, changes: Partial<MailVariables>): TemplateHole {
  try {
    render(body, changes);
  } catch (error) {
    if (error instanceof TemplateHole) return error;
    throw error;
  }
  throw new Error('the mail was written');
}

describe('a mail never leaves with a hole', () => {
  const nameless = { ...values.prospect, firstName: null };

  it('names the missing value and its place', () => {
    const error = hole('Hi\n\n{{prospect.firstName}}?', { prospect: nameless });
    expect(error.variable).toBe('prospect.firstName');
    expect(error.where).toEqual({ file: 'small/nudge.en.md', line: 3 });
  });

  it.each(['', '  ', '\n\t', '\u0000\u202e', '\ue000'])('%j is no value', (project) => {
    expect(hole('{{project}}?', { project }).variable).toBe('project');
    expect(render('{{#if project}}{{project}}{{else}}this{{/if}}?', { project }).text).toBe('this?');
  });

  it('asks nothing of values that are not printed', () => {
    const body = 'Hi{{#if prospect.firstName}} {{prospect.firstName}}{{/if}}?';
    expect(render(body, { prospect: nameless }).text).toBe('Hi?');
  });

  it('a date that is none, a number that is none, an empty subject', () => {
    expect(hole('{{agreedOn}}?', { agreedOn: 'tomorrow' }).variable).toBe('agreedOn');
    expect(hole('{{daysSilent}}?', { daysSilent: Number.NaN }).variable).toBe('daysSilent');
    const subject = '---\nsubject: "{{#if agreedOn}}x{{/if}}"\n---\nHi?';
    expect(hole(subject, { agreedOn: null }).variable).toBe('subject');
  });

  it('values from a prototype are no values', () => {
    const inherited: MailVariables = Object.assign(Object.create({ project: 'inherited' }), { ...values });
    Reflect.deleteProperty(inherited, 'project');
    const { library } = built();
    const request = { sequence: 'small', step: 'nudge', language: 'en', variables: inherited };
    expect(() => library.render(request)).toThrow(TemplateHole);
  });
});

describe('what comes from mail stays text', () => {
  const hostile = [
    '[win](http://evil.example)',
    '<http://evil.example>',
    '![x](http://evil.example/x.png)',
    '<b>bold</b><script>alert(1)</script>',
    '**bold** _em_ `code`',
    '# heading',
    '- item',
    '> quote',
    '1. one',
    '| a | b |',
    '&lt;b&gt; &copy;',
    '\\*escaped\\*',
    '{{seller.email}} {{{x}}}',
    '*',
    'a"b\'c',
    '$& $1 $`',
  ];

  it.each(hostile)('%s', (project) => {
    const { text, html } = render(
      '{{project}}\n\n**{{project}}** and [{{project}}](https://ok.example) then {{project}}?',
      {
        project,
      },
    );
    const escaped = project.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
    expect(text).toBe(`${project}\n\n${project} and ${project} (https://ok.example) then ${project}?`);
    expect(html).toBe(
      `<div lang="en">\n<p>${escaped}</p>\n<p><strong>${escaped}</strong> and <a href="https://ok.example">${escaped}</a> then ${escaped}?</p>\n</div>\n`,
    );
  });

  it('whatever it is', () => {
    const { library } = built({
      'small/nudge.en.md': '- *{{project}}*\n\n> [{{project}}](https://ok.example)?',
    });
    const bits = fc.constantFrom(
      '[',
      '](',
      ')',
      '<',
      '>',
      '&',
      '*',
      '_',
      '`',
      '\\',
      '\n',
      '\n\n',
      '# ',
      '> ',
      '- ',
      '\ue000',
      '0',
      '\ue001',
      '{{',
      '}}',
      'http://evil.example',
      'a',
    );
    fc.assert(
      fc.property(fc.array(bits, { minLength: 1, maxLength: 30 }), (parts) => {
        const project = `x${parts.join('')}`;
        const variables = { ...values, project };
        const { html } = library.render({ sequence: 'small', step: 'nudge', language: 'en', variables });
        const tags = html.match(/<[^>]*>?/g)?.join('');
        expect(tags).toBe(
          '<div lang="en"><ul><li><em></em></li></ul><blockquote><p><a href="https://ok.example"></a></p></blockquote></div>',
        );
      }),
    );
  });

  it('a name cannot start a line, turn the text around or reach the subject line', () => {
    const project = 'A\r\n\r\nBcc: x@evil.example\u2028\u202edlrow\u2066';
    const { text, subject } = render('---\nsubject: "About {{project}}"\n---\nAbout {{project}}?', {
      project,
    });
    expect(subject).toBe('About A Bcc: x@evil.example dlrow');
    expect(text).toBe('About A Bcc: x@evil.example dlrow?');
  });

  it('an endless name is cut, never through a character', () => {
    const { text } = render('{{project}}', { project: `${'a'.repeat(298)}😀😀` });
    expect(text).toBe(`${'a'.repeat(298)}…`);
    expect(render('{{project}}', { project: 'x'.repeat(5_000_000) }).text).toHaveLength(300);
  });

  it('a signature keeps its lines, and nothing else', () => {
    const seller = { ...values.seller, signature: 'Anna *V*\n\n\n\n# Virtanen\n<b>Oy</b>' };
    const { text, html } = render('Yours\n{{seller.signature}}', { seller });
    expect(text).toBe('Yours\nAnna *V*\n\n# Virtanen\n<b>Oy</b>');
    expect(html).toContain('<p>Yours<br>\nAnna *V*<br>\n<br>\n# Virtanen<br>\n&#60;b&#62;Oy&#60;/b&#62;</p>');
  });
});

describe('Markdown becomes text and HTML', () => {
  it('as somebody would have typed it', () => {
    const { text, html } = render(
      'One\ntwo *three*\n\n- a\n- b\n  more\n\n1. x\n2. y\n\n> q1\n> q2\n\n[here](https://a.example/b) <https://a.example> <me@a.example> 3 \\* 4 &amp; `c`\n',
    );
    expect(text).toBe(
      'One\ntwo three\n\n- a\n- b\n  more\n\n1. x\n2. y\n\n> q1\n> q2\n\nhere (https://a.example/b) https://a.example me@a.example 3 * 4 & c',
    );
    expect(html).toContain('<p>One<br>\ntwo <em>three</em></p>');
    expect(html).toContain('<ul>\n<li>a</li>');
  });

  it('a script is no link', () => {
    expect(render('[x](javascript:alert(1))').html).not.toContain('href');
  });

  it('a list in a sentence, with what comes first and last', () => {
    const eva = { name: 'Eva', firstName: 'Eva', email: 'eva@prospect.example', company: null };
    const body =
      'To {{#each prospects}}{{nameOrEmail}}{{#unless @last}}, {{/unless}}{{/each}} about {{#each prospects}}{{#if @first}}{{../project}}{{/if}}{{/each}}?';
    expect(render(body, { prospects: [values.prospect, eva] }).text).toBe(
      'To Jan Nowak, Eva about New website?',
    );
  });

  it('a partial fits into a sentence, and onto lines of its own', () => {
    const partials = { 'partials/who.en.md': '{{seller.firstName}}\n', 'partials/who.md': 'nobody\n' };
    const { library } = built({
      ...partials,
      'small/nudge.en.md': 'I, {{> who}}, ask:\n\n{{> who}}\n\nyes?',
    });
    const request = { sequence: 'small', step: 'nudge', language: 'en', variables: values };
    expect(library.render(request).text).toBe('I, Anna, ask:\n\nAnna\n\nyes?');
  });
});

describe('dates are written in the language of the mail', () => {
  it.each([
    ['en', 'day', '15 January 2027'],
    ['en', 'weekday', 'Friday 15 January 2027'],
    ['fi', 'day', '15.1.2027'],
    ['fi', 'weekday', 'pe 15.1.2027'],
    ['pl', 'day', '15 stycznia 2027'],
    ['pl', 'weekday', 'piątek, 15 stycznia 2027'],
    ['sv', 'day', '15 januari 2027'],
    ['pl', 'iso', '2027-01-15'],
  ] as const)('%s, %s: %s', (language, style, written) => {
    expect(writeDate('2027-01-15', style, language)).toBe(written);
  });

  it('with the time where there is one', () => {
    expect(writeDate('2027-01-15T09:05', 'moment', 'en')).toBe('Fri 15 January 2027 at 09:05');
    expect(writeDate('2027-01-15T09:05', 'moment', 'fi')).toBe('pe 15.1.2027 klo 9.05');
    expect(writeDate('2027-01-15T09:05', 'time', 'pl')).toBe('09:05');
  });
});

describe('the version of a mail', () => {
  const version = (changes: Record<string, string>): string => {
    const { library } = built({
      'partials/layout-email.md': '{{> body}}\n{{> foot}}',
      'partials/foot.md': 'x',
      ...changes,
    });
    return library.render({ sequence: 'small', step: 'nudge', language: 'en', variables: values }).version;
  };

  it('changes with the file and with every partial in it, and with nothing else', () => {
    const before = version({});
    expect(before).toMatch(/^[0-9a-f]{12}$/);
    expect(
      version({
        'partials/unused.md': 'z',
        'small/sequence.yaml': 'description: b\nsteps: [{ name: nudge, wait: 2 days }]',
      }),
    ).toBe(before);
    expect(version({ 'partials/foot.md': 'y' })).not.toBe(before);
    expect(version({ 'small/nudge.en.md': 'Other {{project}}?' })).not.toBe(before);
  });
});

describe('asking for what is not there', () => {
  const { library } = built();
  const request = { sequence: 'small', step: 'nudge', language: 'en', variables: values };

  it('names what there is', () => {
    expect(() => library.render({ ...request, sequence: 'smal' })).toThrow(
      'There is no sequence smal; did you mean small?',
    );
    expect(() => library.render({ ...request, language: 'fi' })).toThrow('its steps are nudge, in en.');
    expect(library.sequence('../small')).toBeUndefined();
    expect(library.sequence('constructor')).toBeUndefined();
  });
});
