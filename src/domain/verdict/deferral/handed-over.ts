import { anyWording } from '../../wording.ts';
import type { Reading } from '../reading.ts';

const handing = anyWording(
  '(passed|forwarded|handed|sent|passing|forwarding) (~ )?(on|over|to|along)|(forward|pass) (this|it|your (e-?mail|mail|message)) (on )?to',
  '(välitin|välitän|välitimme|ohjasin|laitoin|siirsin|lähetin) (~ )?(eteenpäin|viest*|*lle)|eteenpäin',
  '(skickat|skickar|vidarebefordra*|lämnat|lämnar|sänt) (~ )?(vidare|till)|vidarebefordra*',
  '(weitergeleitet|weitergegeben|weitergereicht)|(leite|leiten|gebe|geben|reiche) (~ )?weiter',
  '(przekazał*|przekazuj*|przekaż*|przesłał*|przesyłam)',
);
const ifInterested = anyWording(
  'if (he|she|they|it|there|of)|should (he|she|they|it)|in case',
  'jos|mikäli',
  'om (han|hon|de|det|intresse)',
  'bei (interesse|bedarf)|falls|sofern|wenn (er|sie|es|interesse)',
  'jeśli|jeżeli|w razie|gdyby|o ile',
);

/** "I have passed it on to Tom, he will be in touch if he is interested": that one may answer, and this one has. */
export function handsOver({ folded }: Reading): boolean {
  return handing.test(folded) && ifInterested.test(folded);
}
