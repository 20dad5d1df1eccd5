/** Longest printed values, in UTF-16 units: mail names people and projects, not essays. */
const longestLine = 300;
const longestText = 20_000;

/**
 * What a value may never bring into a mail: control characters, marks that turn the reading direction of the
 * words after them, and private-use characters (two of which stand for values in `evaluate.ts`).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const unwanted = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uE000-\uF8FF\uFEFF]/g;

/** The value on one line: a name or a project from a mail cannot start a line of its own. */
export function cleanLine(value: string): string {
  const bounded = value.slice(0, longestLine * 4);
  return shortened(bounded.replace(unwanted, ' ').replace(/\s+/g, ' ').trim(), longestLine);
}

/** The value with its lines, at most one empty line in a row. */
export function cleanText(value: string): string {
  const lines = value
    .slice(0, longestText * 2)
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((part) => part.replace(unwanted, ' ').trimEnd());
  return shortened(
    lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    longestText,
  );
}

function shortened(value: string, longest: number): string {
  if (value.length <= longest) return value;
  // Never between the halves of a surrogate pair.
  return `${value.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
