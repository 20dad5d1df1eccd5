import { anyWording } from '../../../wording.ts';
import type { Told } from './told.ts';

/** Who it is that buys instead: "Kim Smith has taken over", "zuständig ist". What the writer says of himself is none. */
const inCharge = anyWording(
  "(?<!(i|i've|we|we've|i have|we have) )(has |have |who )?(taken|takes|took|taking) (~ )?over|(?<!(i|i'm|we're|we) )(looks|look|looking) after|(?<!(i'm|i am|we are|we're|i am the one|not) )(responsible|in charge)|(is|be) (now )?(the|your) (right|best|new|proper) (~ )?(person|contact|man|woman|one|buyer)|the (right|best|proper) (person|contact|address) (~ )?(is|would be)|(buys|handles|manages|deals with|decides|does the buying|runs) (~ )?(now|these days|instead|here|for us|it|this|that|them|our|all|the)|(is|are|he's|she's) (~ )?looking for|(write|send|turn|talk|speak|go|address) (~ )?to (him|her|them|my colleague|our buyer)|waiting for your",
  '(?<!(minä|me) )(hoitaa|hoitavat|vastaa(?! (viest*|tähän))|vastaavat|päättää|päättävät|hankkii|ostaa)|(oikea|oikeampi|parempi) (henkilö|ihminen|osoite|yhteyshenkilö)|yhteyshenkilö* on|on (~ )?(ottanut|siirtynyt) (~ )?(vastuu*|*lle)|siirtyi* (~ )?*lle|vastuulla*|odottaa (~ )?tarjou*',
  '(?<!(jag|vi) )(ansvarar|sköter|köper in|beslutar|bestämmer|hanterar|tar hand om|(har )?tagit över|tar över|efterträder)|rätt (person|kontakt|man|kvinna)|är (nu )?(ansvarig|kontaktperson)|ansvarig (~ )?är|väntar på (er|ditt|din|ert)',
  '(?<!(ich|wir|ich bin|bin ich) )(zuständig|verantwortlich|ansprechpartner*|ansprechperson)|(?<!(ich|wir) )(übernommen|übernimmt|betreut|kümmert|entscheidet|beschafft|kauft)|macht (jetzt|nun|inzwischen|das jetzt)|(richtige*|bessere*) (person|kontakt|adresse|mann|frau|stelle)|wartet (~ )?auf (ihr|euer)*',
  '(właściw*|odpowiedni*|dobr*) (~ )?(osob*|adres*|kontakt*)|(zajmuje|zajmują) się(?! już)|(odpowiada|odpowiadają) za|przejął|przejęła|przejmuje|(decyduje|prowadzi|kupuje|zamawia)|robi teraz|odpowiedzialn*|czeka (~ )?na (pa|was|ofert)*',
);

/** An address, bounded on both sides so that a long line costs no more than a short one. */
const address = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}]/u;
/** "Wenden Sie sich an Frau Else Keller": a name of two words, or one with its title. */
const name =
  /(?<!\p{L})(?:\p{Lu}\p{Ll}{1,20}\s\p{Lu}\p{Ll}{1,20}|(?:Mr|Mrs|Ms|Herrn?|Frau|Pana?|Pani[ąa]?)\.?\s\p{Lu}\p{Ll}{1,20})/u;
/** German writes every noun with a capital. */
const titled = /(?<!\p{L})(?:Herrn?|Frau|Dr|Kollegin|Kollegen?)\.?\s\p{Lu}\p{Ll}{1,20}/u;
/** So near to one another stand a person and what he is in charge of. */
const near = 130;

/** Whether the writer names who is in charge instead: the mails had the wrong reader, and the right one may want them. */
export function isHandedOn({ own, refusal }: Told): boolean {
  const behind = own.folded.slice(refusal.end);
  return [
    [own.text.slice(refusal.end), behind],
    [own.text.slice(0, refusal.at), own.folded.slice(0, refusal.at)],
  ].some(([text = '', folded = '']) => namesBuyer(text, folded, own.language === 'de' ? titled : name));
}

function namesBuyer(text: string, folded: string, person: RegExp): boolean {
  const cue = inCharge.first(folded);
  if (!cue) return false;
  const from = Math.max(0, cue.at - near);
  const to = cue.end + near;
  if (address.test(text.slice(from, to))) return true;
  return person.test(text.slice(Math.max(0, cue.at - 60), cue.end + 60));
}
