const mostIds = 500;
const longestId = 998;

/**
 * The Message-IDs that a field names (RFC 5322 section 3.6.4), with angle brackets, in order, each once. Folding
 * blanks within an id go. Where no brackets stand, words with an "@" count, or the only word. Of too many the
 * newest are kept.
 */
export function parseMessageIds(field: string): string[] {
  const ids = new Set<string>();
  for (const match of field.matchAll(/<([^<>]+)>/g)) addId(ids, (match[1] ?? '').replace(/\s+/g, ''));
  if (ids.size === 0) {
    const words = field.split(/[\s<>,;]+/).filter(Boolean);
    for (const word of words) if (word.includes('@') || words.length === 1) addId(ids, word);
  }
  return [...ids].slice(-mostIds);
}

function addId(ids: Set<string>, id: string): void {
  if (id !== '' && id.length <= longestId) ids.add(`<${id}>`);
}
