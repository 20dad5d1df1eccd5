import { describe, expect, test } from 'vitest';
import { judged, verdictOf, type WrittenMail } from './written-mail.ts';

type Case = [verdict: string, subject: string, text: string, headers?: string[]];

function check(cases: Case[], of: Partial<WrittenMail> = {}) {
  test.each(cases)('%s: %s · %s', (verdict, subject, text, headers = []) => {
    const got = verdictOf({ subject, text, headers, ...of });
    expect(verdict.split(' or ')).toContain(got);
  });
}

describe('a header of a program proves an automatic reply', () => {
  check([
    ['auto-reply/absence', 'Re: Offer', 'I am away until Monday.', ['Auto-Submitted: auto-replied']],
    ['auto-reply/absence', 'Re: Tarjous', 'Olen lomalla.', ['X-Autoreply: yes']],
    ['auto-reply/absence', 'Re: Offer', 'Gone fishing.', ['X-Autorespond: Offer']],
    ['auto-reply/absence', 'Re: Offer', 'On leave.', ['Precedence: auto_reply']],
    ['auto-reply/absence', 'Re: Offer', 'On leave.', ['X-Auto-Reply-From: a@b.example']],
    [
      'auto-reply/acknowledgement',
      '[#123] Offer',
      'We have received your message and a ticket has been created.',
      ['Auto-Submitted: auto-generated'],
    ],
    [
      'auto-reply/left',
      'Re: Offer',
      'Jane Doe no longer works here. Please contact John Roe at john.roe@firm.example.',
      ['Auto-Submitted: auto-replied'],
    ],
    [
      'auto-reply/challenge',
      'Re: Offer',
      'Please confirm that you are a human: click the link below to deliver your message.',
      ['Auto-Submitted: auto-replied'],
    ],
  ]);
});

describe('a challenge under our own subject', () => {
  check([
    [
      'auto-reply/challenge',
      'Re: Offer (verification required)',
      "Ann Roe here,\n\nI'm protecting myself from receiving junk mail. Just once, click the link below so I can receive your emails.\n\nhttp://spamarrest.com/a2?AQR0AQ\n\nYou are receiving this in response to your email to a Spam Arrest customer.",
    ],
    [
      'answer',
      'Re: Offer',
      'My Spam Arrest ate your mail, sorry. Could you send it again? http://a.example/b',
    ],
  ]);
});

describe('what proves nothing', () => {
  check([
    ['answer', 'Re: Offer', 'What does it cost for three sites?', ['X-Auto-Response-Suppress: All']],
    ['answer', 'Re: Offer', 'What does it cost for three sites?', ['Auto-Submitted: no']],
    ['answer', 'Re: Offer', 'What does it cost for three sites?', ['X-Autoreply: no']],
    ['answer', 'Re: Offer', 'What does it cost for three sites?', ['Auto-Submitted: auto-forwarded']],
    [
      'answer or deferral',
      'Re: Automatic reply: Offer',
      'I saw that you are away. Call me when you are back?',
    ],
  ]);
});

describe("a program's subject proves it in many languages", () => {
  check([
    ['auto-reply/absence', 'Automatic reply: Offer', 'I am out of the office.'],
    ['auto-reply/absence', 'Automaattinen vastaus: Tarjous', 'Olen lomalla 10.8. asti.'],
    ['auto-reply/absence', 'Odpowiedź automatyczna: Oferta', 'Przebywam na urlopie.'],
    ['auto-reply/absence', 'Autosvar: Offert', 'Jag är på semester.'],
    ['auto-reply/absence', 'Automatische Antwort: Angebot', 'Ich bin im Urlaub.'],
    ['auto-reply/absence', 'Abwesenheitsnotiz: Angebot', 'Bin ab Montag wieder da.'],
    ['auto-reply/absence', 'Automatisch antwoord: Offerte', 'Ik ben met vakantie.'],
    ['auto-reply/absence', 'Réponse automatique : Offre', 'Je suis en congés.'],
    ['auto-reply/absence', 'Respuesta automática: Oferta', 'Estoy de vacaciones.'],
    ['auto-reply/absence', 'Risposta automatica: Offerta', 'Sono in ferie.'],
    ['auto-reply/absence', 'Resposta automática: Oferta', 'Estou de férias.'],
    ['auto-reply/absence', 'Automatisk svar: Tilbud', 'Jeg er på ferie.'],
    ['auto-reply/absence', 'Автоматический ответ: Предложение', 'Я в отпуске.'],
    ['auto-reply/absence', '自動応答: ご提案', '休暇をいただいております。'],
    ['auto-reply/absence', 'Automatická odpověď: Nabídka', 'Jsem na dovolené.'],
    ['auto-reply/absence', 'Automaatvastus: Pakkumine', 'Olen puhkusel.'],
    ['auto-reply/absence', 'Automatikus válasz: Ajánlat', 'Szabadságon vagyok.'],
    ['auto-reply/absence', '[Auto-Reply] Offer', 'I am on holiday.'],
    ['auto-reply/absence', '[EXTERNAL] Automatic reply: Offer', 'I am on holiday.'],
    ['auto-reply/absence', 'Out of Office: Offer', 'Back on Monday.'],
    ['auto-reply/absence', 'Poissa: Tarjous', 'Olen lomalla.'],
    [
      'auto-reply/absence',
      'AUTO: Jane Doe is out of the office (returning 10/08/2026)',
      'I will respond when I return.',
    ],
    ['auto-reply/left', 'Automatic reply: Offer', "I've left Acme. Please write to sales@acme.example."],
    [
      'auto-reply/acknowledgement',
      'Automatic reply: Offer',
      'Thank you for contacting Acme. We have received your enquiry and will reply within two working days.',
    ],
  ]);
});

