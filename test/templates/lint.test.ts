import { afterEach, describe, expect, it } from 'vitest';
import { loadTemplates } from '../../src/templates/load.ts';
import { TemplateProblems } from '../../src/templates/problem.ts';
import { folderOnDisk, problemsWith } from './folder.ts';

const mail = (body: string): string[] => problemsWith({ 'small/nudge.en.md': body });
const yaml = (lines: string): string[] =>
  problemsWith({ 'small/sequence.yaml': `description: A test.\n${lines}` });
const oneStep = 'steps:\n  - name: nudge\n    wait: 1 day\n';

describe('a mistake in a mail is refused with file, line and reason', () => {
  it.each([
    [
      'a misspelt variable',
      'Hi\n\n{{prospect.firstname}}?',
      'small/nudge.en.md:3: {{prospect.firstname}} is not a variable; did you mean prospect.firstName?',
    ],
    [
      'a variable that does not exist',
      '{{budget2027}}',
      'small/nudge.en.md:1: {{budget2027}} is not a variable; docs/marketing.md lists them all.',
    ],
    [
      'a group instead of a value',
      '{{seller}}',
      'small/nudge.en.md:1: {{seller}} is not one value: write {{seller.name}} or',
    ],
    [
      'a list instead of a value',
      '{{prospects}}',
      'small/nudge.en.md:1: {{prospects}} is a list: write {{#each prospects}}',
    ],
    [
      'a partial that does not exist',
      'a\n{{> signatur}}',
      'small/nudge.en.md:2: There is no partials/signatur.en.md',
    ],
    [
      'a helper that does not exist',
      '{{upper project}}',
      'small/nudge.en.md:1: upper is not something a mail can do',
    ],
    [
      'a block that does not exist',
      '{{#with seller}}x{{/with}}',
      'small/nudge.en.md:1: {{#with}} is not something a mail can do',
    ],
    ['an unclosed block', 'a\n{{#if project}}\nb', 'small/nudge.en.md:3: A block is not closed'],
    [
      'a block closed by another',
      'a\n{{#if project}}\nb{{/unless}}',
      'small/nudge.en.md:2: {{#if}} is closed by {{/unless}}.',
    ],
    [
      'braces that do not close',
      'a\n\n{{project',
      'small/nudge.en.md:3: The braces {{…}} cannot be read here.',
    ],
    ['three braces', '{{{project}}}', 'small/nudge.en.md:1: Write {{two braces}}, not three'],
    ['an ampersand', '{{&project}}', 'small/nudge.en.md:1: Write {{two braces}}, not three'],
    [
      'a date style that does not exist',
      '{{date agreedOn "long"}}',
      'small/nudge.en.md:1: Write {{name}}, or {{date name}} with one of "day"',
    ],
    ['a date of what is none', '{{date project}}', 'small/nudge.en.md:1: {{project}} is not a date.'],
    [
      'a list of what is none',
      '{{#each project}}x{{/each}}',
      'small/nudge.en.md:1: {{project}} is not a list.',
    ],
    ['HTML', 'a\n<b>{{project}}</b>', 'small/nudge.en.md:2: HTML is not understood'],
    ['an HTML comment', '<!-- {{project}} -->', 'small/nudge.en.md:1: HTML is not understood'],
    ['a picture', 'a ![x](https://a.example/x.png)', 'small/nudge.en.md:1: Pictures are left out'],
    ['a heading', '# News', 'small/nudge.en.md:1: Headings are left out'],
    [
      'a value in a link',
      '[x](https://a.example/{{prospect.email}})',
      'small/nudge.en.md:1: A value cannot be part of the address of a link',
    ],
    [
      'a value in a bare link',
      '<https://a.example/{{project}}>',
      'small/nudge.en.md:1: A value cannot be part of the address of a link',
    ],
    ['no text', '---\nsubject: x\n---\n\n', 'small/nudge.en.md:4: The mail has no text.'],
    [
      'an unknown key',
      '---\nsubjet: x\n---\nHi?',
      'small/nudge.en.md:2: subjet is not a key here; did you mean subject?',
    ],
    [
      'front matter that does not end',
      '---\nsubject: x\nHi?',
      'small/nudge.en.md:1: The front matter is not closed',
    ],
    [
      'a mistake in the subject',
      '---\nsubject: "{{projekt}}"\n---\nHi?',
      'small/nudge.en.md:2: {{projekt}} is not a variable; did you mean project?',
    ],
    [
      'a mistake below front matter',
      '---\nsubject: x\n---\nHi\n{{projekt}}?',
      'small/nudge.en.md:5: {{projekt}} is not a variable',
    ],
  ])('%s', (_, body, problem) => {
    expect(mail(body).join('\n')).toContain(problem);
  });

  it.each([
    'constructor',
    '__proto__',
    'project.constructor',
    'seller.__proto__',
    'prospects.length',
    'lookup seller "name"',
    'helperMissing',
    '@root.project',
    '../project',
    'this.constructor',
  ])('{{%s}} reaches nothing', (path) => {
    expect(mail(`{{${path}}}`)).toHaveLength(1);
    expect(mail(`{{#if ${path}}}x{{/if}}`).length).toBeGreaterThan(0);
  });

  it('all mistakes are told at once', () => {
    expect(mail('{{a1}}\n{{b2}}\n\n{{#if c3}}x{{/if}}')).toHaveLength(3);
  });

  it('a mistake in a partial is told once, in the partial', () => {
    const problems = problemsWith({
      'partials/layout-email.md': '{{> body}}\n\n{{> signature}}',
      'partials/signature.en.md': 'Best,\n{{seller.nam}}',
    });
    expect(problems).toEqual([
      'partials/signature.en.md:2: {{seller.nam}} is not a variable; did you mean seller.name?',
    ]);
  });

  it('partials that include each other end in an error, not in a hang', () => {
    const circle = problemsWith({
      'small/nudge.en.md': '{{> a}}',
      'partials/a.md': '{{> b}}',
      'partials/b.md': '{{> a}}',
    });
    expect(circle).toEqual(['partials/b.md:1: {{> a}} includes itself, or is nested too deep.']);
    const bomb = Object.fromEntries(
      [...'abcdefg'].map((name, i, all) => [
        `partials/${name}.md`,
        `{{> ${all[i + 1] ?? 'z'}}}\n`.repeat(20),
      ]),
    );
    expect(problemsWith({ 'small/nudge.en.md': '{{> a}}', ...bomb }).join()).toContain('too complicated');
  });

  it('a word that a variable never is', () => {
    const problems = problemsWith({
      'notices/start-refused.en.md': '---\nsubject: x\n---\n{{#if (eq cause "no-prospect")}}x{{/if}} y',
    });
    expect(problems.join()).toContain(
      'notices/start-refused.en.md:4: {{cause}} is never “no-prospect”; it is one of:',
    );
  });
});

