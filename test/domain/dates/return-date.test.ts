import { describe, expect, test } from 'vitest';
import { findReturn } from '../../../src/domain/dates/return-date.ts';

/** [written (local), text, first day back, or the days between which it lies, or null, another day that is right too]. */
type Case = [written: string, text: string, back: string | null, also?: string];

function check(language: string, country: string | undefined, cases: Case[]) {
  test.each(cases)('%s: %s → %s', (written, text, back, also) => {
    const at = new Date(`${written}T10:00:00Z`);
    const found = findReturn(text, { language, written: at, offset: 0, country });
    const until = found?.until ?? null;
    if (back?.includes('..')) {
      const [from = '', to = ''] = back.split('..');
      expect(until !== null && until >= from && until <= to, `${until}`).toBe(true);
    } else if (also === undefined) expect(until).toBe(back);
    else expect([back, also]).toContain(until);
  });
}

describe('Finnish absence notes', () => {
  check('fi', 'FI', [
    ['2026-07-01', 'Olen kesälomalla 29.6.–26.7. Palaan töihin maanantaina 27.7.2026.', '2026-07-27'],
    ['2026-07-06', 'Kiitos viestistäsi! Olen lomalla ja palaan 3. elokuuta.', '2026-08-03'],
    ['2026-07-06', 'Lomailen viikot 28-31. Kiireellisissä asioissa soita 040 123 4567.', '2026-08-03'],
    ['2026-07-06', 'Olen lomalla viikon 30 loppuun. Kiireasiat: 09 1234 567.', '2026-07-27'],
    ['2026-07-06', 'Olen poissa 10.8. saakka.', '2026-08-11', '2026-08-10'],
    ['2026-07-06', 'Olen vuosilomalla 3.8.2026 asti (tavoitettavissa jälleen 4.8.2026).', '2026-08-04'],
    ['2026-12-21', 'Toimistomme on suljettu 23.12.2026-6.1.2027. Hyvää joulua!', '2027-01-07'],
    ['2026-12-21', 'Palvelemme jälleen loppiaisen jälkeen. Rauhallista joulua!', '2027-01-07..2027-01-20'],
    ['2026-12-18', 'Olen joululomalla ja vastaan viesteihin 4.1. alkaen.', '2027-01-04'],
    ['2026-10-01', 'Olen poissa toimistolta tänään ja huomenna.', '2026-10-05'],
    [
      '2026-10-01',
      'Olen koulutuksessa torstaina ja perjantaina, vastaan viesteihin ensi viikolla.',
      '2026-10-05..2026-10-11',
    ],
    ['2026-10-06', 'Olen tänään poissa. Palaan huomenna keskiviikkona.', '2026-10-07'],
    ['2026-06-15', 'Jään juhannuksen viettoon ja olen taas paikalla ma 22.6.', '2026-06-22'],
    ['2026-06-15', 'Olen lomalla juhannuksen jälkeiseen maanantaihin asti.', '2026-06-22..2026-06-23'],
    [
      '2026-05-04',
      'Olen vanhempainvapaalla 31.12.2026 saakka. Sijaiseni on Minna Laine.',
      '2027-01-04',
      '2026-12-31',
    ],
    ['2026-08-31', 'Olen messuilla 1.-3.9. ja luen postia satunnaisesti.', '2026-09-04'],
    ['2026-02-16', 'Talvilomalla viikolla 8. Takaisin ma 23.2.', '2026-02-23'],
    ['2026-07-20', 'Lomani jatkuu elokuun puoliväliin.', '2026-08-10..2026-08-20'],
    ['2026-07-20', 'Olen lomalla heinäkuun loppuun.', '2026-08-03'],
    ['2026-07-20', 'Palaan elokuussa.', '2026-08-01..2026-08-31'],
    [
      '2026-11-10',
      'En ole tavoitettavissa. Laskuasiat: laskut@yritys.example, y-tunnus 1234567-8, puh. 020 7890 123.',
      null,
    ],
    ['2026-11-10', 'Olen sairauslomalla toistaiseksi.', null],
    ['2026-11-10', 'Olen lomalla pe 13.11. ja ma 16.11. Vastaan sinulle palattuani.', '2026-11-17'],
    ['2026-11-10', 'Olen reissussa torstaihin saakka.', '2026-11-13', '2026-11-12'],
    ['2026-11-10', 'Olen lomalla ajalla 9.11. - 20.11.2026.', '2026-11-23'],
    ['2026-07-06', 'Lomalla 4.7-2.8.2026. Tavattavissa 3.8 lähtien.', '2026-08-03'],
    ['2026-12-28', 'Olen lomalla vuodenvaihteen yli ja palaan töihin to 7.1.', '2027-01-07'],
    ['2026-04-01', 'Pääsiäislomalla! Palaan asiaan pääsiäisen jälkeen tiistaina.', '2026-04-07'],
  ]);
});

