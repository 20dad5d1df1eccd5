import { anyWording } from '../wording.ts';
import { boundsAround } from './cues.ts';
import type { Mention } from './mention.ts';
import { markerOf } from './roles.ts';
import type { Times } from './times.ts';

/** Behind a time, or around it: that it does not suit, or that what was to be is called off. */
const unsuited = anyWording(
  "no chance|no way|impossible|(is|are|was|would be|looks|look) (~ )?(no good|no use|not good|bad|hopeless|impossible|out(?! of)|tricky|full|busy|chaos|chaotic|a no-go|too (soon|early|tight))|(doesn't|does not|won't|will not|don't|wouldn't|isn't going to) (work|suit|fit|do|happen)|(isn't|is not|aren't|are not) (~ )?(good|possible|great|ideal|convenient|on)|can't (do|make)|cannot (do|make)|cancel*|called off|call off",
  'ei (~ )?(onnistu|käy|sovi|passaa|kelpaa|tule kysymykseen)|mahdot(on|onta)|(on|menee) (~ )?(täynnä|huono|hankala|liian aikaisin)|en (pääse|ehdi|pysty|kerkeä)|emme (pääse|ehdi|pysty)|ei (tarvitse|kannata|tartte) (tulla|soittaa)|peru(n|taan|uta*|tte|ttu)?|peruuntu*',
  '(går|passar|funkar|fungerar|duger|lirar) (~ )?(inte|ej)|inte läge|är (~ )?(fullt|dåligt|kört|fullbokad*|omöjligt|för tidigt)|(kan|hinner) (jag|vi) (~ )?inte|(ställa|ställer|ställs|ställt) (~ )?in|inställ*|avbok*|behöver (ni|du) inte (komma|ringa)',
  '(passt|geht|klappt|ginge|haut) (~ )?(nicht|nix|schlecht)|keine chance|unmöglich|(ist|wird|wäre) (~ )?(schlecht|voll|ungünstig|dicht|zu früh|knapp)|(kann|können) (ich|wir) (~ )?nicht|brauch(en|t|st)? (sie |ihr |du )?(~ )?nicht|absag*|entfall*|entfällt|fällt (~ )?aus|fallen (~ )?aus',
  'nie ma (szans|mowy)|nie lubię|nie (~ )?(pasuje|pasują|da rady|dam rady|damy rady|mogę|możemy|wchodzi)|odpada*|(jest|mam|mamy) (~ )?(zajęt*|zawalon*)|odwoł*|niemożliw*|za wcześnie',
);

/** "Thursday yes, but not this one". */
const notThisOne =
  /^[\s,]{1,2}(?:\p{L}{2,10},?\s)?(?:[-(]\s?)?(?:but |ale |aber |mutta |men )?(?:not|nie|nicht|ei|inte)\s(?:this|the coming|the next|ten|ta|te|tego|w tym|diese[nrs]?|kommende[nrs]?|tama|ensi|den har|denna|nu|kommande)\b/u;

/** "The 14th is a Saturday": a remark on a day that somebody else has named. */
const remarked =
  /^\s(?:is|was|ist|war|on|oli|ar|var|to|jest|wypada)\s(?:(?:a|in|en|ein|eine|vain|ju|przeciez|doch|w)\s){0,2}(?:\p{L}*(?:day|tag|dag)|holiday|(?:bank|public) holiday|weekend\p{L}*|feiertag|wochenende|lauantai|sunnuntai|\p{L}*pyha\p{L}*|viikonloppu|helg\p{L}*|rod dag|sobot\p{L}|niedziel\p{L}|swiet\p{L})\b/u;

/** And "a Saturday", in it. */
const remarkAhead =
  /\d\S{0,3}\s(?:is|was|ist|war|on|oli|ar|var|to|jest|wypada)\s(?:(?:a|in|en|ein|eine|vain|ju|doch|w)\s){0,2}$/u;

/** "No chance in December. Let's talk after New Year": a time that is refused is not the one proposed. */
export function isRefused(mention: Mention, { folded, lexicons, breaks }: Times): boolean {
  const behind = folded.slice(mention.end, mention.end + 40);
  if (notThisOne.test(behind) || (mention.kind !== 'month' && remarked.test(behind))) return true;
  if (mention.kind === 'weekday' && remarkAhead.test(folded.slice(Math.max(0, mention.at - 25), mention.at)))
    return true;
  const { before, until } = markerOf(mention, folded, lexicons);
  if (before || until !== null) return false;
  const [from, to] = boundsAround(mention, breaks, 40);
  const ahead = folded
    .slice(from, mention.at)
    .replace(/^.*(?:,|\s(?:but|aber|mutta|men|ale|and|und|ja|och|i)\s)/su, '');
  const after = folded
    .slice(mention.end, to)
    .replace(/(?:,|\s(?:but|aber|mutta|men|ale|and|und|ja|och|i)\s).*$/su, '');
  return unsuited.test(`${ahead} \u0001 ${after}`);
}
