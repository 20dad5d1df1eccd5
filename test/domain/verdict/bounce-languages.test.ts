import { describe, expect, it } from 'vitest';
import { notice, verdictOn } from './mails.ts';

const ann = 'ann@prospect.example';

interface Case {
  program: string;
  from: string;
  subject: string;
  body: string;
  kind: 'hard' | 'soft' | 'delayed';
}

/** What mail servers of small hosts write in the language of their country, without any form. */
const cases: Case[] = [
  {
    program: 'an Italian host that asks for no answer',
    from: 'Mail Delivery Service <mailer-daemon@host.example>',
    subject: 'Avviso di mancata consegna',
    kind: 'hard',
    body: `Il messaggio NON è stato consegnato al seguente destinatario:

    ${ann}

Motivo: la casella di posta indicata è inesistente (550 5.1.1 - Destinatario sconosciuto).
Questo è un messaggio generato automaticamente: si prega di non rispondere.`,
  },
  {
    program: 'a Polish host that will not try again',
    from: 'mailer-daemon@host.example',
    subject: 'Nie można dostarczyć wiadomości: Oferta',
    kind: 'hard',
    body: `Wiadomość wysłana do adresata:

   ${ann}

nie została dostarczona. Jest to błąd trwały, serwer nie będzie ponawiał prób.
550 5.1.1 Adres nie istnieje (address unknown)

Prosimy na tę wiadomość nie odpowiadać.`,
  },
  {
    program: 'a German GroupWise, mailbox full, without a subject that is known',
    from: 'Mailer-Daemon@host.example',
    subject: 'Nachrichtenstatus',
    kind: 'soft',
    body: `Die von Ihnen gesendete Nachricht konnte an folgende Empfänger nicht zugestellt werden:
	${ann} (Mailbox des Benutzers ist voll)`,
  },
  {
    program: 'an Austrian host, mailbox full, under our own subject',
    from: 'Postmaster <postmaster@host.example>',
    subject: `Ihre Nachricht an ${ann}`,
    kind: 'soft',
    body: `Ihre Nachricht an ${ann} konnte
leider nicht abgelegt werden, weil die Mailbox des Empfängers überfüllt ist.`,
  },
  {
    program: 'a Polish host without accents, suspended for a time',
    from: 'mailer-daemon@host.example',
    subject: 'Undelivered Mail Returned to Sender',
    kind: 'soft',
    body: `<${ann}>: host mx.prospect.example said:
    550 5.2.1 Konto czasowo zawieszone, prosimy sprobowac pozniej`,
  },
  {
    program: 'a Spanish filter',
    from: 'Antispam <postmaster@prospect.example>',
    subject: 'Mensaje rechazado: Oferta',
    kind: 'soft',
    body: `El mensaje que ha enviado a

    ${ann}

no se ha entregado. Nuestro filtro lo ha clasificado como publicidad no deseada.`,
  },
  {
    program: 'a Danish warning',
    from: 'Mail Delivery System <mailer-daemon@smtp.host.example>',
    subject: 'Advarsel: din mail er forsinket',
    kind: 'delayed',
    body: `Din mail til nedenstående modtager er endnu ikke afleveret. Vi prøver igen de næste 3 døgn.

   ${ann}
   Modtagerens mailserver (mx.prospect.example) svarer ikke.`,
  },
  {
    program: 'MailEnable, late',
    from: '<postmaster@me.host.example>',
    subject: 'Message Delivery Delay',
    kind: 'delayed',
    body: `MailEnable: Message Delivery Delay.

A message you have sent has been delayed and is yet to be delivered to its destination.

   Recipient: [SMTP:${ann}]
   Reason: The remote mail server could not be contacted at this time.`,
  },
  {
    program: 'a Norwegian host that asks for no reply',
    from: '"Mailserver" <noreply@post.host.example>',
    subject: 'E-posten din ble ikke levert',
    kind: 'hard',
    body: `Hei,

E-posten du sendte til ${ann} kunne ikke leveres.
Årsak: Mottakeren finnes ikke (550 No such user here)`,
  },
  {
    program: 'qmail in Spanish',
    from: 'MAILER-DAEMON@correo.host.example',
    subject: 'aviso de fallo',
    kind: 'hard',
    body: `Hola. Este es el programa qmail-send en correo.host.example.
Me temo que no he podido entregar su mensaje a las siguientes direcciones.

<${ann}>:
Lo siento, no he podido encontrar ningun servidor llamado prospect.example. (#5.1.2)`,
  },
  {
    program: 'a Swedish host, mailbox full',
    from: 'Postmaster <postmaster@epost.host.example>',
    subject: 'Ditt mejl kunde inte levereras',
    kind: 'soft',
    body: `Hej!

Ditt meddelande till ${ann} har inte kunnat levereras.

Orsak: mottagarens brevlåda är full.`,
  },
  {
    program: 'Notes in German, mailbox full',
    from: '"Mail Router"@prospect.example',
    subject: 'Zustellfehlerbericht',
    kind: 'soft',
    body: `Zustellfehlerbericht
konnte nicht zugestellt werden an: ${ann}
weil: Die Datenbank des Empfängers hat ihre Größenbegrenzung (Quota) überschritten

Was sollten Sie tun? Senden Sie das Dokument später erneut.`,
  },
  {
    program: 'a mailer-daemon in Korean, mailbox full',
    from: 'MAILER-DAEMON@host.example',
    subject: '메일 전송 실패',
    kind: 'soft',
    body: `받는 분의 메일함 용량이 초과되어 메일을 전달하지 못했습니다.

받는 분: ${ann}`,
  },
  {
    program: 'a mailer-daemon in a language that nobody reads here',
    from: 'MAILER-DAEMON@host.example',
    subject: 'Pesan tidak terkirim',
    kind: 'soft',
    body: `Pesan Anda tidak dapat dikirim ke ${ann} karena kotak surat penerima penuh.`,
  },
  {
    program: 'an Italian host, mailbox full',
    from: 'Mailer Daemon <postmaster@pec.prospect.example>',
    subject: 'Avviso di mancata consegna: Offer',
    kind: 'soft',
    body: `Il messaggio indirizzato a ${ann} non è stato consegnato
in quanto la casella del destinatario ha superato lo spazio disponibile.`,
  },
  {
    program: 'IceWarp in Dutch, mailbox full',
    from: 'IceWarp <postmaster@prospect.example>',
    subject: 'Bezorging mislukt',
    kind: 'soft',
    body: `De volgende geadresseerde kon niet worden bereikt:

  ${ann}

  Reden: de postbus van de gebruiker is vol (mailbox limiet van 500 MB bereikt).

Probeer het over een paar dagen nog eens.`,
  },
  {
    program: 'hMailServer, nobody there',
    from: 'mailer-daemon@mail.host.example',
    subject: 'Message undeliverable: Offer',
    kind: 'soft',
    body: `Your message did not reach some or all of the intended recipients.

The following recipient(s) could not be reached:

${ann}
   Error Type: SMTP
   Connection to recipients server failed.
   Error: The host name was found but no server could be contacted (timeout)`,
  },
  ...(
    [
      ['English', 'Reason: This account was decommissioned in March.'],
      [
        'English, of a domain',
        'Reason: the domain name (prospect.example) does not appear to be registered.',
      ],
      ['German', 'Grund: Das Postfach wurde vor einem Jahr stillgelegt.'],
      ['Polish', 'Powód: skrzynka odbiorcy została zlikwidowana.'],
      ['Swedish', 'Orsak: adressen är avslutad sedan i våras.'],
      ['Finnish', 'Syy: vastaanottajan tili on irtisanottu.'],
      ['French', 'Motif : la boîte du destinataire a été clôturée.'],
      ['Spanish', 'Motivo: la cuenta fue dada de baja.'],
      ['Dutch', 'Reden: deze postbus is opgezegd.'],
      ['Danish', 'Årsag: kontoen er nedlagt.'],
    ] as const
  ).map(
    ([language, reason]): Case => ({
      program: `a small host that says in ${language} that the address is gone, without any code`,
      from: 'MAILER-DAEMON@host.example',
      subject: 'Undelivered Mail Returned to Sender',
      kind: 'hard',
      body: `Your message could not be delivered.\n\n    ${ann}\n\n${reason}`,
    }),
  ),
  {
    program: 'Exchange in German, as a text only',
    from: 'postmaster@prospect.example',
    subject: 'Benachrichtigung zum Übermittlungsstatus (Fehlgeschlagen)',
    kind: 'hard',
    body: `Dies ist eine automatisch erstellte Benachrichtigung über den Zustellstatus.

Übermittlung an folgende Empfänger fehlgeschlagen.

       ${ann}

Das Konto ist in der Organisation nicht vorhanden.`,
  },
  {
    program: 'a French host, mailbox full, still trying',
    from: 'Service de messagerie <postmaster@host.example>',
    subject: 'Votre message est en attente',
    kind: 'delayed',
    body: `Votre message à ${ann} n'a pas encore pu être remis : la boîte du destinataire a dépassé son espace de stockage.
Nos serveurs feront de nouvelles tentatives pendant deux jours.`,
  },
  {
    program: 'a filter that waits for the next server',
    from: 'Mail Filter <do-not-reply@filter.example>',
    subject: 'Delivery delayed: Offer',
    kind: 'delayed',
    body: `Your email to ${ann} is delayed.\n\nThe mail server of prospect.example did not answer. We go on trying for 3 more days.`,
  },
  {
    program: 'a sending service that tells of a bounce in its own words',
    from: 'no-reply@sending.example',
    subject: `Hard bounce for ${ann}`,
    kind: 'hard',
    body: `Your message to ${ann} bounced.\n\nDetails: smtp;550 5.1.1 The email account that you tried to reach does not exist.`,
  },
  {
    program: 'a gateway with stars in its subject that gave up',
    from: 'Gateway <postmaster@esg.prospect.example>',
    subject: '**Message you sent could not be delivered**',
    kind: 'soft',
    body: `Your message to:\n\n${ann}\n\nhas been removed because the internal mail server could not be reached for 48 hours.`,
  },
  {
    program: 'a gateway that answers under the subject of the mail',
    from: 'Postmaster@gateway.example',
    subject: 'RE: Offer',
    kind: 'hard',
    body: `Undeliverable. The person you are writing to is not known here:\n\n  ${ann}   (550 Invalid recipient)`,
  },
  {
    program: 'a notification page of a sending service, its reply in a table',
    from: 'Sending <notifications@sending.example>',
    subject: `[seller.example] Permanent failure delivering to ${ann}`,
    kind: 'hard',
    body: `Permanent failure\n\nWe could not deliver your message Offer.\n\nRecipient: ${ann}\nServer response 5.1.1 <${ann}> User doesn't exist`,
  },
  {
    program: 'a sending service whose list of bounced addresses kept the mail',
    from: 'Sending <notify@sending.example>',
    subject: `1 email to ${ann} could not be sent`,
    kind: 'hard',
    body: `Hi Sam,

We didn't send your message Offer to ${ann} because that address is on your suppression list. It hard bounced on January 9, 2026:

550 5.1.1 No such user`,
  },
  {
    program: 'a relay that tells the event by its fields',
    from: 'Mail Delivery <postmaster@mg.seller.example>',
    subject: 'Failed: Offert',
    kind: 'hard',
    body: `Event: permanent_fail
Reason: suppress-bounce
Recipient: ${ann}
Code: 605
Description: Not delivering to previously bounced address`,
  },
  {
    program: 'a Swedish host that tried for three days',
    from: 'E-posttjänsten <postmaster@host.example>',
    subject: 'Retur: Offert',
    kind: 'soft',
    body: `Vi har försökt leverera ditt brev till ${ann} i tre dygn utan att få kontakt med mottagarens server. Vi slutar nu försöka.`,
  },
  {
    program: 'a Swedish filter that takes no such attachment',
    from: 'Systemadministratör <postmaster@prospect.example>',
    subject: 'Meddelandet stoppades',
    kind: 'soft',
    body: `Meddelandet från sam@seller.example till ${ann} har inte släppts igenom.
Det innehåller en bilaga av en typ som vi inte tar emot (meny.docm).`,
  },
  {
    program: 'a Finnish service that has ended, as its subject says',
    from: 'mailer-daemon@host.example',
    subject: 'Returned mail: osoite ei ole enää käytössä',
    kind: 'hard',
    body: `Viestisi osoitteeseen ${ann} palautetaan.

Palvelun osoitteisiin lähetetyt viestit eivät mene perille.`,
  },
  {
    program: 'qmail with a Swedish reason without accents',
    from: 'MAILER-DAEMON@host.example',
    subject: 'failure notice',
    kind: 'hard',
    body: `Hi. This is the qmail-send program at host.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<${ann}>:
Adressen anvands inte langre. Skriv till hej@other.example istallet.`,
  },
  {
    program: 'a Czech host, mailbox full',
    from: 'Mail Delivery Subsystem <postmaster@kerio.host.example>',
    subject: 'Zpráva nebyla doručena: Offer',
    kind: 'soft',
    body: `Vaše zpráva nemohla být doručena následujícím příjemcům:\n\n  ${ann}\n  Schránka příjemce je plná, zprávu nelze uložit.\n\nZkuste zprávu odeslat později.`,
  },
  {
    program: 'a host without anybody of that name',
    from: 'Postmaster <postmaster@prospect.example>',
    subject: 'Mail could not be delivered',
    kind: 'hard',
    body: `Your message to ${ann} could not be delivered because there is nobody by that name here.`,
  },
  {
    program: 'a filter that greets the sender first',
    from: 'Email Security <do-not-reply@inbound.example>',
    subject: 'Your email has been blocked',
    kind: 'soft',
    body: `Dear sender,\n\nYour email "GPS trackers for your vans" to ${ann} was blocked by a policy of the receiving organisation and has not been delivered.`,
  },
  {
    program: 'a Dutch host, in a compound',
    from: 'mailer-daemon@mx.host.example',
    subject: 'Uw bericht kon niet worden afgeleverd',
    kind: 'hard',
    body: `Uw bericht aan ${ann} kon niet worden afgeleverd.\n\nDit e-mailadres is opgeheven.`,
  },
  {
    program: 'a German mailbox that reached its limit',
    from: 'Mail Delivery System <mailer-daemon@host.example>',
    subject: 'Mail delivery failed',
    kind: 'soft',
    body: `A message that you sent could not be delivered:\n\n  ${ann}\n    550 Requested action not taken: mailbox unavailable - Postfach hat das Speicherlimit erreicht`,
  },
  {
    program: 'a Polish office that greets first',
    from: 'poczta@prospect.example',
    subject: 'Wiadomość nie została dostarczona',
    kind: 'hard',
    body: `Szanowni Państwo,\n\nwiadomość wysłana na adres ${ann} nie została\ndostarczona, ponieważ podana skrzynka nie istnieje.\n\nWiadomość wygenerowana automatycznie, prosimy na nią nie odpowiadać.`,
  },
  {
    program: 'a storage device without space',
    from: 'NAS Mail Station <admin@nas.prospect.example>',
    subject: 'Mail delivery problem',
    kind: 'soft',
    body: `Dear user,\n\nThe mail "Product manuals" to ${ann}\ncould not be saved because the storage volume of this device is out of space.`,
  },
  {
    program: 'a provider that still waits',
    from: 'Mail Robot <mailer@host.example>',
    subject: 'Your mail is still waiting',
    kind: 'soft',
    body: `Your mail to ${ann} has been waiting on our server\nsince yesterday because the mail server at the other end is not answering.`,
  },
  {
    program: 'a Dutch provider, mailbox full',
    from: 'Mail System <noreply@host.example>',
    subject: 'Uw e-mail is niet aangekomen',
    kind: 'soft',
    body: `Beste klant,\n\nUw e-mail aan ${ann} is niet aangekomen, omdat de mailbox\nvan de ontvanger vol is.`,
  },
  {
    program: 'a Finnish host, mailbox full, in one line',
    from: 'posti@host.example',
    subject: 'Ilmoitus: postilaatikko täynnä',
    kind: 'soft',
    body: `Vastaanottajan ${ann} postilaatikko on täynnä,\neikä viestiäsi voitu tallentaa siihen.`,
  },
  {
    program: 'a filter that takes it for spam',
    from: 'MailGuard <mailguard@prospect.example>',
    subject: 'Your message has been blocked',
    kind: 'soft',
    body: `A message you sent was identified as unsolicited bulk email and has been blocked.\n\n  To: ${ann}\n  Subject: Two machinists`,
  },
  {
    program: 'a Portuguese council’s filter',
    from: 'Correio <postmaster@prospect.example>',
    subject: 'Mensagem rejeitada',
    kind: 'soft',
    body: `A sua mensagem para ${ann} foi rejeitada pelo filtro de segurança da Câmara Municipal.`,
  },
  {
    program: 'a university’s computing centre',
    from: 'Mailserver Rechenzentrum <mailadmin@prospect.example>',
    subject: 'Ihre Mail an ann',
    kind: 'hard',
    body: `Guten Tag,\n\ndie von Ihnen angeschriebene Benutzerkennung\n\n   ${ann}\n\nexistiert an unserer Universität nicht mehr. Ihre Mail wurde daher nicht\nzugestellt und gelöscht.`,
  },
  {
    program: 'a Norwegian mail server that signs as one',
    from: 'epost@prospect.example',
    subject: 'Adressen finnes ikke',
    kind: 'hard',
    body: `Hei!\n\nE-posten du sendte til ${ann} kom ikke fram.\nDet finnes ingen postkasse med dette navnet hos oss.`,
  },
  {
    program: 'a hoster whose customer has left',
    from: 'Mail System <noreply@host.example>',
    subject: 'We could not deliver your e-mail',
    kind: 'hard',
    body: `Hello,\n\nwe could not deliver your e-mail "our products" to:\n\n  * ${ann}\n\nbecause prospect.example is no longer a customer of ours and all of\nits mailboxes have been removed.`,
  },
  {
    program: 'a robot that waits for a silent server',
    from: 'Mail robot <robot@smtp.host.example>',
    subject: 'Still trying to deliver your mail',
    kind: 'delayed',
    body: `Dear sender,\n\nthe mail server of prospect.example has not answered since yesterday\nafternoon, so your mail is still waiting here for\n\n   ${ann}\n\nI will go on trying until Monday and tell you if I give up.`,
  },
  {
    program: 'a relay that tried nine times',
    from: 'Postal Relay <noreply@relay.sending.example>',
    subject: `Delivery to ${ann} given up`,
    kind: 'soft',
    body: `We tried 9 times over 8 hours to hand over your email.\n\nTo:       ${ann}\nLast try: 421 Too many concurrent SMTP connections; please try again later.`,
  },
  {
    program: 'a French filter',
    from: 'Antispam <antispam@prospect.example>',
    subject: 'Votre message a été refusé',
    kind: 'soft',
    body: `Bonjour,\n\nvotre message destiné à\n${ann} a été considéré comme indésirable par notre filtre et n'a\npas été transmis.`,
  },
  {
    program: 'a postmaster whose address is gone',
    from: 'Postmaster <postmaster@prospect.example>',
    subject: 'Sähköpostiosoite ei ole käytössä',
    kind: 'hard',
    body: `Hei,

lähetit viestin osoitteeseen ${ann}. Osoite ei ole enää käytössä eikä viestiäsi ole toimitettu perille.

Ota yhteyttä: info@other.example`,
  },
];

