import { DateTime } from 'luxon';
import type { Person } from './cast.ts';

const styles = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Style = keyof typeof styles;

/** Where the demo tells what happens; coloured only where a person watches. */
export class Report {
  readonly #coloured: boolean;

  constructor(coloured: boolean) {
    this.#coloured = coloured;
  }

  /** One line: when (at the person's place), who, what. `→` is what they write, `←` what they get. */
  event(person: Person, arrow: '→' | '←', what: string, at: Date, style?: Style): void {
    const time = DateTime.fromJSDate(at, { zone: person.place.zone }).toFormat('ccc dd LLL HH:mm');
    const who = `${person.name} (${person.place.country})`.padEnd(26);
    const text = `${arrow} ${what.replace(/\s+/g, ' ')}`;
    this.line(`${this.styled('dim', time)}  ${who} ${style ? this.styled(style, text) : text}`);
  }

  alarm(what: string): void {
    this.line(this.styled('red', `✗ ${what}`));
  }

  line(text = ''): void {
    process.stdout.write(`${text}\n`);
  }

  /** Columns as wide as their widest cell, under a head. */
  table(head: string[], rows: string[][]): void {
    const widths = head.map((_, column) =>
      Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
    );
    const written = (row: string[]) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd();
    this.line(this.styled('bold', written(head)));
    this.line(this.styled('dim', widths.map((width) => '─'.repeat(width)).join('   ')));
    for (const row of rows) this.line(written(row));
  }

  styled(style: Style, text: string): string {
    return this.#coloured ? `\u001b[${styles[style]}m${text}\u001b[0m` : text;
  }
}

/** What a mail says below its greeting, on one line and not too long. */
export function excerpt(text: string, length = 48): string {
  const [greeting = '', body = greeting] = text.trim().split(/\n\s*\n/);
  const line = body.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1).trimEnd()}…` : line;
}
