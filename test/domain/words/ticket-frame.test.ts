import { describe, expect, it } from 'vitest';
import { readWords } from '../../../src/domain/words/words.ts';

describe('the frame of a ticket system', () => {
  it.each([
    ['English', '##- Please type your reply above this line -##'],
    ['Swedish', '-- Svara ovanför denna rad --'],
    ['German', '##- Bitte über dieser Zeile antworten -##'],
    ['Polish', '=-=-=-= Aby odpowiedzieć mailem, pisz powyżej tej linii =-=-=-='],
  ])('is no word of the writer’s, in %s', (_language, line) => {
    expect(readWords(`${line}\n\nIs there an API?\n`).own).toBe('Is there an API?');
  });

  it('ends at its footer', () => {
    const text =
      '##- Please type your reply above this line -##\n\nYes.\n\n----------\nThis email is a service from X.';
    expect(readWords(text).own).toBe('Yes.');
  });

  it.each([
    ['a rule and a line below it', '—-—-—-—\nAntworten Sie oberhalb dieser Zeile.\n\nYes.'],
    ['who comments, and when', '##- Reply above this line -##\n\nBecky, 4 Sept 2026, 16:20 BST\n\nYes.'],
    ['a notice without such a line', 'A reply has been added to your ticket #4417\n\nYes.'],
    ['a footer alone', 'Yes.\n\nTämän viestin lähetti Kuusiniemi. Toimittanut Zendesk'],
    [
      'the number to keep',
      'Yes.\n\nTa wiadomość dotyczy sprawy nr 884. Odpowiadając, prosimy nie zmieniać tematu.',
    ],
  ])('may be %s', (_form, text) => {
    expect(readWords(text).own).toBe('Yes.');
  });

  it('is not looked for in a line of a hundred thousand marks', () => {
    expect(readWords('-'.repeat(100_000)).own.length).toBeGreaterThan(0);
  });

  it('is none where a person answers above it', () => {
    const text =
      'Yes, gladly.\n\nOn Monday we have time.\n\nSam\n\n##- Please type your reply above this line -##\n\nOld.';
    expect(readWords(text).own).toContain('Yes, gladly.');
  });
});
