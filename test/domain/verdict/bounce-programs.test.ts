import { describe, expect, it } from 'vitest';
import { notice, verdictOn } from './mails.ts';

interface Case {
  program: string;
  from?: string;
  subject: string;
  headers?: string[];
  body: string;
  kind: 'hard' | 'soft' | 'delayed';
  recipient: string;
}

/** What mail programs write without a delivery-status part. */
const cases: Case[] = [
  {
    program: 'qmail, unknown user',
    subject: 'failure notice',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<Ann@prospect.example>:
Sorry, no mailbox here by that name. vpopmail (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <sam@seller.example>
Message-ID: <first@seller.example>
Subject: Offer

You are over quota, try again later.`,
  },
  {
    program: 'qmail, full mailbox with a lying code',
    subject: 'failure notice',
    kind: 'soft',
    recipient: 'ann@prospect.example',
    body: `
Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ann@prospect.example>:
Connected to 192.0.2.1 but my message was refused.
Remote host said: 552 sorry, that user is over their disk usage quota (#5.1.1)

--- Below this line is a copy of the message.`,
  },
  {
    program: 'Exim, unrouteable address',
    from: 'Mail Delivery System <Mailer-Daemon@mx.example>',
    subject: 'Mail delivery failed: returning message to sender',
    headers: ['X-Failed-Recipients: ann@prospect.example', 'Auto-Submitted: auto-replied'],
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ann@prospect.example
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

Return-path: <sam@seller.example>
Message-ID: <first@seller.example>`,
  },
  {
    program: 'Exim, behind a forwarding address',
    from: 'Mail Delivery System <Mailer-Daemon@mx.example>',
    subject: 'Mail delivery failed: returning message to sender',
    headers: ['X-Failed-Recipients: ann@home.example'],
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ann@home.example
    (ultimately generated from ann@prospect.example)
    host mx.home.example [192.0.2.1]: 550 No such user here`,
  },
  {
    program: 'Exim, which names the sender too, above the footer of a virus scanner',
    from: 'Mail Delivery System <Mailer-Daemon@mx.example>',
    subject: 'Mail delivery failed',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
This message was created automatically by mail delivery software.

A message sent by

  <sam.private@seller.example>

could not be delivered to one or more of its recipients. The following
address(es) failed:

  ann@prospect.example
    mailbox not here

__________ This mail was checked for viruses and spam __________

scanner@prospect.example`,
  },
  {
    // Without a code or a reason the mailbox may only be full: nobody is given up for that.
    program: 'a postmaster who says nothing but the subject',
    from: 'postmaster@prospect.example',
    subject: 'Undeliverable: Offer',
    kind: 'soft',
    recipient: 'ann@prospect.example',
    body: `
Your mail to ann@prospect.example.`,
  },
  {
    program: 'Exim, still trying',
    from: 'Mail Delivery System <Mailer-Daemon@mx.example>',
    subject: 'Warning: message 1abc-0002-XY delayed 24 hours',
    headers: ['Auto-Submitted: auto-replied'],
    kind: 'delayed',
    recipient: 'ann@prospect.example',
    body: `
This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.example.

The message identifier is:     1abc-0002-XY
The address to which the message has not yet been delivered is:

  ann@prospect.example
    Delay reason: SMTP error from remote mail server after RCPT TO:<ann@prospect.example>:
    450 4.1.1 User unknown

No action is required on your part.`,
  },
  {
    program: 'Postfix without its delivery-status part',
    from: 'MAILER-DAEMON@mx.example (Mail Delivery System)',
    subject: 'Undelivered Mail Returned to Sender',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
This is the mail system at host mx.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

For further assistance, please send mail to postmaster.

<ann@prospect.example>: host mail.prospect.example[192.0.2.1] said: 550 5.1.1
    <ann@prospect.example>: Recipient address rejected: User unknown in virtual
    mailbox table (in reply to RCPT TO command)`,
  },
  {
    program: 'Postfix, sender refused',
    from: 'MAILER-DAEMON@mx.example (Mail Delivery System)',
    subject: 'Undelivered Mail Returned to Sender',
    kind: 'soft',
    recipient: 'ann@prospect.example',
    body: `
This is the mail system at host mx.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<ann@prospect.example>: host mail.prospect.example[192.0.2.1] said: 550 5.1.1
    User unknown (in reply to MAIL FROM command)`,
  },
  {
    program: 'sendmail, host unknown',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
    subject: 'Returned mail: see transcript for details',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
The original message was received at Mon, 5 Oct 2026 09:00:00 +0300
from localhost [127.0.0.1]

   ----- The following addresses had permanent fatal errors -----
<ann@prospect.example>

   ----- Transcript of session follows -----
550 5.1.2 <ann@prospect.example>... Host unknown (Name server: prospect.example: host not found)`,
  },
  {
    program: 'sendmail, given up after days',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
    subject: 'Returned mail: Cannot send message for 5 days',
    kind: 'soft',
    recipient: 'ann@prospect.example',
    body: `
   ----- The following addresses had permanent fatal errors -----
<ann@prospect.example>

   ----- Transcript of session follows -----
<ann@prospect.example>... Deferred: Connection timed out with mail.prospect.example.
Message could not be delivered for 5 days
Message will be deleted from queue`,
  },
  {
    program: 'Gmail of old',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Delivery to the following recipient failed permanently:

     ann@prospect.example

Technical details of permanent failure:
Google tried to deliver your message, but it was rejected by the recipient domain. The error that the other server returned was: 550 550 No such recipient (state 14).

----- Original message -----

Message-ID: <first@seller.example>`,
  },
  {
    program: 'Yahoo, account closed',
    from: 'MAILER-DAEMON@yahoo.example',
    subject: 'Failure Notice',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Sorry, we were unable to deliver your message to the following address.

<ann@prospect.example>:
554: delivery error: dd This user doesn't have a prospect.example account (ann@prospect.example) [0]

--- Below this line is a copy of the message.`,
  },
  {
    program: 'Exchange 2003',
    from: 'System Administrator <postmaster@prospect.example>',
    subject: 'Undeliverable: Offer',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Your message

  To:      Ann
  Subject: Offer
  Sent:    Mon, 5 Oct 2026 09:00:00 +0300

did not reach the following recipient(s):

ann@prospect.example on Mon, 5 Oct 2026 09:00:10 +0300
    The e-mail account does not exist at the organization this message
was sent to.  Check the e-mail address, or contact the recipient
directly to find out the correct address.
        <mail.prospect.example #5.1.1>`,
  },
  {
    program: 'Exchange in German',
    from: 'Microsoft Outlook <postmaster@prospect.example>',
    subject: 'Unzustellbar: Angebot',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:

ann@prospect.example
Die eingegebene E-Mail-Adresse konnte nicht gefunden werden. Überprüfen Sie die E-Mail-Adresse des Empfängers.

Diagnoseinformationen für Administratoren:

Generierender Server: mx.prospect.example

ann@prospect.example
Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'

Ursprüngliche Nachrichtenkopfzeilen:

Received: from mx.seller.example`,
  },
  {
    program: 'Exchange in French, full mailbox',
    from: 'Microsoft Outlook <postmaster@prospect.example>',
    subject: 'Non remis : Offre',
    kind: 'soft',
    recipient: 'ann@prospect.example',
    body: `
Échec de la remise pour ces destinataires ou groupes :

ann@prospect.example
La boîte aux lettres du destinataire est pleine et ne peut pas accepter de messages pour le moment.

Informations de diagnostic pour les administrateurs :`,
  },
  {
    program: 'Exchange in Finnish',
    from: 'Microsoft Outlook <postmaster@prospect.example>',
    subject: 'Toimittaminen ei onnistunut: Tarjous',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Toimitus seuraaville vastaanottajille tai ryhmille epäonnistui:

ann@prospect.example
Antamaasi sähköpostiosoitetta ei löytynyt. Tarkista vastaanottajan sähköpostiosoite.`,
  },
  {
    program: 'Exchange in Swedish',
    from: 'Microsoft Outlook <postmaster@prospect.example>',
    subject: 'Kan inte levereras: Offert',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Det gick inte att leverera till följande mottagare eller grupper:

ann@prospect.example
E-postadressen du angav hittades inte.`,
  },
  {
    program: 'Exchange in Polish',
    from: 'Microsoft Outlook <postmaster@prospect.example>',
    subject: 'Niedostarczalne: Oferta',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Dostarczenie wiadomości do następujących adresatów lub grup nie powiodło się:

ann@prospect.example
Nie znaleziono wprowadzonego adresu e-mail.`,
  },
  {
    program: 'Domino',
    from: 'Postmaster@prospect.example',
    subject: 'DELIVERY FAILURE: User ann (ann@prospect.example) not listed in Domino Directory',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Your message

  Subject: Offer

was not delivered to:

  ann@prospect.example

because:

  User ann (ann@prospect.example) not listed in Domino Directory`,
  },
  {
    program: 'GroupWise',
    from: 'Mail System <postmaster@prospect.example>',
    subject: 'Message status - undeliverable',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
The attached message could not be delivered to the following:

ann@prospect.example (User unknown)`,
  },
  {
    program: 'Courier',
    from: 'Mail system <postmaster@mx.example>',
    subject: 'NOTICE: mail delivery status.',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
This is a delivery status notification from mx.example,
running the Courier mail server, version 0.65.2.

                           UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<ann@prospect.example>:
    mail.prospect.example [192.0.2.1]:
>>> RCPT TO:<ann@prospect.example>
<<< 550 5.1.1 <ann@prospect.example>... User Unknown`,
  },
  {
    program: 'MDaemon',
    from: 'MDaemon@prospect.example',
    subject: 'Warning: ann@prospect.example - User unknown!',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
ann@prospect.example - no such user here.

There is no user by that name at this server.`,
  },
  {
    program: 'IMail',
    from: 'Postmaster <postmaster@prospect.example>',
    subject: 'Undeliverable Mail',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Unknown user: ann@prospect.example

Original message follows.`,
  },
  {
    program: 'James',
    from: 'postmaster@mx.example',
    subject: '[BOUNCE]',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Hi. This is the James mail server at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.  Below
I include the list of recipients and the reason why I was unable to deliver
your message.

Failed recipient(s):
ann@prospect.example

Error message:
550 - Requested action not taken: no such user here`,
  },
  {
    program: 'Mercury',
    from: 'Mail Router <postmaster@prospect.example>',
    subject: 'Postmaster Notification: Delivery Failure',
    headers: ['Return-Path: <>'],
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
The attached message has failed delivery for the following addresses:

"ann@prospect.example" - 550 5.1.1 No such local user.

If you need assistance in correcting this problem, contact your system administrator.`,
  },
  {
    program: 'SurfControl',
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Message could not be delivered',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Your message could not be sent.
A transcript of the attempts to send the message follows.
The number of attempts made: 1
Addressed To: ann@prospect.example

Mon 5 Oct 2026 09:00:00 +0300
Failed to send to identified host,
ann@prospect.example: [192.0.2.1], 550 ann@prospect.example... No such user
--- Message non-deliverable.`,
  },
  {
    program: 'MailMarshal',
    from: 'postmaster@mx.example',
    subject: 'Undeliverable Mail: "Offer"',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Your message:
   From:    sam@seller.example
   Subject: Offer

Could not be delivered because of

550 5.1.1 User unknown

The following recipients were affected:
    ann@prospect.example`,
  },
  {
    program: 'Mimecast',
    from: 'MAILER-DAEMON@mimecast.example',
    subject: '[Postmaster] Email Delivery Failure',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
An email that you attempted to send to the following address could not be delivered:

-- ann@prospect.example

The problem appears to be :
-- Recipient email address is possibly incorrect

Additional information follows :
-- 5.4.1 Recipient address rejected: Access denied.`,
  },
  {
    program: 'SendGrid',
    from: 'MAILER-DAEMON@sendgrid.example',
    subject: 'Undelivered Mail Returned to Sender',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Hello, this is the mail server on sendgrid.example.

I am sending you this message to inform you on the delivery status of a
message you previously sent.

ann@prospect.example: 550 5.1.1 <ann@prospect.example>: user does not exist`,
  },
  {
    program: 'KDDI',
    from: 'no-reply@mobile.example',
    subject: 'Mail System Error - Returned Mail',
    kind: 'soft',
    recipient: 'ann@prospect.example',
    body: `
Your mail sent on: Mon, 5 Oct 2026 09:00:00 +0900
    Could not be delivered to: <ann@prospect.example>
    As their mailbox is full.`,
  },
  {
    program: 'Notes in Japanese',
    from: 'Postmaster <postmaster@prospect.example>',
    subject: 'Undeliverable message',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
------- Failure Reasons  --------

ディレクトリのリストにありません
ann@prospect.example

------- Returned Message --------`,
  },
  {
    program: 'a telephone network',
    from: 'post_master@text.example',
    subject: 'Undeliverable Message',
    kind: 'hard',
    recipient: '3585551234@text.example',
    body: `
Error:
    550 - Requested action not taken: no such user here

Message details:
  Subject: Offer
  MAIL FROM: sam@seller.example
  RCPT TO: 3585551234@text.example`,
  },
  {
    program: 'Mail.ru',
    from: 'mailer-daemon@corp.mail.example',
    subject: 'Ваше сообщение не доставлено. Mail failure.',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Это письмо создано автоматически сервером Mail.Ru, отвечать на него не нужно.

К сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:

  ann@prospect.example
    Пользователь не найден`,
  },
  {
    program: 'a Polish host',
    from: 'MAILER-DAEMON@poczta.example',
    subject: 'Zwrot wiadomości',
    kind: 'soft',
    recipient: 'ann@prospect.example',
    body: `
Twoja wiadomość nie mogła zostać dostarczona do następujących odbiorców:

ann@prospect.example

Powód: skrzynka pocztowa jest pełna`,
  },
  {
    program: 'web.de in German',
    from: 'mailer-daemon@post.example',
    subject: 'Mail delivery failed: returning message to sender',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
Diese Nachricht wurde automatisch von der Mailserver-Software erzeugt.

Eine von Ihnen versandte Nachricht konnte nicht zugestellt werden:

ann@prospect.example:
SMTP error from remote server for RCPT TO command, host: mx.prospect.example reason: 550 Benutzer unbekannt`,
  },
  {
    program: 'a spam filter',
    from: '',
    subject: '**Message you sent blocked by our bulk email filter**',
    headers: ['Return-Path: <>'],
    kind: 'soft',
    recipient: 'ann@prospect.example',
    body: `
Your message to: ann@prospect.example
was blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:

Subject: Offer`,
  },
  {
    program: 'a server that nobody knows',
    from: 'Mail Gateway <postmaster@gw.prospect.example>',
    subject: 'Problem with your mail',
    kind: 'hard',
    recipient: 'ann@prospect.example',
    body: `
The gateway gave this reply for ann@prospect.example:

550 5.1.1 mailbox not here`,
  },
];

describe('bounces without a delivery-status part', () => {
  it.each(cases)('$program: $kind', ({ kind, recipient, ...options }) => {
    const verdict = verdictOn(notice(options));
    expect(verdict).toMatchObject({ verdict: 'bounce', kind });
    expect(verdict.verdict === 'bounce' && verdict.recipients.map(({ address }) => address)).toEqual([
      recipient,
    ]);
  });
});
