import { deferralIn } from '../../dates/deferral-date.ts';
import type { FoundTime } from '../../dates/return-date.ts';
import { markerOf } from '../../dates/roles.ts';
import type { Times } from '../../dates/times.ts';
import { anyWording, type Span } from '../../wording.ts';
import { places, type Reading, says } from '../reading.ts';
import { sentencesOf } from '../sentences.ts';
import { isAnswered } from './answered.ts';
import { ordersGoods } from './buys-now.ts';

/** Who writes more than this writes of more than a time. */
const longest = 220;

/** Words that stand around a time which somebody proposes, and tell nothing else, folded. */
const small = new Set(
  [
    'can could shall should would will let lets do does is are was the that this it its we you me us i my try say maybe perhaps how about what make instead rather any good better best work works suit suits okay ok fine please after before around from morning afternoon evening noon lunch lunchtime early late ish half past call ring phone chat talk speak meet catch up time then for and but not possible only first earliest sometime anytime free more like at in on of to a or sorry hi hello busy',
    'kavisi kayko kay sopii sopisi sopiiko passaa passaisi onnistuu onnistuisi olisi ois on parempi hyva vasta vaikka joskus aamulla aamupaivalla iltapaivalla illalla kello klo soita soittele soitellaan jutellaan puhutaan nahdaan sen sijaan mieluummin ehka jos voisiko voiko voisin voin voitko ottaa tama sitten silloin aikaisintaan ei enaa ja tai mutta hei moi jalkeen',
    'kan kunde ska skulle vi ta tar det den gar funkar passar bra battre istallet i stallet hellre garna kanske pa om efter fore morgon formiddag eftermiddag kvall lunch ring ringa prata horas traffas ses tidigast forst sen sedan du ni mig oss nan nagon gang bitti ar da kl klockan men inte hej',
    'kann konnen konnten konnte geht ginge passt wurde ware besser gut lieber statt stattdessen dann erst fruhestens vielleicht wie war ist es wir sie mir uns ich hatte hab luft zeit anrufen rufen telefonieren sprechen reden uhr nach vor gegen ab mittags vormittags nachmittags fruh abends moglich recht oder wieder gern gerne bitte mit mal um am im in der die das zu nicht aber sich melden',
    'moze mozna mozemy mozesz moglibysmy by byc bylo bedzie lepiej raczej zamiast tego dobrze ok pasuje pasowaloby odpowiada prosze zadzwonic zadzwonmy dzwonic telefon rozmowa rozmowy do porozmawiac pogadac spotkajmy godzina godz rano poludniu po wieczorem dopiero najwczesniej kiedy obojetnie wtedy chetnie zapraszam albo lub znowu nie o w we na a i sie mi nam to jest byle przed',
  ].flatMap((line) => line.split(' ')),
);

/** A time beside it is one that is proposed, whatever else the sentence says. */
const suiting = anyWording(
  "(would be|is|might be|could be|will be|'d be) (~ )?(better|best|easier|good|ideal|calmer|quieter)|(i'm|i am|we're|we are) (~ )?free|(i|we) (have|'ll have|will have) (some |more )?time|get * out of the way first",
  '(olisi|ois|on) (~ )?(parempi|paras|rauhallisempaa|väljempää)|(olen|olemme|ollaan) (~ )?(vapaana|paikalla|toimistolla)|on (~ )?aikaa|huudellaan|huutele',
  '(är|vore|blir|passar|funkar) (~ )?(bättre|bäst|lugnare|bra)|(har|finns) (~ )?(tid|luft|utrymme)|är (jag|vi) (~ )?(ledig|lediga|fri)',
  '(wäre|ist|wird|passt) (~ )?(besser|am besten|ruhiger|günstiger|gut)|(habe|hätte|haben|hätten) (ich|wir) (~ )?(luft|zeit|kapazität)|(ich|wir) (habe|hätte|haben|hätten) (~ )?(luft|zeit)|können sie (wieder )?mit (mir|uns) (reden|sprechen|rechnen)',
  '(będzie|jest|byłoby|lepiej) (~ )?(lepiej|luźniej|spokojniej|najlepiej)|(mam|mamy|będę miał|będę miała|będziemy mieć) (~ )?(czas|luz)|zapraszam (do|na) (rozmow*|kontakt*|kaw*)|może być',
);

/** What accepts a time. */
export const suits =
  /\b(?:suits?|works|fits|sopii|kay|passaa|onnistuu|passar|funkar|gar bra|pasuje|odpowiada|passt|confirmed|vahvist\p{L}*|bekraft\p{L}*|potwierdz\p{L}*|bestatigt)\b/u;

const hour =
  /\b(?:klo|kl|o|um|at|ab|po|after|before|nach|vor|efter|fore|przed)?\.?\s?\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m\.?|p\.m\.?|uhr|h|ish)?(?!\p{L})/gu;

/** Another time than the one that was offered. */
const better =
  /\b(?:better|rather|instead|parempi|paremmin|mieluummin|battre|hellre|istallet|besser|lieber|stattdessen|lepiej|raczej|zamiast)\b/u;

/** So many other words may stand beside a time that is said to suit. */
const besides = 3;

/** What is due, and no time to talk. */
const isBound = (marker: ReturnType<typeof markerOf>) => marker.until !== null || marker.before;

/**
 * The time to which a short mail puts it off by naming nothing else: "Tuesday 14.30 instead?", "First week of February?",
 * "In der KW 7 hätte ich Luft". Null where the sentence speaks of anything besides.
 */
export function counterProposal(own: Reading, times: Times): FoundTime | null {
  const { folded, mentions, lexicons, on } = times;
  if (own.text.length > longest) return null;
  if (places('agreed', own).length > 0 && !better.test(own.folded)) return null;
  if (isAnswered(own) || ordersGoods(own)) return null;
  for (const sentence of sentencesOf(folded).toReversed()) {
    const named = mentions.filter(
      (one) =>
        one.at >= sentence.at &&
        one.at < sentence.end &&
        one.last >= on.today &&
        !isBound(markerOf(one, folded, lexicons)),
    );
    const last = named.at(-1);
    if (!last || last.first <= on.today) continue;
    const said = folded.slice(sentence.at, sentence.end);
    // "Thursday at 10 works" takes what was offered.
    if (suits.test(folded) && !said.includes('?') && !better.test(said) && !says('notNow', own)) continue;
    // Whoever asks something else beside it has answered.
    if (asksBeside(folded, sentence)) return null;
    let rest = said;
    for (const { at, end } of named.toReversed())
      rest = `${rest.slice(0, Math.max(0, at - sentence.at))} ${rest.slice(end - sentence.at)}`;
    const words = rest
      .replace(hour, ' ')
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 1 && !small.has(word));
    if (words.length === 0 || (words.length <= besides && suiting.test(said)))
      return deferralIn(times, { near: [last], sameSentence: true });
  }
  return null;
}

function asksBeside(folded: string, proposal: Span): boolean {
  return sentencesOf(folded).some(
    ({ at, end }) => at !== proposal.at && folded.slice(at, end).trimEnd().endsWith('?'),
  );
}
