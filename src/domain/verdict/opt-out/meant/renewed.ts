import { anyWording } from '../../../wording.ts';
import type { Told } from './told.ts';

/** An address or number that gives way to a new one. */
const oldAndNew = anyWording(
  '(new|old|previous|former|neue*|alte*|bisherige*|frühere*|uusi|uuteen|vanha*|vanhan|entinen|entise*|ny|nya|gamla|tidigare|now*|star(y|a|e|ego|ej)|poprzedni*) ((e-?mail|mail)(-| )?)?(address|adress|adres|osoit)*',
  '(my|our|min|meine?|minun|mój|moj*) (new|old|nya|gamla|neue|alte|uusi|vanha|nowy|stary) (e-?mail|mail|mejl|e-?post|sähköposti)',
  '(old|previous|former) (~ )?(new|use|instead)',
  '(vanha|entinen)* (~ )?(uusi|uude|käyt|tilalle)*',
  '(gamla|gammalt|tidigare) (~ )?(ny|nya|nytt|använd*|istället)',
  '(alte|alten|alter|altes|bisherige*|frühere*) (~ )?(neue*|verwend*|nutz*|stattdessen)',
  '(stary|stara|starej|starego|poprzedni*) (~ )?(now*|używ*|zamiast)',
);
/** What is to stand there from now on, wherever it is told. */
const replacement = anyWording(
  "(put|enter|use|take|add|write|insert|have) (~ )?instead|put in|(the )?(right|correct|new|current) (one|address|details|data|name|company|e-?mail) (is|are|would be)|replac(e|ing) (it|them|that|with)|you (still |also )?have (us|me|our|my|it) (~ )?(at|under|as|down|twice)|(we|we've|we have) moved|(two|both|double|duplicate) (entries|entry|records?|addresses|accounts|listings)|(now (called|trading|known|based)|renamed)|update (it|our|my|your)|out of date|outdated|misspel*|typo",
  'tilalle|oikea (on|osoite on|nimi on)|oikeat (tiedot|on)|uusi (osoite|nimi|yritys|yhtiö)|kahdet tiedot|(olemme|ollaan|meidät|tiedot|osoite) (~ )?(kahteen kertaan|kahdesti)|tuplana|nykyi(nen|set|sin)|muutimme|muutettiin|päivittä*|korja(tkaa|a|isitte)|väärin|toimimme nyt|nimi (vaihtui|muuttui)|vanhentun*',
  '(använd*|skriv in|lägg in|sätt in|ta) (~ )?(i stället|istället)|rätt(a)? (adress*|uppgift*|namn*) (är)?|(ny|nya) (adress*|uppgift*|namn*|bolag*|firma*)|dubbelt|dubbla (uppgift|adress|post)*|(finns|står|ligger) (~ )?två gånger|har flyttat|heter (nu|numera)|ersätt*|byt (ut|till)|uppdatera*|inaktuell*|felstava*|stämmer inte längre',
  '(verwenden|nutzen|benutzen|nehmen|nehmt|nutzt|verwendet) (~ )?stattdessen|stattdessen (~ )?(verwenden|nutzen|benutzen|eintragen|nehmen|aufnehmen)|(neue|richtige|korrekte|aktuelle)(r|n|s)? (adresse|anschrift|daten|name|firma|e-?mail*|mail*)|richtig (ist|wäre|lautet|heißt)|ersetz*|umgezogen|umfirmiert|doppelt|(stehen|stehe|sind) (~ )?zweimal|veraltet|überholt|firmier*|(heißen|heißt) (jetzt|nun|inzwischen)|falsch geschrieben|aktualisier*',
  'zamiast (niej|niego|tego|tej|tych|nich)|w (jego|jej|ich) miejsce|(nowy|nowa|nowe|właściw*|poprawn*|aktualn*) (adres|dane|nazwa|firma)*|aktualnie (działamy|jesteśmy|nazywamy)|podwójnie|(figuruj*|jesteśmy|widniej*) (~ )?dwa razy|zdublowan*|przeprowadzi*|nieaktualn*|zaktualizow*|zmieni(ła|liśmy|ły) (~ )?(adres|nazw|siedzib)*|na te dane|teraz (działamy|nazywamy)|literówk*',
);
/** Who is taken out himself, and not one of his addresses. */
const oneself = /(?<!\p{L})(?:me|us|minut|meidat|mut|mig|oss|mich|uns|mnie|nas)(?!\p{L})/u;

/** What stands in a list: addresses, data, entries. */
const standsSomewhere =
  /addres|adres|anschrift|eintrag|entr(?:y|ies)|data|daten|dane|tiedo|tieto|uppgift|osoit|list|regist|rekist|system|verteiler|baz[aey]|jarjestelm|pois\b|record|file/u;

/** Whether it is an old or doubled address that is to go, since another stands for it. */
export function isRenewed({ own, refusal, sentence, words }: Told): boolean {
  const goes = refusal.kind === 'contact' ? '' : words;
  if (oneself.test(goes)) return oldAndNew.test(sentence) && replacement.test(own.folded);
  if (oldAndNew.test(sentence)) return true;
  return replacement.test(own.folded) && (standsSomewhere.test(goes) || oldAndNew.test(own.folded));
}
