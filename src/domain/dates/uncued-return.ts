import { anyWording } from '../wording.ts';
import { boundsAround } from './cues.ts';
import { leftOf } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { markerOf, negations } from './roles.ts';
import { isOfSomethingElse } from './something-else.ts';
import type { Times } from './times.ts';

/** Right before a time: nothing happens any sooner. */
const onlyThen =
  /\b(?:only|not until|not till|not before|earliest|vasta|aikaisintaan|dopiero|najwczesniej|erst|fruhestens|forst|tidigast|inte forran)\s(?:\p{L}{1,10}\s){0,2}$/u;

/** Something is as it was before. */
const again = anyWording(
  'again|back to normal',
  'taas|jälleen|uudelleen',
  'igen|åter',
  'wieder|erneut',
  'znów|znowu|ponownie',
);

/** Where somebody is who works. */
const present = anyWording(
  '(in|at) (the |my |our )?(office|work|desk|shop|yard|studio)|available|reachable|open',
  'toimisto(lla|ssa)|töissä|paikalla|tavoitettavissa|avoinna|auki',
  '(på|i) (kontoret|jobbet|plats|butiken)|nåbar|anträffbar|öppet',
  '(im|am) (büro|haus|dienst|arbeitsplatz)|erreichbar|da|geöffnet',
  '(w|na) (biurze|pracy|firmie|miejscu)|dostępn*|czynn*|otwart*',
);

/** "I see no mail before Sunday". */
const denied = new RegExp(`\\b(?:${negations})\\b|n't\\b`, 'u');

/** What a time says that stands in a note of absence beside no word for "back" or "away" that is known. */
export interface Uncued {
  mention: Mention;
  /** The first day back, or a time that is missed. */
  says: 'back' | 'away';
}

/**
 * Of a note that a program is proven to have sent: how else it tells the return than by words known for it. "In the
 * office only on Monday", "w biurze od środy", "en näe viestejä ennen sunnuntaita"; a lone week that runs is missed.
 */
export function uncuedReturn(times: Times): Uncued | null {
  const { mentions, on } = times;
  const isToday = ({ first, last }: Mention) => first === last && last === on.today;
  const ahead = mentions.filter(
    (one) => one.last >= on.today && !isToday(one) && !isOfSomethingElse(one, times),
  );
  const back = ahead.find((one) => one.last > on.today && isBack(one, times));
  if (back) return { mention: back, says: 'back' };
  const [only, ...others] = ahead;
  if (!only || others.length > 0) return null;
  if (only.kind === 'day' && only.first === on.today + 1) return { mention: only, says: 'back' };
  const runs = only.kind === 'week' && only.first <= on.today && only.last > on.today;
  return runs ? { mention: only, says: 'away' } : null;
}

function isBack(mention: Mention, times: Times): boolean {
  const { folded, lexicons, breaks, cues } = times;
  if (onlyThen.test(leftOf(folded, mention))) return true;
  const [from, to] = boundsAround(mention, breaks, 160);
  const isMissed = cues.some(({ at, end, says }) => says === 'away' && at >= from && end <= to);
  const marker = markerOf(mention, folded, lexicons);
  if (marker.before) return denied.test(folded.slice(from, mention.at));
  if (isMissed || marker.until !== null || mention.kind === 'range') return false;
  const sentence = folded.slice(from, to);
  return again.test(sentence) || (marker.from && present.test(sentence));
}
