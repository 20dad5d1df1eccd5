import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the label of a mail says, whichever of the two forms labels.json has. */
export interface Expected {
  file: string;
  language: string;
  /** Which kind of mail it is, or which program wrapped it. */
  source: string;
  /** Verdicts with their kind that are right, such as 'bounce/hard'; a bare verdict allows every kind. */
  right: string[];
  /** What the label itself says: the row of the confusion table. */
  label: string;
  /** Not scored strictly: spam, cron and the like may be anything but a prospect's plain answer. */
  loose: boolean;
  recipients: string[];
  /** Days on which `until` is right; null when the label says nothing of dates. */
  days: { exact: string[]; from: string | null; to: string | null } | null;
  ownWords: string | null;
  signature: string | null;
  successor: string[] | null;
  note: string;
}

type Raw = Record<string, unknown>;

/** Reads labels.json of a folder, sorted by file. */
export function readLabels(folder: string): Expected[] {
  const labels = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as Record<string, Raw>;
  return Object.entries(labels)
    .map(([file, raw]) => ('label' in raw ? fromSample(file, raw) : fromWords(file, raw)))
    .sort((a, b) => a.file.localeCompare(b.file));
}

const verdictOf: Record<string, string[]> = {
  'bounce-hard': ['bounce/hard'],
  'bounce-soft': ['bounce/soft', 'bounce/delayed'],
  'bounce-unknown': ['bounce/hard', 'bounce/soft', 'bounce/delayed'],
  'auto-reply': ['auto-reply'],
  'human-reply': ['answer', 'opt-out', 'deferral'],
  'human-new': ['answer', 'opt-out', 'deferral'],
  'mailing-list': ['bulk'],
  'complaint-feedback-loop': ['complaint'],
  'read-receipt': ['receipt'],
  other: ['bulk', 'receipt', 'auto-reply', 'bounce', 'answer', 'opt-out', 'deferral', 'complaint'],
};

function fromSample(file: string, raw: Raw): Expected {
  const label = text(raw.label);
  const subtype = text(raw.subtype) || '-';
  const right = [label, ...list(raw.alsoAccepted)].flatMap((name) => verdictOf[name] ?? [name]);
  if (subtype === 'delay-warning') right.push('bounce/delayed');
  // A person's post through a list may be either (README of the samples).
  if (label === 'mailing-list' && /human|list-post/.test(subtype))
    right.push('answer', 'opt-out', 'deferral');
  return {
    file,
    language: text(raw.lang),
    source: subtype,
    right,
    label,
    loose: label === 'other',
    recipients: list(raw.recipients).map((address) => address.toLowerCase()),
    days: null,
    ownWords: typeof raw.ownText === 'string' ? raw.ownText : null,
    signature: null,
    successor: null,
    note: text(raw.note),
  };
}

function fromWords(file: string, raw: Raw): Expected {
  const verdict = text(raw.verdict);
  const kind = text(raw.kind);
  const label = kind === '' ? verdict : `${verdict}/${kind}`;
  return {
    file,
    language: text(raw.language),
    source: text(raw.wrapping),
    right: [label, ...list(raw.verdictAlso)],
    label,
    loose: false,
    recipients: [],
    days: verdict === 'auto-reply' || verdict === 'deferral' ? days(raw) : null,
    ownWords: text(raw.ownWords),
    signature: text(raw.signature),
    successor: [...list(raw.successor), ...list(raw.successorAlso)],
    note: text(raw.trap),
  };
}

function days(raw: Raw): Expected['days'] {
  const exact = [...list(raw.back), ...list(raw.backCalendar), ...list(raw.backAlso)];
  return { exact, from: text(raw.from) || null, to: text(raw.to) || null };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(list);
  return typeof value === 'string' ? [value] : [];
}
