const mostIds = 500;
const longestId = 998;

/**
 * The Message-IDs that a field names (RFC 5322 section 3.6.4), with angle brackets, in order, each once. Folding
 * blanks within an id go; where no brackets stand, words with an "@" count. Of too many the newest are kept.
 */
export function parseMessageIds(field: string): string[] {
  const ids = new Set<string>();
  for (const match of field.matchAll(/<([^<>]+)>/g)) addId(ids, (match[1] ?? '').replace(/\s+/g, ''));
  if (ids.size === 0) {
    for (const word of field.split(/[\s<>,;]+/)) if (word.includes('@')) addId(ids, word);
  }
  return [...ids].slice(-mostIds);
}

function addId(ids: Set<string>, id: string): void {
  if (id !== '' && id.length <= longestId) ids.add(`<${id}>`);
}
