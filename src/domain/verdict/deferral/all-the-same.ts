import type { Times } from '../../dates/times.ts';
import { anyWording, type Span } from '../../wording.ts';
import type { Reading } from '../reading.ts';

/** "I am answering for Karen": somebody is away, and this one writes in her place. */
const inPlace = anyWording(
  '(answering|replying|writing|responding) (for|on behalf of|instead of|in place of) (her|him|them|my|our|the|*)|(i|we) (answer|reply|look after|handle|open) (~ )?(for|on behalf of|mail|emails?|post|diary) (~ )?(while|who|she|he|as)',
  '(vastaan|vastailen|kirjoitan|hoidan) (~ )?(puolesta(an)?|sijasta(an)?|tilalla|nimissä)|(asioista(an)?|töistä(än)?|asiakkaista(an)?|asiat|työt) (~ )?(vastaan|vastaamme|hoidan|hoidamme) (minä|nyt|toistaiseksi)?|vastaan (~ )?(asioista(an)?|töistä(än)?)',
  '(svarar|skriver) (~ )?(åt|för|i stället för|istället för|på uppdrag av) (henne|honom|dem|*)|(svarar|skriver) (å|på) (~ )?vägnar|(svarar|skriver) i (hennes|hans|deras) (ställe|namn)',
  '(antworte|schreibe) (~ )?(für|anstelle|an stelle|im namen|im auftrag|in vertretung|stellvertretend)|(antworte|schreibe) (~ )?an (ihrer|seiner) stelle',
  '(odpisuję|odpowiadam|piszę) (~ )?(za|w imieniu|w zastępstwie|zamiast) *',
);

/** Whether somebody answers for one who is away. */
export function answersForAnother(folded: string): boolean {
  return inPlace.test(folded);
}

/** "I'm on holiday, but …", up to the end of the clause. */
const conceding =
  /[^.!?\n]{0,90}?[\s,](?:but|though|mutta|mut|men|aber|doch|trotzdem|ale|lecz|jednak)\s(?<rest>[^.,!?;\n]{6,120})/uy;

/** That an answer is still to come, or that another one is there meanwhile. */
const toCome = anyWording(
  "back|again|when|once|after|later|then|until|will|(i|we)'ll|colleague*|deputy|stand(s|ing)? in|covers?|covering|instead|can't|cannot|won't|not|no|limited|call|ring|ask|try|write",
  'pala*|takaisin|kun|sitten|silloin|jälkeen|myöhemmin|vasta|uudelleen|uudestaan|kollega*|sijaise*|tuuraa*|vastaan|vastaamme|ehdin|katson|katsotaan|en|ei|emme|soita*|kysy*|ilmoit*',
  'tillbaka|åter*|när|sedan|efter|senare|då|först|igen|kollega*|ersätt*|vikari*|svarar|kan|ska|hinner|inte|ej|ingen|ring*|hör|kontakta*',
  'zurück|wieder|wenn|sobald|dann|danach|nach|später|erst|kolleg*|vertret*|melde*|antworte*|kann|können|werde|werden|nicht|kein*|rufen|ruf|schreiben|fragen|ab',
  'wrac*|wróc*|jak|gdy|kiedy|potem|później|po|dopiero|znowu|ponownie|koleg*|koleżank*|zastęp*|odpisz*|odpowiem|odezw*|nie|będę|będziemy|proszę|zadzwoń*|dzwoni*|do',
);

/** "But that I can do from here": done on the road. */
const fromHere = anyWording(
  'from (here|my (phone|mobile)|the road)|on my (phone|mobile)',
  'täältä(kin)?|puhelimella(kin)?',
  'härifrån|från (mobilen|telefonen)',
  'von hier|vom handy|von unterwegs',
  'stąd|z telefonu',
);

/** "Away next week, after that I'd gladly …". */
const afterwards =
  /\b(?:afterwards|after that|danach|dann|sedan|darefter|efter det|potem|po tym|pozniej|sitten|sen jalkeen)\b/u;

/** "On Friday at 7": when something is to be done, which is no time to write. */
const hourBehind = /^\s?(?:,\s)?(?:at|klo|kl|um|o|godz)\.?\s?\d/u;

/** "I'm on holiday but had a look anyway": whoever is away, and goes on with "but …", answers now. */
export function answersAllTheSame(
  { folded }: Reading,
  absent: readonly Span[],
  times: Times | null,
): boolean {
  return absent.some(({ end }) => {
    conceding.lastIndex = end;
    const found = conceding.exec(folded);
    const rest = found?.groups?.rest;
    if (!found || !rest || afterwards.test(found[0])) return false;
    if (toCome.test(rest) && !fromHere.test(rest)) return false;
    const stop = found.index + found[0].length;
    return (times?.mentions ?? []).every((mention) => {
      const isIn = mention.at >= stop - rest.length && mention.at < stop;
      return !isIn || hourBehind.test(folded.slice(mention.end, mention.end + 12));
    });
  });
}
