import { listed } from './listed.ts';

/** What a line of a quoted header block tells: Outlook and its relatives write the labels in the reader's language. */
type Label = 'from' | 'sent' | 'to' | 'cc' | 'subject';

const labels: Record<Label, string> = {
  from: `
    from, lähettäjä, von, från, od, de, expéditeur, remitente, da, van, fra, от, от кого, saatja,
    remetente, mittente, afzender, avsändare, nadawca, absender, 差出人, 发件人, feladó, gönderen`,
  sent: `
    sent, date, lähetetty, lähetysaika, päivämäärä, päiväys, pvm, gesendet, datum, skickat, skickad,
    wysłano, wysłane, data, envoyé, envoyé le, enviado, enviado el, enviada em, fecha, inviato,
    verzonden, sendt, dato, saadetud, kuupäev, odesláno, отправлено, дата, 送信日時, 发送时间, 日付, elküldve`,
  to: `
    to, vastaanottaja, vastaanottajat, kenelle, an, till, do, à, a, para, aan, til, destinataire,
    kellele, komu, кому, 宛先, 收件人, címzett, adresat, empfänger, mottagare, destinatario`,
  cc: `
    cc, kopio, kopia, kopie, dw, do wiadomości, копия, koopia, reply-to, bcc, importance, prioriteetti`,
  subject: `
    subject, aihe, betreff, ämne, temat, objet, asunto, oggetto, onderwerp, emne, assunto, тема, teema, thema,
    předmět, 件名, 主题, tárgy, re, konu`,
};

const labelOf = new Map(
  Object.entries(labels).flatMap(([label, names]) =>
    listed(names).map((name) => [name, label as Label] as const),
  ),
);

/** How many lines a block may take, wrapped recipients and blank lines included. */
const mostLines = 12;
const longestLabel = 20;

/**
 * Whether the header block of a quoted mail begins at a line: at least three of its labels, the sender among
 * them, with an address or a subject; sender's address and date alone will do, as webmail writes them. A travel
 * plan ("From: …, To: …, Date: …") has neither.
 */
export function beginsHeaderBlock(lines: readonly string[], at: number): boolean {
  if (readLabel(lines[at] ?? '') === null) return false;
  const seen = new Set<Label>();
  let hasAddress = false;
  let unlabelled = 0;
  for (const line of lines.slice(at, at + mostLines)) {
    const label = readLabel(line);
    if (label !== null) seen.add(label);
    unlabelled = label === null && line.trim() !== '' ? unlabelled + 1 : 0;
    if (unlabelled > 2) break;
    hasAddress ||= (label === 'from' || label === 'to') && line.includes('@');
  }
  if (!seen.has('from')) return false;
  return seen.size >= 3 ? hasAddress || seen.has('subject') : hasAddress && seen.has('sent');
}

/** The line behind the labelled ones from `at` on. */
export function endOfHeaderBlock(lines: readonly string[], at: number): number {
  let end = at;
  while (end < at + mostLines && readLabel(lines[end] ?? '') !== null) end += 1;
  return end;
}

/** The label that a line begins with, as in "Von: …", "*From:* …" or "De : …". */
function readLabel(line: string): Label | null {
  const start = line.slice(0, longestLabel + 12).replace(/^[\s*|]+/, '');
  const colon = start.search(/[:：]/);
  if (colon < 1 || colon > longestLabel) return null;
  const name = start
    .slice(0, colon)
    .replace(/[\s*]+$/, '')
    .toLowerCase();
  return labelOf.get(name) ?? null;
}

const separators = listed(`
  original message, original nachricht, original-nachricht, ursprüngliche nachricht, originalnachricht,
  weitergeleitete nachricht, alkuperäinen viesti, välitetty viesti, edelleenlähetetty viesti,
  ursprungligt meddelande, originalmeddelande, vidarebefordrat meddelande, oryginalna wiadomość,
  wiadomość oryginalna, wiadomość pierwotna, przekazana wiadomość, wiadomość przekazana,
  message d'origine, message original, message transféré, mensaje original, mensaje reenviado,
  messaggio originale, messaggio inoltrato, oorspronkelijk bericht, doorgestuurd bericht,
  opprinnelig melding, original melding, oprindelig meddelelse, original besked, videresendt,
  mensagem original, исходное сообщение, пересылаемое сообщение, 元のメッセージ, původní zpráva, algne sõnum,
  forwarded message, forwarded by, reply message, reply to message, original mail,
  alkuperäinen sähköposti, eredeti üzenet, 原始邮件
`);

/** "-----Original Message-----", "Original message:" and their like in other languages. */
export function isSeparator(line: string): boolean {
  const text = line.trim().toLowerCase();
  if (text.length > 90) return false;
  if (/^(begin forwarded message|anfang der weitergeleiteten (nachricht|e-mail)):$/.test(text)) return true;
  const words = text.replaceAll('’', "'");
  if (!/^[-–—_*=~]{2}/.test(text)) return separators.some((separator) => words === `${separator}:`);
  return separators.some((separator) => words.includes(separator));
}

/** The line of underscores or dashes that Outlook draws above a header block. */
export function isRule(line: string): boolean {
  return /^\s*([-_=*~]{5,200}|[─━—–]{3,200})\s*$/.test(line);
}
