import { reason } from '../errors.ts';
import { mailsAt } from '../mail/mailbox-files.ts';
import { type PastMail, readPastMail } from './past-mail.ts';
import type { Setting } from './setting.ts';

/** All that the mailboxes hold, read and judged. */
export interface Gathered {
  /** Each mail once, in the order in which they came. */
  mails: PastMail[];
  /** Files that were read, copies of one mail counted each. */
  read: number;
  drafts: number;
  /** Where the mails lie whose headers do not tell when they came. */
  undated: string[];
  unreadable: { where: string; error: string }[];
}

/** Reads the mailboxes at these paths. `onRead` hears how many mails there are so far. */
export async function gather(
  paths: readonly string[],
  setting: Setting,
  now: Date,
  onRead: (count: number) => void = () => undefined,
): Promise<Gathered> {
  const found = new Map<string, PastMail>();
  const gathered: Gathered = { mails: [], read: 0, drafts: 0, undated: [], unreadable: [] };
  for (const path of paths) {
    for await (const stored of mailsAt(path)) {
      const { where } = stored;
      if (stored.kind === 'draft') gathered.drafts += 1;
      else if (stored.kind === 'unreadable') gathered.unreadable.push(stored);
      else {
        gathered.read += 1;
        onRead(gathered.read);
        takeIn(stored.raw, where, setting, now, gathered, found);
      }
    }
  }
  gathered.mails = [...found.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
  return gathered;
}

function takeIn(
  raw: Buffer,
  where: string,
  setting: Setting,
  now: Date,
  gathered: Gathered,
  found: Map<string, PastMail>,
): void {
  try {
    const mail = readPastMail(raw, where, setting, now);
    if (mail === 'draft') gathered.drafts += 1;
    else if (mail === 'undated') gathered.undated.push(where);
    else if (mail === 'no mail') gathered.unreadable.push({ where, error: 'there is no header field in it' });
    else found.set(mail.key, together(found.get(mail.key), mail));
  } catch (error) {
    gathered.unreadable.push({ where, error: reason(error) });
  }
}

/** Copies of one mail in several folders: the earliest tells when it came, and only one may show the BCC. */
function together(one: PastMail | undefined, other: PastMail): PastMail {
  if (!one) return other;
  const [first, second] = one.at <= other.at ? [one, other] : [other, one];
  return { ...first, wish: first.wish ?? second.wish, isCommand: first.isCommand || second.isCommand };
}
