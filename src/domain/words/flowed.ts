/**
 * Text of format=flowed (RFC 3676) with its paragraphs on one line each: a line that ends in a blank goes on
 * in the next one of the same quote depth. The signature's "-- " is no such line.
 */
export function unflow(text: string, deleteSpace: boolean): string {
  const lines: string[] = [];
  let paragraph: { depth: number; pieces: string[] } | null = null;
  const end = () => {
    if (paragraph) lines.push(quoteMark(paragraph.depth) + paragraph.pieces.join(''));
    paragraph = null;
  };
  for (const line of text.split('\n')) {
    const depth = quoteDepth(line);
    const content = unstuff(line.slice(depth));
    if (paragraph !== null && (paragraph as { depth: number }).depth !== depth) end();
    const isFlowed = content.endsWith(' ') && content !== '-- ';
    paragraph ??= { depth, pieces: [] };
    paragraph.pieces.push(isFlowed && deleteSpace ? content.slice(0, -1) : content);
    if (!isFlowed) end();
  }
  end();
  return lines.join('\n');
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (line[depth] === '>') depth += 1;
  return depth;
}

function quoteMark(depth: number): string {
  return depth === 0 ? '' : `${'>'.repeat(depth)} `;
}

function unstuff(content: string): string {
  return content.startsWith(' ') ? content.slice(1) : content;
}
