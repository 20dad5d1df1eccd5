import { anyWording } from '../wording.ts';

/** Who speaks of himself: templates say "we". Finnish and Polish put it into the verb. */
const oneself = anyWording(
  "(i'm|i am|i was|i will|i'll|i'd|i have|i've|i had|i can|i do|i don't|i sent|i think|i asked|i just|i know)|me|my|mine|myself",
  'ich|mir|mich|mein(e|en|em|er|es)?',
  'minä(?! sidor)|minulle|minun|minulta|minulla|mulle|mulla|(kysyin|soitin|laitoin|välitin|luin|juttelin|puhuin|otin|vien|soitan|laitan|kysyn|tiedän|luulen|katsoin|lähetin|olin|oletan)',
  'jag|mig|mitt|jeg|meg',
  'mnie|mi|mój|moja|moje|mną|jestem|[^\\s]{2,30}(łam|łem)',
  'moi|mon|yo|io|mio|mia|ik|mij|mijn',
);

/** Whether somebody speaks of himself in a folded text, in any of the languages. */
export function speaksOfOneself(folded: string): boolean {
  return oneself.test(folded);
}

/** "I" itself, or a verb that holds it: links of a program say "my requests", and never so. */
const i = anyWording(
  "i'm|i am|i was|i will|i'll|i'd|i have|i've|i had|i can|i can't|i do|i don't|i asked|i just|i know|i think|i checked|i spoke|i passed|i only",
  'ich',
  'minä(?! sidor)|(kysyin|soitin|laitoin|välitin|luin|juttelin|puhuin|otin|vien|soitan|laitan|kysyn|tiedän|luulen|katsoin|lähetin|tarkistin|siirsin|en ole|en tiedä|en voi|en osaa)',
  'jag|jeg',
  'jestem|[^\\s]{2,30}(łam|łem)',
);

/** Whether a folded text has a person in it that says "I". */
export function saysI(folded: string): boolean {
  return i.test(folded);
}
