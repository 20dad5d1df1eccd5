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