describe('Polish absence notes', () => {
  check('pl', 'PL', [
    [
      '2026-08-03',
      'Dzień dobry, przebywam na urlopie do 14 sierpnia. W pilnych sprawach proszę o kontakt z biurem.',
      '2026-08-17',
      '2026-08-14',
    ],
    ['2026-08-03', 'Jestem na urlopie w dniach 03.08-14.08.2026 r.', '2026-08-17'],
    ['2026-08-03', 'W terminie od 3 do 21 sierpnia br. jestem na urlopie wypoczynkowym.', '2026-08-24'],
    ['2026-08-03', 'Będę dostępna od poniedziałku, 17 sierpnia.', '2026-08-17'],
    ['2026-08-03', 'Wracam do biura 17.08.', '2026-08-17'],
    [
      '2026-08-03',
      'Obecnie jestem nieobecny. Odpowiem na Państwa wiadomość po powrocie w dniu 24.08.2026.',
      '2026-08-24',
    ],
    ['2026-12-22', 'Biuro nieczynne od 24 grudnia do 3 stycznia. Zapraszamy 4 stycznia.', '2027-01-04'],
    ['2026-12-22', 'Nasza firma będzie zamknięta w okresie 24.12.2026-06.01.2027.', '2027-01-07'],
    ['2026-12-22', 'Wracam po Nowym Roku.', '2027-01-04..2027-01-18'],
    ['2026-04-01', 'Jestem na urlopie, wracam po świętach.', '2026-04-07..2026-04-20'],
    ['2026-08-06', 'Dziś i jutro jestem na szkoleniu. Odpowiem w poniedziałek.', '2026-08-10'],
    ['2026-08-03', 'Do końca sierpnia przebywam na urlopie.', '2026-09-01'],
    ['2026-08-03', 'Jestem na zwolnieniu lekarskim do odwołania.', null],
    ['2026-08-03', 'Nieobecność 10-14.08. Telefon: 22 123 45 67.', '2026-08-17'],
    ['2026-08-03', 'Będę w biurze ponownie w przyszłym tygodniu.', '2026-08-10..2026-08-16'],
    ['2026-10-12', 'Jestem w delegacji do środy włącznie.', '2026-10-15'],
    ['2026-05-20', 'Powrót: 25 maja 2026 r.', '2026-05-25'],
    [
      '2026-05-20',
      'Przebywam na urlopie macierzyńskim do 30.11.2026 r. Zastępuje mnie Pani Ewa Lis.',
      '2026-12-01',
      '2026-11-30',
    ],
    ['2026-10-28', 'W dniu 2 listopada biuro będzie nieczynne. Zapraszamy we wtorek.', '2026-11-03'],
    ['2026-05-20', 'Mnie nie ma do czwartku.', '2026-05-22', '2026-05-21'],
  ]);
});

