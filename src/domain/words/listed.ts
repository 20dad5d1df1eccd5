/** The phrases of a table written as text, parted by commas and line ends. */
export function listed(table: string): string[] {
  return table
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}
