/** One group of fields of a report (RFC 3464 2.1.2): names in lower case, the first value of each, unfolded. */
export type FieldGroup = ReadonlyMap<string, string>;

const MAX_LINES = 2_000;
const MAX_VALUE = 4_000;
const FIELD = /^([A-Za-z][A-Za-z0-9_-]{0,60})[ \t]*:[ \t]*(.*)$/;

/** Fields of which a recipient has one: a second one belongs to the next recipient, blank line or not. */
const ONCE = ['final-recipient', 'original-recipient', 'action', 'status'];

/**
 * The groups of a delivery-status, feedback-report or disposition-notification text. Blank lines part them;
 * where a mail server forgot one, a repeated field does, and where it put one too many, the halves are joined.
 */
export function fieldGroups(text: string): FieldGroup[] {
  const groups: Map<string, string>[] = [];
  let group = new Map<string, string>();
  let last: string | null = null;
  const close = () => {
    if (group.size > 0) groups.push(group);
    group = new Map();
    last = null;
  };
  for (const line of text.split(/\r?\n/, MAX_LINES)) {
    if (line.trim() === '') {
      close();
      continue;
    }
    if (/^[ \t]/.test(line) && last !== null) {
      group.set(last, `${group.get(last)} ${line.trim()}`.slice(0, MAX_VALUE));
      continue;
    }
    const match = FIELD.exec(line.slice(0, MAX_VALUE));
    if (!match) {
      last = null;
      continue;
    }
    const name = (match[1] as string).toLowerCase();
    if (group.has(name) && ONCE.includes(name)) close();
    if (!group.has(name)) group.set(name, (match[2] as string).trim());
    last = name;
  }
  close();
  return joinHalves(groups);
}

/** Whether a group tells of a recipient, and not of the report as a whole. */
export function isRecipientGroup(group: FieldGroup): boolean {
  return (
    group.has('final-recipient') ||
    group.has('original-recipient') ||
    group.has('action') ||
    (group.has('status') && group.has('diagnostic-code'))
  );
}

/** `Final-Recipient` and `Action` with a blank line between them tell of one recipient. */
function joinHalves(groups: Map<string, string>[]): FieldGroup[] {
  const joined: Map<string, string>[] = [];
  for (const group of groups) {
    const before = joined.at(-1);
    if (before && isRecipientGroup(before) && isHalf(before) && !names(group)) {
      for (const [name, value] of group) if (!before.has(name)) before.set(name, value);
    } else joined.push(group);
  }
  return joined;
}

const names = (group: FieldGroup) => group.has('final-recipient') || group.has('original-recipient');
const isHalf = (group: FieldGroup) => names(group) && !group.has('action') && !group.has('status');
