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

const referring = anyWording(
  '(write|mail|e-?mail|contact|reach|ask|talk|speak|get in touch|get hold of|try) (to |with |out to )?(?!me|us)* (~ )?(at|on|instead|under)|(please|kindly) (contact|write to|email|mail) (?!me|us)*',
  '(kirjoita|kirjoittakaa|laita|laittakaa|lähetä|lähettäkää|kysy|kysykää|ota|ottakaa) (~ )?(yhteyttä|viesti*|posti*|*lle|*lta)',
  '(skriv|mejla|maila|kontakta|vänd (er|dig)|hör av (er|dig)|ta kontakt|prata) (~ )?(till|med|på)|kontakta (?!mig|oss)*',
  '(wenden sie sich|schreiben sie|melden sie sich|kontaktieren sie|wende dich|schreib) (~ )?(an|bei|unter) (?!mich|uns|mir)*|kontaktieren sie (?!mich|uns)*',
  '(proszę|prosimy) (pisać|napisać|zwrócić się|zwracać się|kontaktować się|o kontakt|się kontaktować) (~ )?(do|z) (?!mną|nami|mnie|nas)*',
);

/** "Responsible is now …": who has taken the matter over. */
const naming = anyWording(
  '((right|best) (person|contact|one)|in charge|responsible|(new|current) (owner|manager|buyer|contact|boss|head)) (~ )?(is|are)|(is|are) (now |the )?(~ )?(in charge|responsible|right (person|contact)|person to (ask|talk to))|(looks?|handles?|deals? with|manages?) (after )?(all )?(this|that|these|it|the)|(takes|took|taken|taking) (~ )?over',
  '(oikea|uusi|vastaava) (henkilö|yhteyshenkilö|isäntä|emäntä|ostaja|päällikkö|esimies|toimitusjohtaja|omistaja) (~ )?on|(joka |hän )?vastaa (meillä|näistä|niistä|tästä|kalusto*|hankin*|osto*)|(siirty|vaihtu)(i|nyt) (~ )?*lle|hoitaa (nykyään|nyt|näitä|meillä)',
  '(rätt|ansvarig|ny|nya) (person|kontakt|ägare|chef|inköpare|platschef)? ?(~ )?(är|heter)|(chef|inköpare|ansvarig*|*chef) är (numera|nu)|(sköter|ansvarar|håller i|har hand om|tar hand om|tagit över|tar över)|ta (* ){1,3}i stället|(är|han|hon) (~ )?den som (sköter|håller i|ansvarar|har hand)',
  '(zuständig|verantwortlich|ansprechpartner*|ansprechpartnerin|nachfolger*) (~ )?(ist|sind|wäre)|(ist|sind) (~ )?(zuständig|verantwortlich)|(bauleitung|leitung|einkauf|das|die *) (hat|macht) (jetzt|nun|seit)|(übernimmt|übernommen|kümmert sich|betreut)',
  '(właściw(ą|a) osob(ą|a)|odpowiedzialn(y|a|ą)|nowym (kierownikiem|szefem|właścicielem)) (~ )?(jest|są|będzie)|(prowadzi|zajmuje się|odpowiada za|przejął|przejęła|przejmuje) (~ )?(teraz|tym|to|zakup*|umow*|temat*)?|(on|ona) (~ )?(robi|prowadzi|decyduje|zamawia) ',
);

/** "I no longer buy, write to Ann at ann@…; she orders in spring": another one to write to, and no time to come back. */
export function refersToAnother({ text, folded }: Reading): boolean {
  return text.includes('@') && (referring.test(folded) || naming.test(folded));
}

/** "I have passed it on to Tom, he will be in touch if he is interested": that one may answer, and this one has. */
export function handsOver(own: Reading): boolean {
  if (refersToAnother(own)) return true;
  return handing.test(own.folded) && (ifInterested.test(own.folded) || own.text.includes('@'));
}
