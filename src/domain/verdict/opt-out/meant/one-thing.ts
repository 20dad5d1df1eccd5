import { anyWording } from '../../../wording.ts';
import { negated } from './for-now.ts';
import type { Told } from './told.ts';

/** A wish to go on hearing of something: "boots I do want to hear about". */
const wantsOther = anyWording(
  "(do|still|would|i'd|we'd|i'll|we'll) (still |certainly |gladly |happily |very much |always )?(want|like|love|be (glad|happy|pleased|interested)) (~ )?(hear|hearing|know|see|seeing|read|get|receive|be told) (~ )?(about|of|on|from|more|those|them|catalogue|catalog|offers?|news|list)|keep (~ )?coming|(keep|carry on|go on|continue) (sending|mailing|to send|to mail)|(do|still|by all means|feel free to) (keep )?(send|sending) (me |us )?(~ )?(about|on|the|your|those|anything)|(is|are|remain|remains) (still )?(very )?(welcome|of interest)|(still|very much) interested in|yes please(?= ?([.!]|$))|but (* ){0,4}(you (can|may)|do|please) (keep )?(send|sending|mail|offer)",
  '(kyllä|silti|edelleen|mielellään|kovasti) (~ )?(kiinnosta*|kuul(en|emme|isin|isimme|la)|lue(n|mme)|vastaanot*)|kiinnostaa (kyllä |edelleen |silti )?(kuulla|tietää|nähdä|lukea|saada)|(saa|voi|saatte|voitte|saat) (kyllä|edelleen|jatkossakin|silti|toki|mielellään) (~ )?(lähet*|tarjo*|laitt*|laita*|kertoa|ilmoitt*)|(kyllä|joo) kiitos(?= ?([.!]|$))|(mutta|vaan) (* ){0,3}(saa|voi|voit|voitte|saat|saatte) (~ )?(lähet*|tarjo*|laitt*)|(otan|otamme|luen|luemme|kuulen|kuulemme|kuulisin|kuulisimme|katson|katsomme|vastaanotan|vastaanotamme) (~ )?(mielelläni|mielellämme|mielellään)',
  '(vill|önskar) (jag|vi) (~ )?(ha|höra|veta|få|läsa|se) (~ )?(allt|mer|mera|om|info*|nyheter|katalog*|nytt|erbjudanden|fortsatt|även)|(jag|vi) (vill|önskar) (gärna|fortfarande|däremot) (~ )?(ha|höra|veta|få|läsa|se)|(får|kan) (ni|du) (gärna|fortsatt|fortfarande) (~ )?(skicka|mejla|maila|höra av|berätta)|fortsätt (gärna )?(att )?(skicka|mejla|maila)|(tar|läser|hör) (jag|vi) gärna|(fortfarande|däremot) (~ )?(intressant*|intresserad*|välkomna|välkommet)|ja (tack|gärna)(?= ?([.!]|$))|men (* ){0,4}(får|kan) (ni|du) (* )?(skicka|mejla|maila)|intresserar (mig|oss) (~ )?(däremot|desto mer|fortfarande)',
  '(dürfen|können|darf|dürft|könnt|kann) (sie |ihr |du )?(mir |uns )?(gerne?|weiterhin|jederzeit|ruhig|weiter) (~ )?(schicken|senden|zuschicken|zusenden|anbieten|schreiben|mailen|informieren|kommen)|(interessier*|lese|lesen|nehme|nehmen) (ich |wir |mich |uns )?(~ )?(weiterhin|nach wie vor|dagegen|hingegen|sehr wohl|schon|gerne?)|(will|möchte|wollen|möchten) (ich|wir) (weiterhin|gerne?|sehr wohl|schon|unbedingt|alles|mehr) (~ )?(hören|wissen|haben|erfahren|lesen|bekommen|sehen)|ja (bitte|gern|gerne)(?= ?([.!]|$))|aber (* ){0,4}(können|dürfen) sie (* ){0,3}(schicken|senden|anbieten)|(weiterhin|nach wie vor) (willkommen|interessant|interessiert|gern gesehen)|(schicken|senden) sie (mir |uns )?(bitte )?(weiterhin|weiter|gerne?)',
  'chętnie (~ )?(poczyta*|zobacz*|obejrz*|posłucha*|dowie*|przyjm*|zapozna*|otrzyma*|dosta*)|(nadal|dalej|wciąż|za to|owszem|natomiast) (~ )?(interesuj*|chętnie|poproszę|proszę (wysyłać|przysyłać|słać))|(ale|lecz) ((?!nie )* ){0,4}(mogą|może|proszę) ((?!nie )* ){0,3}(wysłać|przysłać|przysyłać|wysyłać|słać)|(mogą|może|możecie) (państwo |pan |pani )?(nadal|dalej|śmiało|spokojnie|chętnie) (~ )?(wysyłać|przysyłać|pisać|słać|informować)',
);

/** Whether but one thing is not to be told of any more, where the writer asks to hear of another. */
export function isOfOneThing({ own: { folded }, refusal }: Told): boolean {
  return [folded.slice(0, refusal.at), folded.slice(refusal.end)].some((part) =>
    wantsOther.places(part).some(({ at }) => !negated.test(part.slice(Math.max(0, at - 70), at))),
  );
}
