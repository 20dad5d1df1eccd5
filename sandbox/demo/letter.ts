import type { FetchMessageObject } from 'imapflow';
import { type AddressObject, simpleParser } from 'mailparser';

/** A mail as a mail program shows it; read with another parser than Palaan's own. */
export interface Letter {
  uid: number;
  /** Message-ID with its brackets, '' where there is none. */
  id: string;
  inReplyTo: string | null;
  references: string[];
  from: string;
  replyTo: string[];
  to: string[];
  subject: string;
  text: string;
  /** The Date field. */
  date: Date | null;
  /** INTERNALDATE: when the server put it into the mailbox. */
  arrivedAt: Date;
  seen: boolean;
}

/** What has to be fetched for a letter. Asks with BODY.PEEK, so that nothing is marked as read. */
export const letterQuery = { uid: true, flags: true, internalDate: true, source: true } as const;

export async function readLetter(fetched: FetchMessageObject): Promise<Letter> {
  const mail = await simpleParser(fetched.source ?? Buffer.alloc(0));
  return {
    uid: fetched.uid,
    id: mail.messageId ?? '',
    inReplyTo: mail.inReplyTo ?? null,
    references: [mail.references ?? []].flat(),
    from: addresses(mail.from)[0] ?? '',
    replyTo: addresses(mail.replyTo),
    to: addresses(mail.to),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    date: mail.date ?? null,
    arrivedAt: new Date(fetched.internalDate ?? 0),
    seen: fetched.flags?.has('\\Seen') ?? false,
  };
}

function addresses(field: AddressObject | AddressObject[] | undefined): string[] {
  return [field ?? []].flat().flatMap(({ value }) => value.map((one) => (one.address ?? '').toLowerCase()));
}
