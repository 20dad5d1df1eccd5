import type { Span } from '../../wording.ts';
import type { Reading } from '../reading.ts';

/** What a seller sends: offers and what comes with them. */
const fromSeller = [
  '(?:offer|quote|quotation|version|drawing|sample|proposal|invoice|contract|price|photo|draft)s?',
  '(?:tarjous\\p{L}{0,3}|tarjousta|versiota|laskua|kuvia|naytteita|nayte|hintoja|hinnastoa|vastaust(?:anne|asi)|vahvistust(?:anne|asi))',
  '(?:offert|version|faktura|ritning|prov|prislista|orderbekraftelse|bild|forslag|kontrakt|broschyr|katalog)(?:en|n|et|er|erna|ar|arna|t|or|orna)?',
  '(?:angebot|fassung|version|rechnung|zeichnung|muster|preisliste|auftragsbestatigung|foto|entwurf|unterlage|katalog|prospekt)(?:e|en|er|n|s)?',
  '(?:ofert|wersj|wycen|faktur|rysunk|probk|cennik|potwierdzeni|zdjec|kosztorys|propozycj|katalog|dokument)\\p{L}{0,3}',
].join('|');

/** "Czekam na poprawioną wersję.": the seller's turn, where the clause names nobody else whose offer it is. */
const awaiting = new RegExp(
  `(?<!\\p{L})(?:wait\\p{L}{0,4}|await\\p{L}{0,3}|odota\\p{L}{0,4}|odottele\\p{L}{0,3}|vantar|avvaktar|invantar|wart\\p{L}{1,2}|czeka\\p{L}{1,2}|oczekuj\\p{L}{1,3})\\s(?:(?:for|on|auf|na|pa|nyt|nu|jetzt|teraz)\\s){0,2}(?:\\p{L}{2,16}\\s){0,3}(?:${fromSeller})(?=\\s?(?:$|[.,;:!?)\\n])|\\s(?:od (?:pan|was|panst)|von (?:ihnen|dir|euch)|fran (?:er|dig)|from you|teilta|sinulta)|\\s(?:then|sitten|da|dann|wiec|so|und|and|och|i|ja)\\s)`,
  'u',
);

/** Whether what is waited for is the seller's to send: that puts nothing off. */
export function isAwaitedOfSeller({ at, end }: Span, { folded }: Reading): boolean {
  const found = awaiting.exec(folded.slice(at, end + 70));
  return found !== null && found.index <= end - at;
}