describe('a mistake in a sequence is refused with file, line and reason', () => {
  it.each([
    ['broken YAML', 'steps: [', 'small/sequence.yaml:2:'],
    [
      'a key twice',
      `quiet: 1 week\nquiet: 2 weeks\n${oneStep}`,
      'small/sequence.yaml:3: Map keys must be unique',
    ],
    [
      'an unknown key',
      `quite: 1 week\n${oneStep}`,
      'small/sequence.yaml:2: quite is not a key here; did you mean quiet?',
    ],
    [
      'an unknown key of a step',
      `${oneStep}    kin: task\n`,
      'small/sequence.yaml:5: kin is not a key here; did you mean kind?',
    ],
    [
      'a wait without a unit',
      'steps:\n  - name: nudge\n    wait: 24\n',
      'small/sequence.yaml:4: steps[1].wait: say a wait such as 24 hours',
    ],
    [
      'a wait that is none',
      'steps:\n  - name: nudge\n    wait: soon\n',
      'small/sequence.yaml:4: steps[1].wait: say a wait such as',
    ],
    [
      'a time that is none',
      `${oneStep}    at: "25:00"\n`,
      'small/sequence.yaml:5: steps[1].at: write the time as "09:30".',
    ],
    [
      'a quiet period that is none',
      `quiet: long\n${oneStep}`,
      'small/sequence.yaml:2: quiet: “long” is not understood',
    ],
    [
      'a step twice',
      `${oneStep}  - name: nudge\n    wait: 2 days\n`,
      'small/sequence.yaml:5: nudge is the name of an earlier step.',
    ],
    [
      'mails that go on after an answer',
      `onAnswer: continue\n${oneStep}`,
      'small/sequence.yaml:2: onAnswer: continue is only for sequences whose steps are all tasks',
    ],
    [
      'a repeat from nowhere',
      `repeatFrom: nudgee\n${oneStep}`,
      'small/sequence.yaml:2: no step is called nudgee; did you mean nudge?',
    ],
    [
      'a repeat without a wait',
      'repeatFrom: nudge\nsteps:\n  - name: nudge\n    wait: agreed\n',
      'small/sequence.yaml:2: a step that waits for the agreed day cannot repeat.',
    ],
    ['no steps', 'steps: []\n', 'small/sequence.yaml:2: steps: list at least one step.'],
    ['a tree of aliases', 'steps: &a\n  - name: nudge\n    wait: 1 day\n  - *a\n', 'small/sequence.yaml:1:'],
  ])('%s', (_, lines, problem) => {
    expect(yaml(lines).join('\n')).toContain(problem);
  });

  it('a language that one step lacks, by the name of the missing file', () => {
    const problems = problemsWith({
      'small/sequence.yaml': `description: A test.\n${oneStep}  - name: last\n    wait: 1 day\n`,
      'small/nudge.fi.md': 'Terve?',
      'small/last.en.md': 'Bye?',
    });
    expect(problems).toEqual(['small/last.fi.md: The file is missing: other steps have this language.']);
  });

  it('files that belong to no step', () => {
    expect(problemsWith({ 'small/nugde.en.md': 'Hi?' })).toEqual([
      'small/nugde.en.md: No step is called nugde; did you mean nudge?',
    ]);
    expect(problemsWith({ 'small/nudge.md': 'Hi?' }).join()).toContain(
      'small/nudge.md: nudge.md is neither sequence.yaml nor',
    );
    expect(problemsWith({ 'Small Talk/nudge.en.md': 'Hi?' }).join()).toContain(
      'Small Talk/sequence.yaml: The file is missing',
    );
  });

  it('a task without a subject', () => {
    const problems = problemsWith({
      'small/sequence.yaml': `description: A test.\n${oneStep}    kind: task\n`,
    });
    expect(problems.join()).toContain('small/nudge.en.md:1: The subject is missing');
  });

  it('a notice that is missing, or that nobody sends', () => {
    expect(problemsWith({ 'notices/bounce.en.md': null })).toEqual([
      'notices/bounce.en.md: The file is missing: other steps have this language.',
    ]);
    expect(problemsWith({ 'notices/bounces.en.md': 'x' })).toEqual([
      'notices/bounces.en.md: This is not a notice that Palaan sends; did you mean bounce?',
    ]);
  });
});

