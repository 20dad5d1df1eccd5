import { anyWording } from '../wording.ts';

/** "My new address is …", "the old mailboxes are forwarded until April", "you reach me from now on at …". */
const moved = anyWording(
  '(new|changed|different) (e-?mail|mail)? ?address*|address* (has|have) changed|(reach|write to|contact|e-?mail) (me|us) (~ )?(from now on|in future|now) (at|on|under)|(is|are) now (~ )?@*|(update|amend) (~ )?(address book|contacts|records)|(old|previous|former) (e-?mail |mail )?(address*|mailbox*|domain)',
  'neue(n|r|s)? (~ )?(e-?mail-?)?(adress*|anschrift|postfach|domain)|adresse* (~ )?(geändert|umgestellt|gewechselt)|(künftig|zukünftig|nunmehr|ab sofort|jetzt) (~ )?unter|(bisherige*|alte*) (~ )?(e-?mail-?)?(adress*|domain|postf*)|umgezogen',
  'uu(si|det|den|teen|desta) (~ )?(sähköposti)?osoit*|(sähköposti)?osoittee(mme|ni) (~ )?(vaihtu*|muuttu*)|tavoita(t|tte) (minut|meidät) jatkossa|van(ha|haan|han|hasta|hat) (~ )?(sähköposti)?(osoit*|laatik*)',
  'ny(a|tt)? (~ )?((e-?post|mejl|mail)(adress*)?|adress*)|adress* (~ )?(ändrats|bytt|bytts|ändrat)|(nås|når) (~ )?(numera|hädanefter|framöver)|(gamla|tidigare) (~ )?(adress*|e-?post*|mejl*)|bytt (~ )?(e-?post|mejl|mail)*adress*',
  'now(y|e|ego|ym|ych) (~ )?(adres*|e-?mail*|skrzynk*)|zmieni(ł|ła|ły|liśmy) (~ )?adres*|adres* (~ )?zmieni*|star(y|e|ego|ych) (~ )?(adres*|skrzynk*|e-?mail*)|dotychczasow* (~ )?(adres*|skrzynk*)',
);

/** Whether a text tells that somebody, or a whole company, has another address from now on. */
export function tellsNewAddress(folded: string): boolean {
  return moved.test(folded);
}
