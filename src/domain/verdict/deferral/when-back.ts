import { anyWording } from '../../wording.ts';

/** That the writer is there again, as the time for something: whatever else is named, that is the day of the return. */
const whenBack = anyWording(
  "(when|once|after|as soon as) (i|we)(('m|'re| am| are|'ve| have) (~ )?(back|returned|home|reopened|open|opened)| get (~ )?back| return| come back| reopen)|(on|after) (my|our) return|when (the *|it) (re-?opens?|is open again)",
  '(kun|sitten kun|heti kun) (~ )?(palaan|palaamme|palataan|palannut|takaisin|avataan|avaamme|auki|avattu)|(paluuni|lomani|paluumme|lomamme) jälkeen|palattuani|palattuamme|lomalta palattuani',
  '(när|då|så fort|så snart) (jag|vi) (~ )?(tillbaka|åter|hemma|öppnat|öppnar|kommit hem|kommer hem|kommer tillbaka|på plats)|efter (min|vår) (semester|ledighet|återkomst)|när (det|butiken|verkstaden|vi) (~ )?öppnat',
  '(wenn|sobald) (ich|wir) (~ )?(zurück|wieder (~ )?(da|hier|offen|geöffnet|im büro|im haus|zu hause)|zurückkomme|geöffnet haben|aufhaben|aufmachen)|nach (meiner|unserer) rückkehr|nach (meinem|unserem) urlaub',
  '(jak|gdy|kiedy|jak tylko|gdy tylko) (~ )?(wrócę|wrócimy|wracam|będę z powrotem|otworzymy|ruszymy)|po (moim |naszym )?(powrocie|urlopie)',
);

/** Whether a folded text asks for it when the writer is back. */
export function asksWhenBack(folded: string): boolean {
  return whenBack.test(folded);
}
