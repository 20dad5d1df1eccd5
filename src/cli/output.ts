import { once } from 'node:events';

/** Text of strangers as a terminal may show it: line feeds stay, what commands the terminal goes. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|\p{Cf}/gu, '');
}

/** The same on one line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').trim();
}

/** Rows of text in columns, two spaces apart, without trailing white space. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, [...cell].length);
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Writes a line to standard output at the reader's pace; false when the reader has gone. */
export async function print(line: string): Promise<boolean> {
  const output = process.stdout;
  if (output.destroyed) return false;
  try {
    if (!output.write(`${line}\n`)) await once(output, 'drain');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return false;
    throw error;
  }
}
