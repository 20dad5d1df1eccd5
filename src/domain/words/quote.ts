import { attributionLines } from './attribution.ts';
import { beginsHeaderBlock, endOfHeaderBlock, isRule, isSeparator } from './header-block.ts';

/**
 * Tells of each line whether it is quoted: lines marked with ">", what introduces them, and everything below
 * the header block or the separator that a program puts above an unmarked quote. Lines between marked quotes
 * are the writer's own.
 */
export function markQuotes(lines: readonly string[]): boolean[] {
  const quoted = lines.map(isMarked);
  const cut = unmarkedQuoteAt(lines, quoted);
  quoted.fill(true, cut);
  markRemainders(lines, quoted, cut);
  markAttributions(lines, quoted, cut);
  return quoted;
}

/** ">" and the initials that some programs put before it ("DQ> "). */
function isMarked(line: string): boolean {
  return /^\s{0,3}([A-Z]{1,3})?>/.test(line) && !/^\s*>{1,2}[^>]*<{2}\s*$/.test(line);
}

/**
 * The line from which all that follows is an unmarked quote; the number of lines when there is none. A header block
 * above a marked quote is no more than its introduction.
 */
function unmarkedQuoteAt(lines: readonly string[], marked: boolean[]): number {
  for (let at = 0; at < lines.length; at += 1) {
    if (marked[at]) continue;
    const line = lines[at] ?? '';
    if (isSeparator(line) && !isMarkedNext(lines, marked, at)) return at;
    // A rule, and the sender's name and address alone: the header of a quote whose labels got lost.
    if (isRule(line) && bareSender.test(lines[at + 1] ?? '')) return at;
    if (beginsHeaderBlock(lines, at)) {
      const end = endOfHeaderBlock(lines, at);
      if (!isMarkedNext(lines, marked, end - 1)) return aboveRule(lines, at);
      marked.fill(true, at, end);
      continue;
    }
    const above = isMarkedNext(lines, marked, at) ? 0 : attributionLines(lines, at, false);
    if (above > 0) return at - above + 1;
  }
  return lines.length;
}

const bareSender = /^[^<>@]{1,80}<[^<>@\s]{1,64}@[^<>@\s]{1,255}>/;

/** Whether the next line with text is marked as quoted. */
function isMarkedNext(lines: readonly string[], marked: readonly boolean[], at: number): boolean {
  for (let next = at + 1; next < Math.min(lines.length, at + 4); next += 1) {
    if (marked[next]) return true;
    if ((lines[next] ?? '').trim() !== '') return false;
  }
  return false;
}

/** A header block begins with the rule above it. */
function aboveRule(lines: readonly string[], at: number): number {
  for (let above = at - 1; above >= Math.max(0, at - 3); above -= 1) {
    const line = lines[above] ?? '';
    if (isRule(line) || isSeparator(line)) return above;
    if (line.trim() !== '') return at;
  }
  return at;
}

/** A quoted line that was too long may go on in an unmarked line, which is nobody's answer. */
function markRemainders(lines: readonly string[], quoted: boolean[], cut: number): void {
  for (let at = 1; at < Math.min(cut, lines.length - 1); at += 1) {
    const isBetween = quoted[at - 1] && !quoted[at] && quoted[at + 1];
    const goesOn = (lines[at - 1] ?? '').length >= 65 && /^[\p{Ll}\d(]|:\/\//u.test(lines[at] ?? '');
    if (isBetween && goesOn) quoted[at] = true;
  }
}

/** What introduces a marked quote, with up to two blank lines between. */
function markAttributions(lines: readonly string[], quoted: boolean[], cut: number): void {
  for (let at = 0; at < cut; at += 1) {
    const isIntroduction = !quoted[at] && isMarkedNext(lines, quoted, at) && (lines[at] ?? '').trim() !== '';
    if (!isIntroduction) continue;
    const count = isSeparator(lines[at] ?? '') ? 1 : attributionLines(lines, at, true);
    for (let line = at - count + 1; line <= at; line += 1) quoted[line] = true;
  }
}