describe('Swedish absence notes', () => {
  check('sv', 'SE', [
    ['2026-07-06', 'Hej! Jag har semester t.o.m. den 2 augusti. Åter måndag 3 augusti.', '2026-08-03'],
    ['2026-07-06', 'Jag är på semester vecka 28–31 och är tillbaka måndagen den 3/8.', '2026-08-03'],
    ['2026-07-06', 'Semester v. 29-32. I brådskande fall ring växeln 08-123 45 00.', '2026-08-10'],
    ['2026-07-06', 'Jag är ledig till och med fredag 10 juli.', '2026-07-13'],
    ['2026-07-06', 'Jag är åter på kontoret den 10/8.', '2026-08-10'],
    ['2026-07-06', 'Jag är tillbaka vecka 33.', '2026-08-10..2026-08-16'],
    ['2026-07-06', 'Kontoret är semesterstängt 13/7–9/8.', '2026-08-10'],
    ['2026-10-01', 'Jag är på kurs idag och imorgon.', '2026-10-05'],
    ['2026-10-01', 'Jag är bortrest fram till onsdag.', '2026-10-07..2026-10-08'],
    ['2026-12-22', 'Vi håller stängt mellan jul och nyår och öppnar igen 7 januari.', '2027-01-07'],
    ['2026-12-22', 'Julledig t o m 6 jan. God jul!', '2027-01-07'],
    ['2026-09-01', 'Jag är föräldraledig till sommaren 2027.', '2027-06-01..2027-08-31'],
    ['2026-09-01', 'Jag är sjukskriven. Kontakta info@firma.example, org.nr 556000-1234.', null],
    ['2026-06-18', 'Trevlig midsommar! Jag är tillbaka på måndag 22/6.', '2026-06-22'],
    ['2026-07-06', 'Tillbaka igen den 17:e augusti.', '2026-08-17'],
    ['2026-07-06', 'Jag är på semester och återkommer i mitten av augusti.', '2026-08-10..2026-08-20'],
    ['2026-07-06', 'Borta från och med idag till och med 24 juli.', '2026-07-27'],
  ]);
});

describe('German absence notes', () => {
  check('de', 'DE', [
    [
      '2026-08-03',
      'Ich bin vom 03.08. bis 21.08.2026 im Urlaub. Ab dem 24.08.2026 bin ich wieder für Sie da.',
      '2026-08-24',
    ],
    ['2026-08-03', 'Ich bin bis zum 14. August nicht im Büro.', '2026-08-17', '2026-08-14'],
    [
      '2026-08-03',
      'ich bin derzeit nicht im Büro und am Montag, den 17.08.2026 wieder erreichbar.',
      '2026-08-17',
    ],
    ['2026-08-03', 'Ich bin ab Mittwoch, 12. August wieder zurück.', '2026-08-12'],
    ['2026-08-03', 'Ich befinde mich bis einschließlich Freitag, 14.08. im Urlaub.', '2026-08-17'],
    ['2026-08-03', 'Wir haben Betriebsferien vom 10. bis 28. August.', '2026-08-31'],
    ['2026-08-03', 'Ich bin in KW 32 und 33 nicht erreichbar.', '2026-08-17'],
    ['2026-08-03', 'Bin diese Woche auf Dienstreise, ab nächster Woche wieder da.', '2026-08-10..2026-08-16'],
    [
      '2026-08-06',
      'Heute und morgen bin ich auf einer Schulung. Am Montag bin ich wieder im Büro.',
      '2026-08-10',
    ],
    [
      '2026-12-21',
      'Unser Büro ist vom 24.12.2026 bis einschließlich 03.01.2027 geschlossen. Ab 4. Januar sind wir wieder erreichbar.',
      '2027-01-04',
    ],
    ['2026-12-21', 'Ich bin erst im neuen Jahr wieder erreichbar.', '2027-01-01..2027-01-31'],
    ['2026-12-21', 'Nach den Feiertagen bin ich wieder für Sie da.', '2026-12-28..2027-01-15'],
    [
      '2026-08-03',
      'Ich kehre am 31.08. zurück. Ihre Nachricht wird nicht weitergeleitet. HRB 12345, USt-IdNr. DE123456789.',
      '2026-08-31',
    ],
    ['2026-08-03', 'Ich bin in Elternzeit bis Ende Februar 2027.', '2027-03-01'],
    ['2026-08-03', 'Momentan bin ich krank. In dringenden Fällen: 030/123456-10.', null],
    ['2026-08-03', 'Ich bin am 05.08. und 06.08. nicht im Haus.', '2026-08-07'],
    ['2026-08-03', 'Urlaub bis 17.8.', '2026-08-18', '2026-08-17'],
    ['2026-05-20', 'Über Pfingsten bin ich unterwegs und ab dem 26.5. zurück.', '2026-05-26'],
  ]);
});

