import { anyWording } from '../wording.ts';

/** "I" itself, or a verb that holds it: Finnish and Polish put it there. */
const firstPerson = [
  "i'm|i am|i was|i will|i'll|i'd|i have|i've|i had|i can|i do|i don't|i think|i asked|i just|i know",
  'ich',
  'minä(?! sidor)|kysyin|soitin|laitoin|välitin|luin|juttelin|puhuin|otin|vien|soitan|laitan|kysyn|tiedän|luulen|katsoin|lähetin',
  'jag|jeg',
  'jestem|[^\\s]{2,30}(łam|łem)',
];

/** Who speaks of himself: templates say "we". */
const oneself = anyWording(
  ...firstPerson,
  'i sent|me|my|mine|myself',
  'mir|mich|mein(e|en|em|er|es)?',
  'minulle|minun|minulta|minulla|mulle|mulla|olin|oletan',
  'mig|mitt|meg',
  'mnie|mi|mój|moja|moje|mną',
  'moi|mon|yo|io|mio|mia|ik|mij|mijn',
);

/** Whether somebody speaks of himself in a folded text, in any of the languages. */
export function speaksOfOneself(folded: string): boolean {
  return oneself.test(folded);
}

/** Links of a program say "my requests", and never "I". */
const i = anyWording(
  ...firstPerson,
  "i can't|i checked|i spoke|i passed|i only",
  'tarkistin|siirsin|en ole|en tiedä|en voi|en osaa',
);

/** Whether a folded text has a person in it that says "I". */
export function saysI(folded: string): boolean {
  return i.test(folded);
}
