import type { Cue } from './cues.ts';
import type { Mention } from './mention.ts';
import type { Role } from './roles.ts';
import type { Times } from './times.ts';

/** The writer speaks for himself. */
const self =
  /\b(?:i am|i'm|i will be|i'll be|my (?:leave|holidays?|vacation|absence|return)|olen|olemme|lomani|lomailen|lomailemme|palaan|palaamme|ich bin|bin (?:ich|bis|vom|im|noch|ab|nicht)|mein(?:em|en|es)? urlaub|jag ar|min semester|jestem|wracam|bede|przebywam)\b/u;
/** And of somebody else, in the same clause. */
const another =
  /\b(?:he|she|his|hers?|they|their|hanen|hanella|han (?:on|itse|palaa|tulee|lomailee)|er ist|er kommt|sie kommt|seine[mnrs]?|hans|hennes|ktor[yae]|jego|jej|(?:der|die) (?:[^\s.,]{1,20} ){0,5}selbst|som sjalv|joka (?:on )?itse|who (?:is|will be) (?:himself|herself|themselves|also))\b/u;

/** "Ask Mark (back from his own leave on the 12th)": another one's absence, where the writer tells of his own. */
export function isOfAnother(cue: Cue, mention: Mention, { folded, breaks }: Times): boolean {
  if (!self.test(folded)) return false;
  const start = Math.min(cue.at, mention.at);
  const opening = Math.max(
    0,
    ...breaks.filter(({ at, soft }) => at < start && !soft).map(({ at }) => at),
    folded.lastIndexOf('(', start),
    folded.lastIndexOf(',', start),
  );
  const clause = folded.slice(opening, Math.max(cue.end, mention.end));
  return another.test(clause) && !self.test(clause);
}

/** "Jean is back on Monday, and I follow on Wednesday". */
const ownTurn =
  /\b(?:and i|while i|but i|i myself|ja mina|mutta mina|mina itse|och jag|men jag|jag sjalv|und ich|ich selbst|ich selber|a ja|natomiast ja)\b(?! (?:are|am away|olemme|ar borta|sind))[^.!?]{0,40}$/u;

/** Whether the writer's own turn comes, after somebody else's. */
export function isOwnTurn(
  { mention, role, cue }: { mention: Mention; role: Role; cue: Cue | null },
  folded: string,
): boolean {
  const from = Math.max(0, mention.at - 55);
  const turn = ownTurn.exec(folded.slice(from, mention.at));
  if (!turn || (role !== 'back' && role !== 'none' && role !== 'away')) return false;
  return cue === null || cue.says === 'back' || cue.at < from + turn.index;
}