describe('a note that nothing but its words gives away', () => {
  check([
    [
      'auto-reply/absence',
      'Out of office',
      'I am out of the office until 17 August. For urgent matters call the switchboard.',
    ],
    ['auto-reply/absence', 'Lomalla', 'Olen lomalla 16.8. asti.'],
    ['auto-reply/absence', 'Urlop', 'Przebywam na urlopie do 16.08.'],
    ['auto-reply/absence', 'Semester', 'Jag har semester t.o.m. 16 augusti.'],
    ['auto-reply/absence', 'Urlaub', 'Ich bin bis 16.08. im Urlaub.'],
    [
      'auto-reply/absence or deferral',
      'Re: Tarjous',
      'Kiitos viestistäsi. Olen kesälomalla 16.8. asti ja luen sähköpostia satunnaisesti. Kiireellisissä asioissa ota yhteyttä toimistoon.',
    ],
    [
      'auto-reply/absence or deferral',
      'Re: Oferta',
      'Dziękuję za wiadomość. Jestem na urlopie do 16.08. z ograniczonym dostępem do poczty.',
    ],
    [
      'auto-reply/absence or deferral',
      'Sv: Offert',
      'Tack för ditt mejl! Jag är på semester till den 17 augusti. Vid brådskande ärenden kontakta växeln.',
    ],
    [
      'auto-reply/absence or deferral',
      'AW: Angebot',
      'Vielen Dank für Ihre Nachricht. Ich bin bis 16.08. nicht im Büro und habe nur eingeschränkten Zugriff auf meine E-Mails.',
    ],
    [
      'auto-reply/acknowledgement',
      'Kiitos viestistäsi',
      'Olemme vastaanottaneet viestisi ja palaamme asiaan mahdollisimman pian. Tämä on automaattinen viesti.',
    ],
    [
      'auto-reply/acknowledgement',
      'Potwierdzenie otrzymania wiadomości',
      'Potwierdzamy otrzymanie Państwa wiadomości. Odpowiemy w ciągu 2 dni roboczych.',
    ],
    [
      'auto-reply/acknowledgement',
      'Tack för ditt mejl',
      'Vi har tagit emot ditt ärende och återkommer så snart vi kan. Ditt ärendenummer är 4711.',
    ],
    [
      'auto-reply/acknowledgement',
      'Eingangsbestätigung',
      'Ihre Anfrage ist bei uns eingegangen. Wir melden uns schnellstmöglich bei Ihnen.',
    ],
    [
      'auto-reply/acknowledgement',
      'We have received your message',
      'Thank you for contacting us. We have received your message and will reply within 24 hours.',
    ],
    [
      'auto-reply/left',
      'Re: Offer',
      'This mailbox is no longer monitored because Kim no longer works here. Please contact sales@asiakas.example.',
    ],
    [
      'auto-reply/left or answer/left',
      'Tarjous',
      'En työskentele enää Asiakas Oy:ssä. Asiaasi hoitaa jatkossa Maija Meri, maija.meri@asiakas.example.',
    ],
  ]);
});