describe('English absence notes', () => {
  check('en', 'GB', [
    ['2026-08-03', 'Of course I read your mail on Thursday, 6 August.', null],
    ['2026-08-03', 'I am on a course until Thursday.', '2026-08-06', '2026-08-07'],
    ['2026-08-03', 'I am on annual leave until Monday 17 August.', '2026-08-17', '2026-08-18'],
    ['2026-08-03', "I'm out of the office from 3 August to 14 August inclusive.", '2026-08-17'],
    ['2026-08-03', 'I will be back in the office on Monday, August 17th.', '2026-08-17'],
    ['2026-08-03', 'I am away returning on 17/08/2026.', '2026-08-17'],
    ['2026-08-03', 'I am on holiday and will return on the 17th.', '2026-08-17'],
    ['2026-08-03', 'Out of office through August 14.', '2026-08-17'],
    ['2026-08-03', 'I will be out August 10-14 with limited access to email.', '2026-08-17'],
    [
      '2026-08-03',
      'I am currently out of the office and will not be checking email until Thursday.',
      '2026-08-06',
      '2026-08-07',
    ],
    ['2026-08-03', "I'm off sick today.", '2026-08-04'],
    ['2026-08-03', 'I am out of the office this week. I will respond next week.', '2026-08-10..2026-08-16'],
    [
      '2026-12-21',
      'Our office is closed from 24 December and reopens on Monday 4 January 2027.',
      '2027-01-04',
    ],
    ['2026-12-21', 'The office will be closed for Christmas. We are back on 4th January.', '2027-01-04'],
    [
      '2026-12-21',
      'We are closed for the holidays and will return in the new year.',
      '2027-01-01..2027-01-31',
    ],
    ['2026-08-03', 'I am on maternity leave until March 2027.', '2027-03-01..2027-03-31'],
    ['2026-08-03', 'I will be away until the end of August.', '2026-09-01'],
    ['2026-08-03', 'I am away from my desk. For urgent queries call 020 7946 0123 (8.30 to 17.00).', null],
    ['2026-08-03', 'I work Tuesday to Thursday.', null],
    ['2026-08-03', "I'm on leave w/c 10 August, back Monday 17th.", '2026-08-17'],
    [
      '2026-08-03',
      'I will be travelling from Aug 5th till Aug 9th 2026, with no access to email.',
      '2026-08-10',
    ],
    [
      '2026-08-03',
      'I am on vacation until after the bank holiday, returning Tuesday 1 September 2026.',
      '2026-09-01',
    ],
    [
      '2026-08-03',
      'I will be out of the office starting  03/08/2026 and will not return until 17/08/2026.',
      '2026-08-17',
    ],
    [
      '2026-08-03',
      'Thanks for your email of 1 August. I am out until 10 August.',
      '2026-08-10',
      '2026-08-11',
    ],
    ['2026-08-07', 'I am out of office today, returning Monday.', '2026-08-10'],
    ['2026-08-07', 'I will be out of the office until tomorrow.', '2026-08-08', '2026-08-10'],
    ['2026-08-03', 'I have left for the summer and will be back in September.', '2026-09-01..2026-09-30'],
  ]);
});

describe('American dates put the month first', () => {
  check('en', 'US', [
    ['2026-08-03', 'I am out of the office until 8/17/2026.', '2026-08-17', '2026-08-18'],
    ['2026-08-03', 'OOO 8/5-8/7, back on 8/10.', '2026-08-10'],
    ['2026-06-29', 'I will return on 07/06/2026.', '2026-07-06'],
    ['2026-11-20', "We're closed for Thanksgiving 11/26 and 11/27 and reopen Monday 11/30.", '2026-11-30'],
  ]);
});

