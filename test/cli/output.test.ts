import { expect, it } from 'vitest';
import { printable } from '../../src/cli/output.ts';

it('words of strangers do not command the terminal', () => {
  const title = '\u001b]0;owned\u0007';
  const hidden = '\u001b[8mhidden\u001b[0m\u009b31m\r\b\u202egnp.exe';
  expect(printable(`${title}Answer: ${hidden}\n\tłączę, ääkköset 👍`)).toBe(
    ']0;ownedAnswer: [8mhidden[0m31mgnp.exe\n\tłączę, ääkköset 👍',
  );
});