describe('people are people', () => {
  check([
    [
      'answer or deferral',
      'Re: Offer',
      "I'm out of office next week, but yes let's do it. Send the contract.",
    ],
    ['answer', 'Re: Offer', 'Jane is out of the office today but I can answer: we need ten licences.'],
    ['answer', 'Re: test ooo', 'Works for me, thanks for testing the out of office settings.'],
    [
      'answer or deferral',
      'FYI - gone this weekend',
      'Hi all, I will be out of town this weekend, back on Monday. See you!',
    ],
    ['answer', 'Re: Offer', 'Got your out of office reply last week. Are you back?'],
    ['answer', 'VS: Tarjous', 'Hei Sanna, olin lomalla enkä ehtinyt vastata. Mikä on hinta?'],
    ['answer or deferral', 'VS: Tarjous', 'Moi, olen huomenna koulutuksessa mutta torstaina käy hyvin.'],
    [
      'answer',
      'Odp: Oferta',
      'Automatyczne fakturowanie nas interesuje. Byłam na urlopie, przepraszam za zwłokę.',
    ],
    ['answer', 'Sv: Offert', 'Jag var på semester förra veckan. Skicka gärna priser!'],
    ['answer', 'AW: Angebot', 'War letzte Woche im Urlaub. Können Sie mir bitte ein Angebot schicken?'],
    [
      'answer',
      'Re: Offer',
      'Thank you for your email. We have received the quote and would like to order five.',
    ],
    [
      'answer',
      'Re: Offer',
      'Thanks, received. The automatic reply feature looks good, does it support German?',
    ],
    ['answer', 'Re: Offer', 'Our office is closed on Fridays, so is delivery on Thursday possible?'],
    ['answer', 'Automatic invoicing', 'Hello, we are interested in automatic invoicing. Please call us.'],
    [
      'answer',
      'Vacation planning software',
      'Do you also sell vacation planning software? Our holiday lists are a mess.',
    ],
    ['answer', 'Re: Offer', 'We have received your message. How much for ten users? Regards, Ann'],
    ['answer', 'Urlaubsplanung', 'Wir suchen eine Software für Urlaubsplanung. Was kostet Ihre Lösung?'],
    ['answer', 'Re: Poissaolojen hallinta', 'Poissaolojen hallinta kiinnostaa. Voisitteko esitellä?'],
  ]);
});

describe('the day of return', () => {
  test.each([
    [
      'Automatic reply: Offer valid until 31.12.',
      'I am out of the office until Monday 17 August.',
      '2026-08-17',
    ],
    ['Poissa 3.8.-14.8.', 'Olen lomalla.', '2026-08-17'],
    [
      'AUTO: Jane Doe is out of the office (returning 17/08/2026)',
      'I will respond to your message when I return.',
      '2026-08-17',
    ],
    ['Automaattinen vastaus: Tarjous', 'Olen sairauslomalla.', null],
    ['Automaattinen vastaus: Tarjous', 'Olin lomalla 1.-2.7. ja palasin 3.7.', null],
  ])('%s · %s → %s', (subject, text, until) => {
    expect(judged({ subject, text, headers: ['Auto-Submitted: auto-replied'] })).toMatchObject({ until });
  });
});

describe('a successor is told by name and address', () => {
  test.each([
    [
      'Jane Doe has left the company. Please contact her successor John Roe (john.roe@firm.example).',
      'John Roe',
      'john.roe@firm.example',
    ],
    [
      'Olen siirtynyt uusiin tehtäviin. Jatkossa asioitani hoitaa Maija Meri, maija.meri@firm.example, 040 123 4567.',
      'Maija Meri',
      'maija.meri@firm.example',
    ],
    [
      'Nie pracuję już w firmie Firm. Proszę o kontakt z panem Janem Kowalskim: jan.kowalski@firm.example.',
      'Jan Kowalski',
      'jan.kowalski@firm.example',
    ],
    [
      'Jag har slutat på Firm AB. Kontakta Eva Berg på eva.berg@firm.example.',
      'Eva Berg',
      'eva.berg@firm.example',
    ],
    [
      'Ich bin nicht mehr für Firm tätig. Bitte wenden Sie sich an meinen Nachfolger Max Beck unter max.beck@firm.example.',
      'Max Beck',
      'max.beck@firm.example',
    ],
    ['I no longer work at Firm. Please write to info@firm.example instead.', null, 'info@firm.example'],
    [
      'The address you used (hello@old.example) no longer exists. Please resend to info@firm.example.',
      null,
      'info@firm.example',
    ],
    ['Adressen hello@old.example är avslutad. Frågor: info@firm.example', null, 'info@firm.example'],
    ['Vi har bytt mejladress från hello@old.example till info@firm.example.', null, 'info@firm.example'],
  ])('%s', (text, name, address) => {
    const verdict = judged({
      subject: 'Automatic reply: Offer',
      text,
      headers: ['Auto-Submitted: auto-replied'],
    });
    expect(verdict).toMatchObject({ verdict: 'auto-reply', kind: 'left', successor: { name, address } });
  });

  test('the deputy of someone who is only away is none', () => {
    const text = 'I am on leave until 17 August. Please contact John Roe, john.roe@firm.example.';
    const verdict = judged({ subject: 'Automatic reply: Offer', text });
    expect(verdict).toMatchObject({ kind: 'absence', successor: null });
  });
});
