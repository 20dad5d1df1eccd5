/** Openings and tell-tale phrases of what companies append to every mail, in lower case. */
const phrases = [
  // English
  ...[
    'intended recipient',
    'this e-mail and any attachment',
    'this email and any attachment',
    'this message and any attachment',
  ],
  ...[
    'confidentiality notice',
    'is confidential and',
    'are confidential and',
    'may contain confidential',
    'contains confidential',
  ],
  ...[
    'consider the environment before printing',
    'think before you print',
    'has been scanned for viruses',
    'scanned by mailscanner',
  ],
  ...[
    'legally privileged',
    'privileged information',
    'virus-free. www',
    'registered in england',
    'message is confidential',
  ],
  // Finnish
  ...[
    'tämä viesti on tarkoitettu',
    'tämä sähköposti on tarkoitettu',
    'tämä sähköpostiviesti',
    'viesti on luottamuksellinen',
  ],
  ...[
    'tarkoitettu vain vastaanottajalle',
    'ette ole viestin oikea vastaanottaja',
    'et ole viestin oikea vastaanottaja',
  ],
  ...[
    'saattaa sisältää luottamuksellista',
    'voi sisältää luottamuksellista',
    'luottamuksellista tietoa',
    'ajattele ympäristöä ennen',
  ],
  // Swedish, Norwegian, Danish
  ...[
    'detta e-postmeddelande',
    'detta meddelande är avsett',
    'detta mejl är avsett',
    'innehålla konfidentiell',
    'är konfidentiellt',
  ],
  ...[
    'avsedda mottagaren',
    'avsedd mottagare',
    'tänk på miljön innan',
    'denne e-posten er',
    'kan inneholde konfidensiell',
  ],
  ...['denne e-mail er fortrolig', 'kan indeholde fortrolige', 'tenk på miljøet før'],
  // German
  ...[
    'diese e-mail enthält vertrauliche',
    'diese nachricht enthält vertrauliche',
    'vertrauliche und/oder',
    'vertrauliche informationen',
  ],
  ...[
    'nicht der richtige adressat',
    'nicht der beabsichtigte empfänger',
    'e-mail wurde automatisch auf viren',
    'auf viren geprüft',
  ],
  ...[
    'diese e-mail ist vertraulich',
    'denken sie an die umwelt',
    'schonen sie die umwelt',
    'rechtlich geschützte informationen',
  ],
  // Polish
  ...[
    'niniejsza wiadomość',
    'ta wiadomość jest poufna',
    'treść tej wiadomości',
    'informacje poufne',
    'informacje zawarte w niniejszej',
  ],
  ...[
    'nie są państwo jej adresatem',
    'nie jesteś adresatem',
    'nie jest pan/pani adresatem',
    'wyłącznie dla adresata',
    'klauzula poufności',
  ],
  ...[
    'pomyśl o środowisku',
    'zanim wydrukujesz',
    'administratorem danych osobowych jest',
    'administratorem państwa danych',
  ],
  // French, Spanish, Italian, Portuguese, Dutch, Russian
  ...[
    'ce message et toutes les pièces',
    'ce message est confidentiel',
    'pensez à l’environnement',
    "pensez à l'environnement",
  ],
  ...[
    'este mensaje y sus archivos',
    'este correo electrónico',
    'información confidencial',
    'antes de imprimir',
    'aviso legal:',
  ],
  ...[
    'questo messaggio',
    'informazioni riservate',
    'informações confidenciais',
    'dit bericht is uitsluitend',
    'vertrouwelijke informatie',
  ],
  ...['конфиденциальн'],
];

const openings =
  /^(disclaimer|confidentiality|legal notice|haftungsausschluss|vertraulichkeitshinweis|ansvarsfriskrivning|luottamuksellisuus|vastuuvapauslauseke|klauzula|poufność|avis de confidentialité|aviso de confidencialidad|avviso di riservatezza)\b.{0,60}$/iu;

/** Whether a paragraph is a company's standing text: confidentiality, viruses, the environment. */
export function isDisclaimer(paragraph: string): boolean {
  const text = paragraph.slice(0, 2000).toLowerCase().replace(/\s+/g, ' ').trim();
  return openings.test(text) || phrases.some((phrase) => text.includes(phrase));
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
