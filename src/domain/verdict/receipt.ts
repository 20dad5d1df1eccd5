import { type Message, type Part, walk } from '../message.ts';
import { fieldGroups } from './bounce/fields.ts';
import { evidence } from './evidence.ts';
import type { Verdict } from './verdict.ts';

/**
 * A read receipt: a disposition notification (RFC 8098), or what programs send without its form. Says that a
 * mail was shown or thrown away, never that a person answered. A mail that a filter refused with a disposition
 * notification (Sieve `reject`, RFC 5429) is left to the bounces.
 */
export function judgeReceipt(message: Message): Verdict | null {
  const notification = dispositionNotification(message.root);
  if (notification) {
    return {
      verdict: 'receipt',
      evidence: [evidence('disposition', notification.where, notification.quote)],
    };
  }
  const subject = receiptSubject(message.subject);
  const opening = subject && receiptOpening(message.text);
  if (!opening) return null;
  return {
    verdict: 'receipt',
    evidence: [
      evidence('receipt-subject', 'subject', message.subject),
      evidence('receipt-text', 'text', opening),
    ],
  };
}

function dispositionNotification(root: Part): { where: string; quote: string } | null {
  for (const part of walk(root, { embedded: false })) {
    if (!/^message\/(?:global-)?disposition-notification$/.test(part.type)) continue;
    const disposition = fieldGroups(part.text ?? '')
      .find((group) => group.has('disposition'))
      ?.get('disposition');
    return { where: `part:${part.path}`, quote: disposition ?? part.type };
  }
  const type = root.params['report-type'] ?? '';
  if (root.type === 'multipart/report' && /^disposition-notification$/i.test(type)) {
    return { where: 'header:content-type', quote: type };
  }
  return null;
}

/** "Read: …" in the languages of Outlook, GroupWise and others; the colon keeps words of people out. */
const SUBJECT =
  /^(?:read|not read|opened|displayed|read receipt|return receipt|receipt|disposition notification|message read|gelesen|ungelesen gelöscht|nicht gelesen|lesebestätigung|empfangsbestätigung|lu|non lu|accusé de lecture|leído|no leído|confirmación de lectura|letto|non letto|conferma di lettura|ricevuta di ritorno|gelezen|niet gelezen|leesbevestiging|lida|lido|não lida|confirmação de leitura|luettu|ei luettu|lukukuittaus|lukuilmoitus|läst|oläst|läskvitto|lest|ikke lest|læst|ikke læst|lesebekreftelse|przeczytano|przeczytane|nie przeczytano|potwierdzenie przeczytania|přečteno|прочитано|прочтено|уведомление о прочтении|loetud|開封済み|開封確認|已读)(?:\s?[:：-]|\s*$|\s?\()/i;

function receiptSubject(subject: string): boolean {
  return SUBJECT.test(subject.trim().slice(0, 200));
}

/** The sentence that the program writes around date and address. */
const OPENING =
  /^(?:your message|this is a (?:return )?receipt|this is a read receipt|the message (?:sent|that you sent|you sent)|message was read|was read on|this receipt verifies|return receipt|ihre nachricht|die nachricht|dies ist eine (?:empfangs|lese)|das ist eine (?:empfangs|lese)|votre message|le message|ceci est un accusé|su mensaje|el mensaje|il messaggio|questa è una ricevuta|uw bericht|dit is een|sua mensagem|a sua mensagem|viestisi|viesti\b|tämä on lukukuittaus|vastaanottaja on lukenut|ditt meddelande|meddelandet|detta är ett|din meddelelse|meldingen|din melding|wiadomość|twoja wiadomość|to jest potwierdzenie|vaše zpráva|ваше сообщение|сообщение|メッセージ|次の相手|您的邮件)/i;

function receiptOpening(text: string): string | null {
  const first = text
    .slice(0, 2_000)
    .split(/\r?\n/, 40)
    .map((line) => line.trim())
    .find((line) => line !== '');
  return first !== undefined && OPENING.test(first) ? first : null;
}