it('YAML that is nested without an end is refused, not followed', () => {
  expect(problemsWith({ 'small/sequence.yaml': '['.repeat(60_000) }).length).toBeGreaterThan(0);
  expect(problemsWith({ 'small/sequence.yaml': 'hello' }).join()).toContain('write keys and values here');
  expect(problemsWith({ 'small/nudge.en.md': '---\nhello\n---\nHi?' }).join()).toContain('stands subject:');
});

describe('loading a folder', () => {
  let remove: (() => Promise<void>) | undefined;
  afterEach(() => remove?.());

  it('throws one error with every problem, and passes over what editors leave behind', async () => {
    const folder = await folderOnDisk({ 'small/nudge.en.md': '{{a1}}\n{{b2}}' });
    remove = folder.remove;
    await folder.save('small/.nudge.en.md.swp', 'x');
    await folder.save('small/nudge.en.md~', 'x');
    await folder.save('small/nudge.fi.md', Uint8Array.of(0x48, 0xff));
    await folder.save('README.md', 'x');
    const error = await loadTemplates(folder.dir).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TemplateProblems);
    expect((error as TemplateProblems).problems.map(({ where }) => where)).toEqual([
      { file: 'small/nudge.en.md', line: 1 },
      { file: 'small/nudge.en.md', line: 2 },
      { file: 'small/nudge.fi.md' },
    ]);
    expect((error as TemplateProblems).message).toContain('small/nudge.fi.md: The file is not UTF-8 text.');
  });

  it('says which folder is missing', async () => {
    await expect(loadTemplates('/nowhere/templates')).rejects.toThrow(
      'The templates in /nowhere/templates cannot be read',
    );
  });
});
