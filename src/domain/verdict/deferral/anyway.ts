import { anyWording, type Span } from '../../wording.ts';
import { places, type Reading } from '../reading.ts';

/** "I am answering for her." */
const forAnother = anyWording(
  '(answering|replying|responding|writing) (for|on behalf of|instead of|in place of) (him|her|them|*)',
  'vastaan (hänen|heidän|*n) puolesta(an)?|vastailen (hänen|*n) (puolesta*|viesteihin)',
  '(svarar|skriver) (åt|för|i stället för|istället för) (henne|honom|dem|*)|svarar i (hennes|hans) (ställe|frånvaro)',
  'antworte (ich )?(~ )?(für|an (seiner|ihrer) stelle|in (seiner|ihrer) vertretung|in vertretung|stellvertretend)',
  '(odpowiadam|odpisuję|piszę) (~ )?(w (jego|jej) imieniu|za (niego|nią)|w zastępstwie|w imieniu)',
);

/** "… but all the same": what people say who are away and answer nevertheless. */
const allTheSame = anyWording(
  '(but|though|although|still) (~ )?(anyway|all the same|nevertheless|regardless|quick(ly)?|saw (this|your|it)|had a look|checked|read)',
  '(mutta|vaikka) (~ )?(silti|kuitenkin|luin|vilkaisin|katsoin|näin)',
  '(men|fast|fastän) (~ )?(ändå|kikade|tittade|läste|såg|hann)',
  '(aber|doch|trotzdem) (~ )?(trotzdem|dennoch|gelesen|gesehen|geschaut|reingeschaut|kurz|schnell)',
  '(ale|choć|jednak) (~ )?(mimo to|i tak|jednak|przeczytał*|zajrzał*|widzę)',
);

/** "But": behind it stands what the mail is about. */
const contrast = /[\s,.;:–-](?:but|mutta|men|aber|ale)\s/u;

/** What notes of absence say behind their "but" as well. */
const ofNotes = ['later', 'limited', 'urgent', 'defer', 'notNow'] as const;

/** "But call me on Monday", "but my colleague helps": so near, it is what notes say. Further on it belongs to the answer. */
const asked = ['contact', 'deputy'] as const;
const near = 40;

/** How much of a mail must stand behind the "but" to be what it is about, in characters. */
const enough = 40;

/**
 * Whether somebody who tells of an absence, his own or another one's, answers all the same: "on holiday until the 25th, but
 * order the 48 panels". That is an answer; nobody asks to wait.
 */
export function answersAnyway(own: Reading, away: Span): boolean {
  const { folded } = own;
  if (forAnother.test(folded)) return true;
  const behind = folded.slice(away.end);
  const but = contrast.exec(behind);
  if (!but) return false;
  if (allTheSame.test(folded)) return true;
  const from = away.end + but.index;
  if (ofNotes.some((saying) => places(saying, own).some(({ at }) => at >= from))) return false;
  if (asked.some((saying) => places(saying, own).some(({ at }) => at >= from && at < from + near)))
    return false;
  return folded.length - from >= enough;
}
