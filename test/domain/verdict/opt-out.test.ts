import { describe, expect, test } from 'vitest';
import { verdictOf } from './written-mail.ts';

describe('explicit words end it for ever', () => {
  test.each([
    'Unsubscribe',
    'STOP',
    'unsubscribe me please',
    'Please remove me from your list.',
    'Take me off your mailing list.',
    'Stop emailing me!',
    "Please don't contact me again.",
    'No more emails please.',
    'I do not wish to receive any further emails from you.',
    'I would like to be removed from this list.',
    'Under GDPR I request that you delete all my data.',
    'Kindly remove our address from your database. Thanks.',
    'Not interested, please do not email again.',
    'Please stop sending me these messages.',
    'Remove me',
    'Can you please take me off this list?',
    'Poista',
    'Poistakaa minut postituslistalta.',
    'Älkää enää lähettäkö näitä viestejä.',
    'Ei kiitos, älkää lähettäkö enää sähköpostia.',
    'Lopettakaa spämmääminen!',
    'En halua enää viestejä teiltä.',
    'Poistakaa yhteystietoni rekisteristänne.',
    'Kiellän suoramarkkinoinnin.',
    'Ottakaa minut pois listalta kiitos',
    'Älä lähetä enää mitään',
    'Emme halua markkinointiviestejä.',
    'Wypisz',
    'Proszę mnie wypisać.',
    'Proszę więcej nie pisać.',
    'Proszę o usunięcie mojego adresu z bazy.',
    'Nie życzę sobie otrzymywać takich wiadomości.',
    'Proszę nie przysyłać mi więcej ofert.',
    'Cofam zgodę na przetwarzanie danych.',
    'Proszę przestać do mnie pisać',
    'Przestańcie spamować!',
    'Nie wyrażam zgody na otrzymywanie informacji handlowych.',
    'Żądam usunięcia moich danych osobowych zgodnie z RODO.',
    'Avregistrera',
    'Sluta mejla mig!',
    'Ta bort mig från listan tack.',
    'Skicka inga fler mejl.',
    'Jag vill inte ha fler mejl från er.',
    'Vänligen ta bort min adress ur ert register.',
    'Avregistrera mig',
    'Nej tack, och kontakta mig inte igen.',
    'Jag undanber mig fler utskick.',
    'Stopp',
    'Bitte keine weiteren E-Mails.',
    'Nehmen Sie mich bitte aus dem Verteiler.',
    'Bitte löschen Sie meine Daten.',
    'Hören Sie auf, mir zu schreiben!',
    'Bitte schreiben Sie mir nicht mehr.',
    'Ich möchte keine Werbung mehr erhalten.',
    'Streichen Sie uns bitte von Ihrer Liste.',
    'Ich widerspreche der Verwendung meiner Daten zu Werbezwecken.',
    'Bitte sehen Sie von weiteren Anfragen ab.',
    'Unterlassen Sie bitte weitere Zusendungen.',
    'Désabonnez-moi de votre liste.',
    'Por favor, bórrenme de su lista.',
    'Отпишите меня от рассылки.',
    'Verwijder mij uit uw bestand.',
  ])('%s', (text) => {
    expect(verdictOf({ subject: 'Re: Offer', text })).toBe('opt-out');
  });
});

describe('what only looks like it', () => {
  test.each([
    'Not interested, thanks.',
    'Ei kiinnosta, kiitos.',
    'Nie jesteśmy zainteresowani.',
    'Inte intresserade, tack.',
    'Kein Interesse, danke.',
    'How do I unsubscribe users in your product?',
    'Can our customers unsubscribe from the newsletters in your tool?',
    'We stopped keeping stock last year.',
    "Please don't send the invoice before Friday.",
    'Does it stop sending reminders when the invoice is paid?',
    'Could you remove the setup fee from the quote?',
    'Miten asiakas poistetaan rekisteristä teidän ohjelmassa?',
    'Poistakaa tarjouksesta asennus, niin tilataan.',
    'Ei tarvitse lähettää tarjousta vielä.',
    'Emme halua enää vaihtaa järjestelmää.',
    'Czy klienci mogą wypisać się z newslettera?',
    'Proszę usunąć z oferty montaż.',
    'Nie wysyłajcie jeszcze umowy.',
    'Kan kunden avregistrera sig själv?',
    'Ta bort installationen ur offerten så köper vi.',
    'Können Kunden sich selbst abmelden?',
    'Bitte streichen Sie die Installation aus dem Angebot.',
    'Wir haben derzeit Investitionsstopp.',
    'No more questions from me, send the contract!',
    'Stop by our stand at the fair!',
    'Nobody told him how to unsubscribe, that is why he was so angry.',
    'Never mind, I found the answer.',
    'Ei enää kysyttävää, kiitos.',
    'GDPR question: where do you store our data?',
  ])('%s', (text) => {
    expect(verdictOf({ subject: 'Re: Unsubscribe me now!', text })).not.toBe('opt-out');
  });

  test('until a day is a deferral', () => {
    expect(verdictOf({ subject: 'Re: Offer', text: "Please don't contact me again before October." })).toBe(
      'deferral',
    );
  });

  test('our own footer in the quote is not the reader', () => {
    const text = 'Sounds good, send the quote.\r\n\r\n> Unsubscribe me: reply STOP\r\n> Best, Sanna';
    expect(verdictOf({ subject: 'Re: Offer', text })).toBe('answer');
  });
});

