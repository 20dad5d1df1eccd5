import { anyWording } from '../../../wording.ts';
import { says } from '../../reading.ts';
import type { Told } from './told.ts';

/** Mails, named in whatever words: then it is they that are to stop, and not what was ordered. */
const mails = anyWording(
  'e-?mail*|mail|mails|mailing*|messag*|newsletter*|marketing|spam*|writ*|contact*|advert*|communicat*|pitch*|reminder*|inbox|unsubscrib*|offers|promo*|hear from|approach*|bother*|pester*|junk|list|lists|database',
  '(*)?viest*|(*)?post(i|ia|in|it|eja)|(*)?posti*|meil*|uutiskirj*|markkinoin*|mainos(ta|ten|viest*|post*|kirj*|meil*)?|mainok*|spämm*|kirjoit*|yhtey*|häiri*|lähesty*|tarjouksi*|rekist*|(*)?listal*|(*)?listoil*',
  'mejl*|mail*|meddelande*|utskick*|nyhetsbrev*|reklam|reklamen|reklammejl|spam*|skräppost|skriv*|kontakt*|höra från|stör*|påminn*|erbjudanden|register*|(*)?lista*',
  'e-?mail*|mail*|nachricht*|newsletter*|werb*|spam*|schreib*|kontakt*|zuschrift*|belästig*|anfragen|erinnerung*|angebote|post|(*)?verteiler*|datenbank*|(*)?liste*',
  'mail*|mejl*|e-?mail*|wiadomoś*|newsletter*|reklam|reklamy|marketing*|spam*|pisać|pisz*|kontakt*|korespond*|ofert|oferty|niepokoi*|baz(y|ie|ę)|list(y|ę)',
);
/** What only somebody has who has ordered. */
const goods = anyWording(
  '(?<!(in|law and) )orders?(?! to)|deliver(y|ies)|invoices?|shipments?|consignments?|pallets?|parcels?|goods|direct debit*|refund*|credit note*|complaint about|batch|batches',
  'tilau(s|ks)*|toimituk*|toimitus(?!johtaj)*|lasku*|lähety(s|ksen|kset|ksiä|stä)|kuorm*|reklamaati*|hyvity*|rahti*|tavara*|erän|erässä|lava(t|n|a|lla|llinen)',
  'order(n|nr|nummer|na)?|beställning*|leverans*|faktur*|autogiro*|reklamation*|kreditera*|kreditnota|korrektur*|försändels*|varor|varorna|godset|pall(en|ar|arna)|parti(et)',
  'bestellung*|(?<!im )auftrag(s|snummer)?|lieferung*|liefertermin*|rechnung*|lastschrift*|reklamation*|gutschrift*|palette*|warenlieferung*|warensendung*|korrekturabzug|storn*',
  'zamówieni*|dostaw(a|y|ę|ie|ą)|faktur*|zafakturow*|korekt*|reklamacj*|palet*|przesyłk(a|i|ę)|paczk(a|i|ę)|towar(u|em)?',
);
/** What comes with a mail, or instead of one. */
const papers = anyWording(
  'attachment*|pdf*|brochure*|catalogue*|catalog|catalogs|leaflet*|stand|banner*|poster*',
  'liite*|liitte*|pdf*|esite*|esitt*|katalog*|kuvasto*|teline*|(*)?telinettä|juliste*',
  'bilag*|pdf*|broschyr*|katalog*|ställ|affisch*',
  'anhang|anhänge*|pdf*|prospekt*|broschüre*|katalog*|ständer|aufsteller|plakat*',
  'załącznik*|pdf*|broszur*|katalog*|ulot*|stojak*|plakat*',
);
const copies = anyWording(
  '(*)?copies|one copy|duplicates?',
  'kappaletta|kappale*|kpl|tuplana',
  'exemplar|exemplaret|ex',
  'exemplare?|exemplaren|stück|dreifach|doppelt',
  'egzemplarz*|sztuk*|podwójnie',
);
const sending = /send|sent|lahet|laitta|skick|schick|sende|wysyl|przysyl/u;
const denied =
  /(?<!\p{L})(?:no|not|never|without|\p{L}{1,8}n't|nie|bez|zadn\p{L}{1,6}|ei|en|emme|kein\p{L}{0,2}|nicht|nichts|ohne|inte|ingen|inga|aldrig|utan)\s(?:\S{1,20}\s){0,3}$/u;

/** Whether the writer is a customer: he speaks of goods, an order, an invoice, and does not deny to have any. */
function isCustomer(folded: string): boolean {
  const found = goods.first(folded);
  return found !== null && !denied.test(folded.slice(Math.max(0, found.at - 40), found.at));
}

/**
 * Whether what shall not come any more is something ordered: no mail is named, and the writer is a customer. Or a help
 * desk has taken the mail in and wants it but once.
 */
export function isOfOrder({ own, refusal, around, sentence, words }: Told): boolean {
  const mayBeGoods = refusal.kind !== 'phrase' || sending.test(words);
  const isOfMail = mails.test(sentence);
  if (
    mayBeGoods &&
    !isOfMail &&
    (isCustomer(own.folded) ||
      // "I asked you not to send the goods before Friday" denies the sending, and not that there are any.
      (sending.test(words) && isCustomer(own.folded.slice(refusal.end, around.end))) ||
      papers.test(sentence) ||
      (copies.test(own.folded) && papers.test(own.folded)))
  )
    return true;
  return says('received', own) && says('processed', own);
}
