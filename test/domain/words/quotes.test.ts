import { describe, expect, it } from 'vitest';
import { readWords } from '../../../src/domain/words/words.ts';

const footer = 'Reply STOP or unsubscribe: https://seller.example/u/1';

/** How programs introduce a quote that they mark with ">". */
const marked: Record<string, string> = {
  'Gmail, English': 'On Thu, 5 Nov 2026 at 11:28, Emily Carter\n<emily.carter@seller.example> wrote:\n',
  'Gmail, English, one line': 'On Thu, Nov 5, 2026 at 11:28 AM Emily Carter <emily@seller.example> wrote:\n',
  'Gmail, Finnish':
    'to 5. marrask. 2026 klo 11.28 Sanna Koskela\n(sanna.koskela@seller.example) kirjoitti:\n',
  'Gmail, Swedish': 'Den tors 5 nov. 2026 kl 11:28 skrev Erik Lindqvist\n<erik.lindqvist@seller.example>:\n',
  'Gmail, German': 'Am Do., 5. Nov. 2026 um 11:28 Uhr schrieb Jonas Becker\n<jonas.becker@seller.example>:\n',
  'Gmail, Polish': 'czw., 5 lis 2026 o 11:28 Marta Zielińska\n<marta.zielinska@seller.example> napisał(a):\n',
  'Gmail, French': 'Le jeu. 5 nov. 2026 à 11:28, Emily Carter <emily@seller.example> a écrit :\n',
  'Gmail, Spanish': 'El jue, 5 nov 2026 a las 11:28, Emily Carter (<emily@seller.example>)\nescribió:\n',
  'Gmail, Italian':
    'Il giorno gio 5 nov 2026 alle ore 11:28 Emily Carter <\nemily.carter@seller.example> ha scritto:\n',
  'Gmail, Dutch': 'Op do 5 nov 2026 om 11:28 schreef Emily Carter <emily@seller.example>:\n',
  'Gmail, Norwegian': 'tor. 5. nov. 2026 kl. 11:28 skrev Emily Carter <emily@seller.example>:\n',
  'Gmail, Danish': 'Den tors. 5. nov. 2026 kl. 11.28 skrev Emily Carter <emily@seller.example>:\n',
  'Gmail, Portuguese':
    'Em qui., 5 de nov. de 2026 às 11:28, Emily Carter <emily@seller.example>\nescreveu:\n',
  'Gmail, Russian': 'чт, 5 нояб. 2026 г. в 11:28, Emily Carter <emily@seller.example>:\n',
  'Gmail, Japanese': '2026年11月5日(木) 11:28 Emily Carter <emily@seller.example>:\n',
  'Apple Mail, English': 'On 5 Nov 2026, at 11:28, Emily Carter <emily@seller.example> wrote:\n',
  'Apple Mail, Finnish': 'Emily Carter <emily@seller.example> kirjoitti 5.11.2026 kello 11.28:\n',
  'Apple Mail, Swedish': '5 nov. 2026 kl. 11:28 skrev Emily Carter <emily@seller.example>:\n',
  'Apple Mail, German': 'Am 05.11.2026 um 11:28 schrieb Emily Carter <emily@seller.example>:\n',
  'Apple Mail, Polish':
    'Wiadomość napisana przez Emily Carter <emily@seller.example> w dniu 5 lis 2026, o godz. 11:28:\n',
  'Thunderbird, English': 'On 05/11/2026 11:28, Emily Carter wrote:',
  'Thunderbird, German': 'Am 05.11.26 um 11:28 schrieb Emily Carter:',
  'Thunderbird, Finnish': 'Emily Carter kirjoitti 5.11.2026 klo 11.28:',
  'Thunderbird, Polish': 'W dniu 5.11.2026 o 11:28, Emily Carter pisze:',
  'Thunderbird, French': 'Le 05/11/2026 à 11:28, Emily Carter a écrit :',
  'Evolution, Finnish': 'to, 2026-11-05 kello 11:28 +0200, Emily Carter kirjoitti:',
  'Onet, Polish': 'W dniu 2026-11-05 11:28:17 użytkownik Emily Carter <emily@seller.example> napisał:\n',
  'Roundcube, Polish': 'W dniu 2026-11-05 11:28, Emily Carter napisał(a):',
  'Horde, German': 'Zitat von Emily Carter <emily@seller.example>:\n',
  'KMail, Finnish': 'torstai 5. marraskuuta 2026 11.28.00 EET Emily Carter kirjoitti:',
  'Spark, English': 'On 5 Nov 2026, 11:28 +0200, Emily Carter <emily@seller.example>, wrote:',
  mutt: 'On Thu, Nov 05, 2026 at 11:28:48AM +0200, Emily Carter wrote:',
};

