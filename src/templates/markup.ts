import { hasMark } from './markdown.ts';
import type { Source } from './parse.ts';
import type { ProblemList } from './problem.ts';

/** Markup that a typed mail does not have, and what to write instead. */
const refused: readonly { form: RegExp; message: string }[] = [
  {
    form: /<(?:!--|\/?[a-z][a-z0-9]{0,20}[\s/>])/i,
    message: 'HTML is not understood in a mail: write Markdown, and comments as {{! … }}.',
  },
  { form: /!\[/, message: 'Pictures are left out: a mail that somebody typed has none.' },
  { form: /^ {0,3}#{1,6}\s/, message: 'Headings are left out: a mail that somebody typed has none.' },
  { form: /^ {0,3}(?:```|~~~)/, message: 'Code blocks are not understood in a mail.' },
  { form: /^ {0,3}(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$/, message: 'Lines across the mail are left out.' },
  {
    form: /\]\([^)\s]{0,500}\{\{|<[a-z]{2,10}:[^>\s]{0,500}\{\{/i,
    message: 'A value cannot be part of the address of a link: write the address in full.',
  },
];

/** Notes markup that would be left out or printed as it stands. */
export function checkMarkup({ file, text, firstLine }: Source, problems: ProblemList): void {
  for (const [index, line] of text.split('\n').entries()) {
    const at = firstLine + index;
    if (hasMark(line))
      problems.add(file, at, 'There is a character here that mail cannot carry (private use).');
    for (const { form, message } of refused) if (form.test(line)) problems.add(file, at, message);
  }
}