describe('bounces in words of their own', () => {
  it.each(cases)('$program: $kind', ({ kind, ...options }) => {
    expect(verdictOn(notice({ ...options, headers: ['Return-Path: <>'] }))).toMatchObject({
      verdict: 'bounce',
      kind,
      recipients: [{ address: ann }],
    });
  });

  it('may have no sender, no subject and no empty envelope', () => {
    const full = `${ann}: the mailbox is over its size limit (25 GB used). Message returned.`;
    const bare = ['From: MAILER-DAEMON@host.example', 'To: sam@seller.example', '', full].join('\n');
    expect(verdictOn(bare)).toMatchObject({
      verdict: 'bounce',
      kind: 'soft',
      recipients: [{ address: ann }],
    });
    const quota = `Can't create output: Over quota\n\n${ann}\n   554 can not write to mailbox, disc quota exceeded`;
    const unsigned = ['To: sam@seller.example', 'Subject: Disk quota exceeded', '', quota].join('\n');
    expect(verdictOn(unsigned)).toMatchObject({
      verdict: 'bounce',
      kind: 'soft',
      recipients: [{ address: ann }],
    });
  });

  it('name "admin@" where nobody else is named', () => {
    const body =
      'This message was created automatically by mail delivery software.\n\nadmin@prospect.example Invalid recipient, 550 5.1.1 User unknown';
    expect(verdictOn(notice({ body, headers: ['Return-Path: <>'] }))).toMatchObject({
      verdict: 'bounce',
      kind: 'hard',
      recipients: [{ address: 'admin@prospect.example' }],
    });
  });

  it('are none where the help desk of a postmaster confirms a report', () => {
    const body =
      'Hello,\n\nwe have received your report about mails that were rejected ("554 5.7.1 blocked"). Your ticket number is 448120.';
    const raw = notice({
      from: 'postmaster@host.example',
      subject: '[#448120] Delivery problem report received',
      headers: ['Auto-Submitted: auto-replied'],
      body,
    });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'auto-reply', kind: 'acknowledgement' });
  });

  it('are none where goods were not delivered', () => {
    const body = 'Guten Tag,\n\ndie Zustellung der Waage ist am Freitag gescheitert. Wann kommt sie?';
    const raw = notice({ from: 'Lager <lager@prospect.example>', subject: 'Lieferung', body });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
  });

  it('are none where a person excuses the automatic reply', () => {
    const body = `Grüß Gott,

entschuldigen Sie die automatische Eingangsbestätigung, die geht an alle. Ich habe Ihre Mail gelesen.`;
    const raw = notice({ from: 'Einkauf <einkauf@prospect.example>', subject: 'AW: Angebot', body });
    expect(verdictOn(raw)).toMatchObject({ verdict: 'answer' });
  });
});
