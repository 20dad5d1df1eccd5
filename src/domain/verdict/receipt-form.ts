import { anyWording, type Span } from '../wording.ts';
import type { Reading } from './reading.ts';

/** "Here is a copy of what you sent:", "Ihre Angaben:", "Twoja wiadomość:". */
const introduction =
  /(?:^|\n)[^\n]{0,80}\b(?:(?:copy of|here is) (?:what you|your (?:message|enquiry|inquiry|request))|(?:your|the) (?:message|enquiry|inquiry|details|submission)|(?:you (?:sent|wrote|submitted))|(?:ihre|deine) (?:angaben|nachricht|anfrage|daten)|(?:sie|du) (?:schrieben|haben geschrieben|hast geschrieben)|(?:viestisi|viestinne|lahettamasi (?:viesti|tiedot)|antamasi tiedot)|(?:ditt meddelande|dina uppgifter|du skrev)|(?:twoja|panstwa|panska|pani) wiadomosc|tresc (?:wiadomosci|zgloszenia)|podane dane)\s{0,3}:[ \t]*\n/;

/** The fields of a form that programs print again: "Name: Jo", "Telefon: 040 …", "Nachricht: …". */
const field =
  /^[ \t>*-]{0,6}(?:(?:first ?|last ?|full ?|your ?)?name|e-?mail|phone|telephone|postcode|subject|message|comments?|enquiry|vorname|nachname|telefon|betreff|nachricht|anliegen|nimi|etunimi|sukunimi|puhelin|aihe|viesti|namn|telefonnummer|amne|meddelande|imie(?: i nazwisko)?|nazwisko|temat|wiadomosc|tresc)\s?:\s?\S/gm;

/**
 * Where a program begins to repeat what was typed into its form; null where no form is repeated. Those are our own
 * words, and nobody's answer.
 */
export function formCopy({ folded }: Reading): number | null {
  const fields = [...folded.matchAll(field)];
  const intro = introduction.exec(folded);
  if (intro && (fields.length > 0 || /^\s*["„”]/.test(folded.slice(intro.index + intro[0].length))))
    return intro.index;
  return fields.length >= 3 ? (fields[0]?.index ?? null) : null;
}

/** How long an answer usually takes: no person says it of himself. */
const habit = anyWording(
  '(usually|normally|typically|generally|aim to|try to|endeavour to) (~ )?(answer|reply|respond|get back|be in touch|call)',
  '(in der regel|üblicherweise|normalerweise|gewöhnlich|meistens|meist) (~ )?(antwort*|melden|beantwort*|rückmeldung|innerhalb|binnen)',
  '(antworten|melden uns|beantworten) (~ )?(in der regel|üblicherweise|normalerweise|gewöhnlich|meistens)',
  '(vastaamme|palaamme|vastaus) (~ )?(yleensä|tavallisesti|normaalisti|pääsääntöisesti)',
  '(yleensä|tavallisesti|normaalisti|pääsääntöisesti) (~ )?(vastaamme|palaamme)',
  '(svarar|återkommer|besvarar) (~ )?(vanligtvis|normalt|oftast|i regel)|(vanligtvis|normalt|oftast) (~ )?(svarar|återkommer)|räkna med svar',
  '(zwykle|zazwyczaj|z reguły|przeważnie) (~ )?(odpowiad*|oddzwani*|odpisuj*)|(odpowiad*|oddzwani*|odpisuj*) (~ )?(zwykle|zazwyczaj|z reguły|przeważnie)',
);

/** "Within 2 days", "inom 3–5 vardagar", "w ciągu 24 godzin". */
const inDays =
  /\b(?:within|inside|in|innerhalb von|binnen|inom|do|w ciagu|als die ublichen|takes?|kestaa|zajac do|mit)?\s?(?:\d{1,3}(?:\s?(?:-|to|bis|till|do)\s?\d{1,3})?|one|two|three)\s(?:hours?|working days?|business days?|days?|stunden|tagen?|werktagen?|arbeitstagen?|arkipaiv\p{L}{0,6}|vuorokau\p{L}{0,6}|tunni\p{L}{0,6}|vardagar|arbetsdagar|dagar|timmar|dni|godzin)\b/u;

/** Where a text tells how soon mail is answered here; null where it does not. */
export function answerTime({ folded }: Reading): Span | null {
  const told = habit.first(folded);
  if (told) return told;
  const days = inDays.exec(folded);
  return days && { at: days.index, end: days.index + days[0].length };
}