describe('it is a refusal in whatever order its parts stand', () => {
  test.each([
    'It would be kind if you could cross us off.',
    'I would be glad to hear nothing more from you.',
    'Nobody here wants to be contacted, and I trust we shall not hear from you again.',
    'Any further message will be passed to our solicitors.',
    'What does it take to get off this list?',
    'Olisin iloinen, jos en kuulisi teistä enää.',
    'Näitä on turha tänne enää laitella.',
    'Emme halua kuulua jakeluunne.',
    'Det vore skönt att inte få såna här mejl i fortsättningen.',
    'Vi vill inte stå kvar i ert register.',
    'Bitte künftig davon absehen, mich anzuschreiben.',
    'Auf weitere Post von Ihnen verzichte ich gern.',
    'Ich bitte Sie, hierher nichts mehr zu schicken.',
    'Nie chcemy figurować w Państwa bazie.',
    'Będę wdzięczna, jeśli nie będzie Pani już do mnie pisać.',
    'To już czwarty mail. Dość.',
  ])('%s', (text) => {
    expect(verdictOf({ subject: 'Re: Offer', text })).toBe('opt-out');
  });
});

describe('and none where the same words mean something else', () => {
  test.each([
    'No more mails about the date please, Thursday at 10 is fine. See you then.',
    "Don't forget to write us when the new version is out.",
    'I have no more messages from the scale since Monday.',
    'Take Kevin off your list, I have taken over from him.',
    'The alarm mails that the scale sends drive us mad. How do we stop them?',
    'Please stop sending brochures by post, the PDF by mail will do.',
    'I came off your newsletter last spring. What would five seats cost?',
    'Älä lähetä mitään info-osoitteeseen, laita suoraan mulle.',
    'Honom kan du ta bort från sändlistan, jag har tagit över vågarna.',
    'Wir haben keine weiteren Fragen - danke.',
    'Schicken Sie nichts mehr an info@, das liest keiner, sondern direkt an mich.',
    'Löschen Sie bitte meine alte Nummer und verwenden Sie die neue.',
    'Do końca kampanii proszę nie pisać, w lutym chętnie porozmawiam.',
    'Zakupami już się nie zajmuję, proszę pisać do działu zakupów.',
  ])('%s', (text) => {
    expect(verdictOf({ subject: 'Re: Offer', text })).not.toBe('opt-out');
  });
});

test('an empty mail with the subject "unsubscribe" is one', () => {
  expect(verdictOf({ subject: 'Ta bort mig', text: '', headers: ['In-Reply-To: <a@myyja.example>'] })).toBe(
    'opt-out',
  );
  expect(verdictOf({ subject: 'unsubscribe', text: '' })).toBe('opt-out');
  expect(verdictOf({ subject: 'Re: unsubscribe', text: '' })).toBe('answer');
});

describe('a mail that a mail program makes from List-Unsubscribe is one', () => {
  test.each([
    ['unsubscribe 8f3ab1c2', 'This message was automatically generated by Gmail.', []],
    [
      'unsubscribe',
      'Apple Mail sent this email to unsubscribe from “News”.',
      ['Auto-Submitted: auto-replied'],
    ],
    ['Abmeldung', 'Newsletter abmelden: ann@prospect.example', []],
  ])('%s: %s', (subject, text, headers) => {
    expect(verdictOf({ subject, text, headers })).toBe('opt-out');
  });

  test('and a question about unsubscribing is none', () => {
    const text = 'Hi Sam, our customers ask how they can unsubscribe. What shall I tell them?';
    expect(verdictOf({ subject: 'Unsubscribe', text })).not.toBe('opt-out');
  });
});

describe('whoever leaves a meeting, or speaks for somebody else, stays', () => {
  test.each([
    "Please take me off Thursday's call, I'm double booked.",
    'Bitte nehmen Sie mich aus dem Termin am Montag und aus dem Verteiler für den Jour fixe.',
    'Poistaisitko minut perjantain Teams-kutsusta?',
    'I have copied in Marcus. Please take me off the thread and carry on with him.',
    'Minut voi jättää jatkosta pois, Ville hoitaa.',
    'Inte nu. Ta det med mig igen i mars!',
    'Ein Kunde von uns möchte die Rechnungen nicht mehr per Mail bekommen. Wo stelle ich das ab?',
  ])('%s', (text) => {
    expect(verdictOf({ subject: 'Re: Offer', text })).not.toBe('opt-out');
  });
});

describe('and one of these is meant all the same', () => {
  test.each([
    'As a customer I do not want any more emails from you.',
    'Please remove me from your list, I want no call and no meeting.',
    'Ich bin kein Kunde von Ihnen, bitte streichen Sie mich aus dem Verteiler.',
  ])('%s', (text) => {
    expect(verdictOf({ subject: 'Re: Offer', text })).toBe('opt-out');
  });
});