describe('further languages', () => {
  check('fr', 'FR', [
    ['2026-08-03', 'Je suis absente du bureau du 3 au 21 août inclus.', '2026-08-24'],
    ['2026-08-03', 'Je suis en congés et serai de retour le lundi 24 août 2026.', '2026-08-24'],
    [
      '2026-08-03',
      "Absent jusqu'au 14 août. En cas d'urgence, contactez le 01 23 45 67 89.",
      '2026-08-17',
      '2026-08-14',
    ],
    ['2026-08-03', 'Je serai de nouveau joignable à partir du 1er septembre.', '2026-09-01'],
  ]);
  check('es', 'ES', [
    ['2026-08-03', 'Estaré de vacaciones del 3 al 21 de agosto, ambos inclusive.', '2026-08-24'],
    ['2026-08-03', 'Estoy fuera de la oficina hasta el 17 de agosto.', '2026-08-18', '2026-08-17'],
    ['2026-08-03', 'Me reincorporo el lunes 24 de agosto.', '2026-08-24'],
  ]);
  check('it', 'IT', [
    ['2026-08-03', 'Sono in ferie dal 10 al 21 agosto compresi.', '2026-08-24'],
    ['2026-08-03', 'Sarò assente fino al 28/08/2026. Rientro il 31 agosto.', '2026-08-31'],
  ]);
  check('nl', 'NL', [
    ['2026-08-03', 'Ik ben afwezig t/m vrijdag 14 augustus.', '2026-08-17'],
    ['2026-08-03', 'Ik ben met vakantie en vanaf 24 augustus weer bereikbaar.', '2026-08-24'],
    ['2026-08-03', 'Op vakantie tot 17 augustus.', '2026-08-17', '2026-08-18'],
  ]);
  check('da', 'DK', [
    [
      '2026-07-06',
      'Jeg holder ferie til og med den 2. august og er tilbage mandag den 3. august.',
      '2026-08-03',
    ],
    ['2026-07-06', 'Jeg er på ferie i uge 28-30.', '2026-07-27'],
  ]);
  check('no', 'NO', [
    [
      '2026-07-06',
      'Jeg er på ferie til og med 31. juli. Tilbake på kontoret mandag 3. august.',
      '2026-08-03',
    ],
    ['2026-07-06', 'Jeg har ferie i uke 28, 29 og 30 og er tilbake 27.07.', '2026-07-27'],
  ]);
  check('pt', 'PT', [
    ['2026-08-03', 'Estarei de férias de 3 a 21 de agosto.', '2026-08-24'],
    ['2026-08-03', 'Estou ausente do escritório, regresso a 24 de agosto.', '2026-08-24'],
  ]);
  check('ru', 'RU', [
    ['2026-08-03', 'Я в отпуске с 3 по 16 августа. Вернусь 17 августа.', '2026-08-17'],
    ['2026-08-03', 'Нахожусь в отпуске до 17.08.2026.', '2026-08-18', '2026-08-17'],
  ]);
  check('ja', 'JP', [
    ['2026-08-03', '8月10日から8月15日まで夏季休暇をいただいております。', '2026-08-17'],
    ['2026-08-03', '出張のため不在にしております。8月10日に復帰いたします。', '2026-08-10'],
  ]);
  check('cs', 'CZ', [['2026-08-03', 'Jsem na dovolené do 14. srpna 2026. Vrátím se 17. 8.', '2026-08-17']]);
  check('et', 'EE', [['2026-07-06', 'Olen puhkusel kuni 31. juulini. Tagasi 3. augustil.', '2026-08-03']]);
});

describe('what an absence note says besides', () => {
  check('pl', 'PL', [
    // The "do" of the first sentence says nothing of the Thursday.
    [
      '2026-09-28',
      'Jestem na szkoleniu do środy włącznie. W czwartek odpowiem na wszystkie maile.',
      '2026-10-01',
    ],
    ['2027-01-28', 'Ferie zimowe - jestem nieobecna 1.02-12.02.2027. Odpowiem po feriach.', '2027-02-15'],
  ]);
  check('de', 'DE', [
    ['2026-10-01', 'Das Büro ist in den Herbstferien vom 5. bis 17. Oktober nicht besetzt.', '2026-10-19'],
    ['2026-10-22', 'Der Laden macht Herbstpause vom 24.10. bis 1.11.', '2026-11-02'],
  ]);
  check('sv', 'SE', [
    ['2026-11-10', 'Jag är på mässa 10–12 november. Välkommen till vår monter B04:22!', '2026-11-13'],
  ]);
  check('en', 'GB', [
    ['2026-11-17', 'I am on a training course Mon-Wed this week and catch up on Thursday.', '2026-11-19'],
    [
      '2026-06-05',
      "We're shut from the 8th to the 18th of June and pouring again on Friday the 19th.",
      '2026-06-19',
    ],
  ]);
  check('ja', 'JP', [['2026-12-28', '休業期間:2026年12月29日(火)~2027年1月3日(日)', '2027-01-04']]);
});