/** How programs introduce a quote that they do not mark. */
const unmarked: Record<string, string> = {
  'Outlook, English':
    'From: Emily Carter <emily@seller.example>\nSent: Thursday, November 5, 2026 11:28 AM\nTo: Ann Bell <ann@buyer.example>\nSubject: Stock levels\n',
  'Zoho, English': '---- On Thu, 05 Nov 2026 11:28:00 +0200 Emily Carter <emily@seller.example> wrote ----\n',
  'Outlook, Finnish':
    'Lähettäjä: Emily Carter <emily@seller.example>\nLähetetty: torstai 5. marraskuuta 2026 11.28\nVastaanottaja: Ann Bell <ann@buyer.example>\nAihe: Saldot\n',
  'Outlook, Swedish':
    'Från: Emily Carter <emily@seller.example>\nSkickat: den 5 november 2026 11:28\nTill: Ann Bell\nÄmne: Lagersaldon\n',
  'Outlook, German':
    'Von: Emily Carter <emily@seller.example>\nGesendet: Donnerstag, 5. November 2026 11:28\nAn: Bell, Ann\nBetreff: Lager\n',
  'Outlook, Polish':
    'Od: Emily Carter <emily@seller.example>\nWysłano: czwartek, 5 listopada 2026 11:28\nDo: Ann Bell\nTemat: Stany magazynowe\n',
  'Outlook, French':
    'De : Emily Carter <emily@seller.example>\nEnvoyé : jeudi 5 novembre 2026 11:28\nÀ : Ann Bell\nObjet : Stock\n',
  'Outlook, Spanish':
    'De: Emily Carter <emily@seller.example>\nEnviado el: jueves, 5 de noviembre de 2026 11:28\nPara: Ann Bell\nAsunto: Stock\n',
  'Outlook, Italian':
    'Da: Emily Carter <emily@seller.example>\nInviato: giovedì 5 novembre 2026 11:28\nA: Ann Bell\nOggetto: Stock\n',
  'Outlook, Dutch':
    'Van: Emily Carter <emily@seller.example>\nVerzonden: donderdag 5 november 2026 11:28\nAan: Ann Bell\nOnderwerp: Voorraad\n',
  'Outlook, Danish':
    'Fra: Emily Carter <emily@seller.example>\nSendt: 5. november 2026 11:28\nTil: Ann Bell\nEmne: Lager\n',
  'Outlook, names without addresses':
    'From: Carter, Emily\nSent: 05 November 2026 11:28\nTo: Bell, Ann\nCc: Cox, Tim\nSubject: RE: Stock levels\n',
  'Outlook for Mac, bold':
    '*From: *Emily Carter <emily@seller.example>\n*Date: *Thursday, 5 November 2026 at 11.28\n*To: *Ann Bell <ann@buyer.example>\n*Subject: *Stock levels\n',
  'Outlook for iOS, with a rule':
    '________________________________\nFrom: Emily Carter <emily@seller.example>\nSent: Thursday, November 5, 2026 11:28:00 AM\nTo: Ann Bell <ann@buyer.example>\nSubject: Stock levels\n',
  'Outlook, blank lines between':
    'From: Emily Carter <emily@seller.example>\n\nSent: Thursday, November 5, 2026 11:28 AM\n\nTo: Ann Bell <ann@buyer.example>\n\nSubject: Stock levels\n',
  'classic, English': '-----Original Message-----\nFrom: Emily Carter\nSent: 5.11.2026 11:28\n',
  'classic, Finnish': '-----Alkuperäinen viesti-----\nLähettäjä: Emily Carter\n',
  'classic, German': '-----Ursprüngliche Nachricht-----\nVon: Emily Carter\n',
  'classic, Swedish': '-----Ursprungligt meddelande-----\nFrån: Emily Carter\n',
  'classic, Polish': '-----Wiadomość oryginalna-----\nOd: Emily Carter\n',
  Samsung:
    '-------- Alkuperäinen viesti --------\nLähettäjä: Emily Carter <emily@seller.example>\nPäivämäärä: 5.11.2026 11.28 (GMT+02:00)\n',
  GMX: 'Gesendet: Donnerstag, 05. November 2026 um 11:28 Uhr\nVon: "Emily Carter" <emily@seller.example>\nAn: ann@buyer.example\nBetreff: Lager\n',
  'Yahoo, English':
    'On Thursday, November 5, 2026 at 11:28:00 AM GMT+2, Emily Carter <emily@seller.example> wrote: \n',
  'Yahoo, German, indented':
    '      Von: Emily Carter <emily@seller.example>\n An: Ann Bell <ann@buyer.example> \n Gesendet: 11:28 Donnerstag, 5.November 2026\n Betreff: Lager\n',
  'forwarded by Gmail':
    '---------- Forwarded message ---------\nFrom: Emily Carter <emily@seller.example>\nDate: Thu, 5 Nov 2026\n',
  'forwarded by Apple Mail': 'Begin forwarded message:\n\nFrom: Emily Carter <emily@seller.example>\n',
  'T-Online':
    '-----Original-Nachricht-----\nBetreff: Lager\nDatum: 2026-11-05T11:28:00+0100\nVon: "Emily Carter" <emily@seller.example>\nAn: "ann@buyer.example"\n',
  'Interia, Polish':
    'Od: "Emily Carter" <emily@seller.example>\nDo: ann@buyer.example;\nWysłane: 11:28 Czwartek 2026-11-05\nTemat: Stany\n',
  'WP, Polish': 'Dnia 5 listopada 2026 11:28 Emily Carter <emily@seller.example> napisał(a):\n',
  'eM Client':
    '------ Originalnachricht ------\nVon: "Emily Carter" <emily@seller.example>\nAn: ann@buyer.example\n',
  'Yahoo, Finnish':
    'torstai 5. marraskuuta 2026 klo 11.28.00 UTC+2 Emily Carter <emily@seller.example> kirjoitti:\n',
  'an autoresponder': 'Original message:\n',
  Proton:
    '------- Original Message -------\nOn Thursday, November 5th, 2026 at 11:28, Emily Carter <emily@seller.example> wrote:\n',
};

