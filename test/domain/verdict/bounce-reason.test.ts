import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../../src/domain/verdict/bounce/reason.ts';

/** Replies of real mail servers, by what they mean for the address. */
const dead = [
  '550 5.1.1 <ann@prospect.example>: Recipient address rejected: User unknown in local recipient table',
  "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient's email address for typos or\n550-5.1.1 unnecessary spaces. For more information, go to\n550 5.1.1 https://support.google.com/mail/?p=NoSuchUser x1 - gsmtp",
  '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ann@prospect.example not found by SMTP address lookup',
  '550 5.4.1 Recipient address rejected: Access denied. [AM0EUR02FT001.eop-EUR02.prod.protection.outlook.com]',
  '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)',
  '554 delivery error: dd Requested mail action aborted, mailbox not found - mta4.mail.bf1.yahoo.com',
  '550 5.2.1 The email account that you tried to reach is disabled.',
  '550 No such user here',
  '550 unknown user <ann@prospect.example>',
  '550 Invalid recipient ann@prospect.example',
  '553 5.3.0 <ann@prospect.example>... No such user here',
  '550 sorry, no mailbox here by that name. (#5.7.17)',
  '511 sorry, no mailbox here by that name (#5.1.1 - chkuser)',
  '550 5.7.1 Unknown user; see http://mail.example/policy/spam',
  '550 <ann@prospect.example> is not a valid mailbox',
  '550 Mailbox does not exist!',
  '550 5.1.1 User does not exist - psmtp',
  '550 #5.1.0 Address rejected. ann@prospect.example',
  '550 5.1.1 Mailbox "ann" does not exist',
  '554 5.7.1 <ann@prospect.example>: Recipient address rejected: Access denied',
  '550 Unrouteable address',
  '550 5.1.2 Host unknown (Name server: mx.prospect.example.: host not found)',
  '5.4.4 Host or domain name not found. Name service error for name=prospect.example type=MX: Host not found',
  'DNS Error: 1234 DNS type mx lookup of prospect.example responded with code NXDOMAIN Domain name not found: prospect.example',
  '556 5.1.10 Recipient address has null MX',
  'mail for prospect.example does not accept mail (nullMX)',
  '551 User not local; please try <ann@elsewhere.example>',
  '550 5.1.6 Recipient no longer on server: ann@prospect.example',
  '550 ann@prospect.example has left the company',
  '550 Benutzer unbekannt',
  '550 Empfänger existiert nicht',
  '550 Adresse inexistante ou compte inconnu; destinataire inconnu',
  '550 5.1.1 Usuario desconocido',
  '550 Utente sconosciuto',
  '550 Tuntematon vastaanottaja',
  '550 Okänd mottagare',
  '550 Nieznany użytkownik',
  '550 użytkownik ann@prospect.example nie istnieje',
  '550 Пользователь не найден',
  '550 5.0.350 Remote server returned an error -> 550 No such user!',
  '542 ann@prospect.example Rejected',
  '550 5.1.1 ann@prospect.example... blocked by recipient directory',
  '550 Account suspended',
  '550 this account has been discontinued',
  '521 5.2.1 :  (CON:B1)  The mailbox is not active',
  '500 (err.nosuchuser)',
  '550 5.1.3 Invalid address syntax',
  '550 Administrative prohibition: unknown user',
];

