import { describe, expect, it } from 'vitest';
import { readWords } from '../../../src/domain/words/words.ts';

const ann = [{ name: 'Ann Bell', address: 'ann.bell@buyer.example' }];
const words = 'Yes, Tuesday suits us.';

describe('the signature is cut from the words', () => {
  it.each([
    ['the standard delimiter', '--\nAnn Bell\nBuyer Ltd, tel. 040 000 000\nClosed 20.12.–6.1.'],
    ['the delimiter without its blank', '--\nAnn Bell'],
    ['an English closing', 'Best regards,\nAnn Bell\nBuyer Ltd'],
    ['a Finnish closing', 'Ystävällisin terveisin\nAnn Bell'],
    ['a Finnish closing in short', 't. Ann'],
    ['a Finnish closing with the name', 'Terveisin Ann'],
    ['a Finnish closing of the season', 'Aurinkoisin kesäterveisin\nAnn Bell'],
    ['a German closing of another form', 'Mit den besten Grüßen\nAnn Bell'],
    ['a closing with a comma', 'Best, Ann'],
    ['a Swedish closing', 'Med vänlig hälsning\n\nAnn Bell'],
    ['a Swedish closing in short', 'Mvh Ann'],
    ['a German closing', 'Mit freundlichen Grüßen\nAnn Bell'],
    ['a German closing with the name', 'Viele Grüße, Ann Bell'],
    ['a German closing in short', 'LG Ann'],
    ['a Polish closing', 'Z poważaniem\nAnn Bell\nDział zakupów'],
    ['a Polish closing in one line', 'Pozdrawiam serdecznie, Ann'],
    ['a French closing', 'Cordialement,\nAnn Bell'],
    ['a Spanish closing', 'Un saludo,\nAnn'],
    ['closings in two languages', 'Terveisin / Best regards\nAnn Bell'],
    ['the name alone', 'Ann'],
    ['the name with a title', 'Ann Bell, buyer'],
    ['the name after a dash', '- Ann'],
    ['initials', 'AB'],
    ['thanks above the name', 'Thanks,\nAnn'],
    ['an iPhone', 'Sent from my iPhone'],
    ['an iPhone in Finnish', 'Lähetetty iPhonesta'],
    ['a Galaxy in Finnish', 'Lähetetty Galaxy-puhelimesta'],
    ['an iPhone in Swedish', 'Skickat från min iPhone'],
    ['an iPhone in German', 'Von meinem iPhone gesendet'],
    ['on the way in German', 'Gesendet von Mail für Windows'],
    ['an iPhone in Polish', "Wysłane z iPhone'a"],
    ['an iPhone in French', 'Envoyé de mon iPhone'],
    ['an iPhone in Spanish', 'Enviado desde mi iPhone'],
    ['an iPhone in Dutch', 'Verstuurd vanaf mijn iPhone'],
    ['Outlook for iOS', 'Get Outlook for iOS<https://aka.ms/o0ukef>'],
    ['Outlook for Android in Polish', 'Pobierz aplikację Outlook dla systemu Android<https://aka.ms/x>'],
    ['Yahoo with a link', 'Sent from Yahoo Mail for iPhone\n[https://mail.yahoo.example/app]'],
    ['K-9 in German', 'Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.'],
    ['slashes', '// Ann'],
    ['Yahoo', 'Yahoo Mail auf Android'],
    ['a disclaimer', 'This e-mail is confidential. If you are not the intended recipient, delete it.'],
    [
      'a Finnish disclaimer',
      'Tämä viesti on luottamuksellinen ja tarkoitettu vain vastaanottajalle. Jos sait sen erehdyksessä, tuhoa viesti.',
    ],
    [
      'a Polish disclaimer',
      'Wiadomość zawiera informacje poufne, przeznaczone wyłącznie dla adresata. Rozpowszechnianie jest zabronione.',
    ],
    ['a virus scanner', 'Diese E-Mail wurde automatisch auf Viren geprüft.'],
    [
      "a mailing list's footer",
      '_______________________________________________\nUsers mailing list\nTo unsubscribe send an email to users-leave@lists.example',
    ],
  ])('at %s', (_, signature) => {
    const read = readWords(`${words}\n\n${signature}`, ann);
    expect(read.own).toBe(words);
    expect(read.signature).toBe(signature.trim());
  });

  it('above the quote as well as at the end', () => {
    const text = `${words}\n\nAnn\n\nSent from my iPhone\n\n> On 5 Nov 2026, at 11:28, Emily <e@seller.example> wrote:\n>\n> Hi`;
    expect(readWords(text, ann)).toMatchObject({ own: words, signature: 'Ann\n\nSent from my iPhone' });
  });

  it('below the quote, when there is nothing else below it', () => {
    const text = `${words}\n\n> Hi\n\n-- \nAnn Bell`;
    expect(readWords(text, ann)).toMatchObject({ own: words, signature: '--\nAnn Bell' });
  });
});

describe('words that only look like a signature stay', () => {
  it.each([
    ['a single word', 'Thanks'],
    ['thanks at the end', 'Send it over.\n\nThank you'],
    ['a day on a line of its own', 'Which day?\n\nTuesday'],
    ['a price', 'Send us an offer.\nBest Price Please'],
    ['another name', 'Ask our buyer:\n\nTim Cox'],
    ['a sentence with "sent"', 'Sent you a mail from my phone yesterday, did it arrive?'],
    ['a sentence with "get"', 'Get the offer into Outlook by Monday.'],
    ['the name within a sentence', 'Hello.\nAnn Bell is on leave until Monday.'],
    ['the only words below a delimiter', '--\nPlease stop writing to me.'],
    ['the name as the only word', 'Ann'],
    ['the name in a wrapped sentence', 'Hello,\n\nAnn Bell\nis away until Monday.'],
    ['a heading that is also a mailbox', 'We have two questions.\nSales\nWho sells it?'],
    ['confidential talk', 'Fine.\n\nPlease keep the price confidential.'],
  ])('%s', (_, text) => {
    expect(readWords(text, ann).own).toBe(text);
  });

  it('a postscript', () => {
    const text = `${words}\n\nBest regards\nAnn Bell\n\nPS: please stop calling Tim.`;
    expect(readWords(text, ann).own).toBe(`${words}\n\nPS: please stop calling Tim.`);
  });
});