describe('the quoted mail is cut from the words', () => {
  it.each(Object.entries(marked))('below a marked quote of %s', (_, attribution) => {
    const text = `Yes, please send it.\n\n${attribution}\n> Hi Ann,\n>\n> did it reach you?\n> ${footer}\n`;
    expect(readWords(text).own).toBe('Yes, please send it.');
    expect(readWords(text).quote).toContain('STOP');
  });

  it.each(Object.entries(marked))('above a marked quote of %s', (_, attribution) => {
    const text = `${attribution}\n> Hi Ann,\n> did it reach you?\n> ${footer}\n\nYes, please send it.`;
    expect(readWords(text).own).toBe('Yes, please send it.');
  });

  it.each(Object.entries(unmarked))('below an unmarked quote of %s', (_, block) => {
    const text = `Yes, please send it.\n\n${block}\nHi Ann,\n\ndid it reach you?\n${footer}\n`;
    expect(readWords(text).own).toBe('Yes, please send it.');
    expect(readWords(text).quote).toContain('STOP');
  });

  it('above a marked quote below two lines of a header block, as webmail writes them', () => {
    const block = 'Gesendet: Montag, 15. März 2027 um 10:52\nVon: "Emily Carter" <emily@seller.example>';
    const text = `${block}\n> Hi Ann,\n> did it reach you?\n\nYes, please send it.`;
    expect(readWords(text).own).toBe('Yes, please send it.');
    const below = `Yes, please send it.\n\n${block}`;
    expect(readWords(below).own).toBe('Yes, please send it.');
  });

  it('above and below a marked quote whose introduction was broken behind its verb', () => {
    const block =
      'Emily Carter <emily@seller.example> kirjoitti\n21.02.2027 04:59:\n> Hi Ann,\n> did it reach you?';
    expect(readWords(`${block}\n\nYes, please send it.`).own).toBe('Yes, please send it.');
    expect(readWords(`Yes, please send it.\n\n${block}`).own).toBe('Yes, please send it.');
  });

  it('keeps answers between the quoted lines, in order', () => {
    const text = [
      'On 5 Nov 2026, Emily Carter wrote:',
      '> Do you have two warehouses?',
      '',
      'One.',
      '> Shall I call on Tuesday?',
      'Thursday is better.',
      `> ${footer}`,
      '',
      'Ann',
    ].join('\n');
    expect(readWords(text).own).toBe('One.\n\nThursday is better.\n\nAnn');
  });

  it('takes the rest of a quoted line that was wrapped without a mark for quoted', () => {
    const text = `Fine.\n\n> Do you not want any more of these mails from us? Please reply to us with STOP or\nunsubscribe: https://seller.example/u/1\n> Emily`;
    expect(readWords(text).own).toBe('Fine.');
  });

  it('reads quotes within quotes', () => {
    expect(readWords('No.\n\n> > first\n>\n> second\n').own).toBe('No.');
    expect(readWords('Sure.\n\nDQ> Is it free?\nDQ> > No.\n').own).toBe('Sure.');
  });
});

describe('words that only look like a quote stay', () => {
  it.each([
    ['a travel plan', 'My flight:\nFrom: Helsinki\nTo: Warsaw\nDate: 3.5.2027\nCall me after it.'],
    ['a list after a colon', 'Our people on 3.5.2027:\nAnna and Ben\nCall them.'],
    ['an address and a date in one line', 'From 1.1.2027 write to <new@buyer.example>:\nit is read daily.'],
    ['what somebody said', 'As I wrote on 3 May 2027:\nwe have no budget.'],
    ['a rule of dashes', 'First point\n-----\nSecond point'],
    ['a comparison', 'We need 5 < x > 3 pieces.'],
  ])('%s', (_, text) => {
    expect(readWords(text).own).toBe(text);
    expect(readWords(text).quote).toBe('');
  });
});