/** Trouble that passes, mail that was refused, senders that were refused: the address lives. */
const alive = [
  '552 5.2.2 Over quota',
  '552-5.2.2 The email account that you tried to reach is over quota. Please direct\n552 5.2.2 the recipient to https://support.google.com/mail/?p=OverQuotaPerm',
  '554 5.2.2 mailbox full; STOREDRV.Deliver; mailbox full',
  '550 5.1.1 Mailbox is full / Blocks limit exceeded / Inode limit exceeded',
  '552 Mailbox limit exceeded',
  '550 Quota exceeded',
  '550 ann@prospect.example mailbox has exceeded its storage limit',
  '552 5.7.0 Requested mail action aborted: exceeded storage allocation',
  '550 Postfach voll',
  '552 Die Mailbox des Empfängers ist voll: Quota überschritten',
  '550 5.2.2 Boîte aux lettres pleine',
  '552 Buzón lleno',
  '552 Skrzynka odbiorcy jest przepełniona',
  '552 Vastaanottajan postilaatikko on täynnä',
  '450 4.7.1 <ann@prospect.example>: Recipient address rejected: Greylisted, see http://postgrey.example',
  '451 4.3.0 Temporary lookup failure',
  '421 4.7.0 Try again later, closing connection',
  '550 5.7.1 Too many connections from your host',
  '554 Too many recipients',
  '550 5.4.300 Message expired -> 451 4.7.0 temporary server error',
  '550 4.4.7 QUEUE.Expired; message expired',
  'delivery temporarily suspended: connect to mx.prospect.example[192.0.2.1]:25: Connection refused',
  'connect to mx.prospect.example[192.0.2.1]:25: Connection timed out',
  'retry timeout exceeded',
  'lost connection with mx.prospect.example[192.0.2.1] while receiving the initial server greeting',
  '450 4.1.1 <ann@prospect.example>: Recipient address rejected: unverified address: user unknown',
  '450 User unknown in local recipient table',
  '550 5.7.1 Message rejected as spam by Content Filtering.',
  '554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org',
  '550 5.7.1 Our system has detected that this message is likely unsolicited mail.',
  '550 5.7.26 This mail is unauthenticated, which poses a security risk',
  '550 5.7.1 Unable to relay for ann@prospect.example',
  '550 relay not permitted',
  '554 5.7.1 <ann@prospect.example>: Relay access denied',
  '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
  '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized',
  '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy',
  '552 5.3.4 Message size exceeds fixed limit',
  '550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient',
  '550 5.4.6 Hop count exceeded - possible mail loop',
  '554 5.4.14 Hop count exceeded - possible mail loop ATTR34',
  '550 Sender verify failed',
  '553 5.1.8 <sam@seller.example>... Domain of sender address sam@seller.example does not exist',
  '501 5.1.7 Invalid sender',
  '550 5.7.1 <sam@seller.example>: Sender address rejected: User unknown in relay recipient table',
  '550 Sender address rejected: Domain not found',
  '450 4.1.8 <sam@seller.example>: Sender address rejected: Domain not found',
  '550 5.7.25 The IP address sending this message does not have a PTR record setup',
  '550 5.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.9]',
  '550 5.7.1 SPF check failed',
  '554 5.7.5 Permanent error evaluating DMARC policy',
  '550 5.6.0 Lone CR or LF in headers; malformed message',
  '550 Message contains a virus',
  '554 Your email was blocked because of your reputation',
  '550 Rejected: 192.0.2.9 listed at bl.example',
  '550 5.0.0 Local policy violation',
  '452 4.2.2 Mailbox full',
  '554 Attachment type not allowed',
];

describe('the reason of a failure', () => {
  it.each(dead)('the address is dead: %s', (diagnostic) => {
    expect(reasonOf({ action: 'failed', status: '5.0.0', diagnostic, notice: '' })).toMatchObject({
      kind: 'hard',
    });
  });

  it.each(alive)('the address lives: %s', (diagnostic) => {
    expect(reasonOf({ action: 'failed', status: '5.0.0', diagnostic, notice: '' })).toMatchObject({
      kind: 'soft',
    });
  });

  it.each([
    ['5.1.1', 'hard'],
    ['5.1.2', 'hard'],
    ['5.1.10', 'hard'],
    ['5.2.1', 'hard'],
    ['5.4.4', 'hard'],
    ['5.0.0', 'hard'],
    ['5.2.2', 'soft'],
    ['5.2.3', 'soft'],
    ['5.1.8', 'soft'],
    ['5.7.1', 'soft'],
    ['5.4.7', 'soft'],
    ['4.0.0', 'soft'],
    ['4.1.1', 'soft'],
  ])('a status %s without words is %s', (status, kind) => {
    expect(reasonOf({ action: 'failed', status, diagnostic: '', notice: '' })).toMatchObject({ kind });
  });

  it('a delayed mail is news without effect, whatever the words', () => {
    const reason = reasonOf({
      action: 'delayed',
      status: '4.2.2',
      diagnostic: '550 user unknown',
      notice: '',
    });
    expect(reason.kind).toBe('delayed');
  });

  it('words in addresses and web addresses are no reasons', () => {
    const diagnostic =
      '550 5.1.1 <quota-spam@full.example>: User unknown, see https://help.example/spam/mailbox-full';
    expect(reasonOf({ action: 'failed', status: null, diagnostic, notice: '' }).kind).toBe('hard');
  });

  it('a bounce without any reason is not held against the address', () => {
    expect(reasonOf({ action: null, status: null, diagnostic: '', notice: '' }).kind).toBe('soft');
  });

  it('a reply of a megabyte is read in no time', () => {
    const diagnostic = 'user mailbox account address is not '.repeat(30_000);
    expect(reasonOf({ action: 'failed', status: null, diagnostic, notice: diagnostic }).kind).toBeDefined();
  });
});
