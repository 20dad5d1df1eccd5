import { listed } from './listed.ts';

/** Sentences that companies and programs append to every mail, in lower case. */
const phrases = listed(`
  intended recipient, confidentiality notice, consider the environment before, think before you print,
  scanned for viruses, scanned by mailscanner, virus-free. www, checked by avg,
  has been checked for viruses, et ole viestin oikea vastaanottaja, ette ole viestin oikea vastaanottaja,
  tarkoitettu vain vastaanottajalle, ajattele ympäristöä ennen, tänk på miljön innan,
  tenk på miljøet før, tænk på miljøet, avsedda mottagaren, auf viren geprüft,
  nicht der richtige adressat, nicht der beabsichtigte empfänger, denken sie an die umwelt,
  schonen sie die umwelt, pomyśl o środowisku, zanim wydrukujesz, klauzula poufności, wolna od wirusów,
  administratorem danych osobowych jest, administratorem państwa danych,
  administratorem pani/pana danych, pensez à l'environnement, antes de imprimir este, prima di stampare,
  pense no ambiente antes, denk aan het milieu
`);

/** Stems of legal language. Three of them in one paragraph are nobody's answer. */
const legalStems = listed(`
  confiden, privileg, recipient, addressee, unauthori, disclos, disseminat, in error, prohibited, delete,
  luottamuks, vastaanottaj, oikeudet, poistamaan, tuhoa, erehdyksess, salassa, lainvastais, lähettäjälle,
  konfidentiell, mottagar, avsedd, obehörig, radera, sekretess, misstag, fortrolig, modtager,
  konfidensiell, vertraulich, empfänger, adressat, irrtümlich, vernichten, unbefugt, nicht gestattet,
  rechtlich geschützt, poufn, adresat, zabronion, usunięcie, usunąć, rozpowszechnian, omyłkow,
  prawnie chronion, osób trzecich, destinataire, interdit, par erreur, supprimer, destinatari, por error,
  prohibid, elimin, riservat, vietat, vertrouwelijk, geadresseerde, verboden, конфиденц, адресат, запрещ
`);

const openings =
  /^(disclaimer|confidentiality|legal notice|haftungsausschluss|vertraulichkeitshinweis|ansvarsfriskrivning|luottamuksellisuus|vastuuvapauslauseke|klauzula|poufność|avis de confidentialité|aviso de confidencialidad|avviso di riservatezza)\b.{0,60}$/iu;

/** Whether a paragraph is a company's standing text: confidentiality, viruses, the environment. */
export function isDisclaimer(paragraph: string): boolean {
  const text = paragraph.slice(0, 2000).toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ').trim();
  if (openings.test(text) || phrases.some((phrase) => text.includes(phrase))) return true;
  return legalStems.filter((stem) => text.includes(stem)).length >= 3;
}

/** Whether a mailing list's footer begins with these lines: a rule, and a line that names the list. */
export function isListFooter(lines: readonly string[], at: number): boolean {
  if (!/^[_-]{10,200}\s*$/.test(lines[at] ?? '')) return false;
  const below = lines
    .slice(at + 1, at + 5)
    .join(' ')
    .toLowerCase();
  return (
    below.includes('mailing list') ||
    below.includes('unsubscribe') ||
    /listinfo|postiluettelo|mailinglist/.test(below)
  );
}
