import { anyWording } from '../../../wording.ts';
import type { Told } from './told.ts';

/** Ways to be reached, and papers, that are no mail. */
const otherWays = anyWording(
  '(by|over|on|in) (the )?((tele)?phone|post|fax|text)|paper|brochures?|leaflets?|catalog(ue)?s?|zip',
  'postitse|postissa|puhelimitse|paperi*|esite*|esitt*|luetteloita|luetteloja|kuvasto*|zip*',
  'per (post|brev|telefon)|med posten|brevledes|telefonledes|papper*|folder*|broschyr*|katalog*|prospekt*',
  'per (post|brief|telefon)|telefonisch|auf papier|papierpost|prospekt*|broschüre*|katalog*|zip-?*',
  'pocztą(?! elektroniczn)|telefonicznie|kurier*|papierow*|folder*|broszur*|katalog*|ulot*',
);
/** What is sent as well, and refused alone: "no more samples, please". */
const things = anyWording(
  'samples?|parcels?|invoices?|drafts?|calendars?|pens|gifts?|(sales)?(man|rep|reps)|send(ing)? (anyone|anybody|someone|somebody)',
  'näytte*|näyte*|paket*|lasku(ja|t)|luonnoks*|kalenter*|lahj*|malli(kappale)*|koekappale*|ketään|edustaj*|myyjää|asentaj*',
  'prover|provet|varuprov*|paket|fakturor|utkast|almanack*|pennor|presenter|(?<!av )säljare|skicka (ut )?(någon|ingen(?! (mer|mera|fler|annan|reklam*|post|information)))',
  'muster|proben|pakete|rechnungen|entwürfe|kalender|kugelschreiber|geschenke|(außendienst|vertreter)*|(niemanden|jemanden)',
  'próbk*|próbek|paczk*|paczek|faktur*|szkic*|kalendarz*|długopis*|gadżet*|upomink*|handlow(ca|ców)|przedstawiciel*|nikogo',
);
const call = anyWording(
  'call*|phon*',
  'soitt*|soita*|soite*',
  'ring|ringa|ringer|telefon*',
  'anruf*|telefon*',
  'dzwoni*|dzwoń',
);
const mail = '(e-?mail*|sähköposti*|mail*|mejl*)';
/** "Neither by phone nor by mail." */
const mailToo = anyWording(
  `(nor|or|and|not|eikä|ja|eller|och|inte|oder|noch|und|nicht|ani|i|nie) ((not|nicht|inte|nie) )?((by|via|per|auf|por) )?${mail}`,
  '(mail|mejl|sähköpostilla|sähköpostitse|mailem|mailowo)* (or|nor|eikä|eller|oder|noch|czy|tai|ani)',
);
/** "Not to info@ but to me": another address, or another person, is the right one. */
const elsewhere = anyWording(
  'but (to|directly|straight|rather)|rather than (to )?(me|us)|instead|directly to me|not to me(?! (again|any))|(to me|with me) is fine',
  'vaan|sen sijaan|suoraan (minulle|mulle)|ei minulle(?! enää)|minulle (voi|saa) (laittaa|lähettää)',
  'i stället|istället|utan (till|direkt)|direkt till|inte till mig(?! (mer|mera|igen|längre))',
  'sondern|stattdessen|direkt an mich|nicht an mich(?! mehr)|an stelle',
  'zamiast|tylko (do|na)|bezpośrednio do|nie do mnie(?! (więcej|już))|lecz',
);
const role = /\b(?:info|office|sales|kontakt|biuro|posta?|mail|einkauf|order)(?:@|-(?:osoit|adres|post))/u;

/** Whether one way to be reached is refused, or one address, where another is welcome. */
export function isOneWay({ own, refusal, around, sentence, words, wholeClause }: Told): boolean {
  const told = refusal.kind === 'removal' ? wholeClause : sentence;
  const isOther = otherWays.test(told) || things.test(wholeClause) || call.test(words);
  if (isOther && !mailToo.test(sentence)) return true;
  const near = own.folded.slice(around.at, around.end + 80);
  return (
    (refusal.kind !== 'removal' && refusal.kind !== 'threat' && elsewhere.test(near)) ||
    (refusal.kind === 'contact' && role.test(near))
  );
}
