/** Enhanced status code (RFC 3463) or null. An IP address or a version number is none. */
export function statusIn(text: string): string | null {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text)?.[1] ?? null;
}

/** Reply codes that servers give when they refuse a mail (RFC 5321 4.2): the first in the text, or null. */
export function replyCodeIn(text: string): number | null {
  const code = /(?<![\w.:@/-])([45][0-7]\d)(?=[ \-:)]|$)(?! (?:bytes|kb|mb|seconds|times|days))/im.exec(
    text,
  )?.[1];
  return code === undefined ? null : Number(code);
}

/** 4 or 5: whether a code tells of a temporary or a permanent failure; null when it tells neither. */
export function failureClass(status: string | null, reply: number | null): 4 | 5 | null {
  const digit = status?.[0] ?? (reply === null ? undefined : String(reply)[0]);
  return digit === '4' ? 4 : digit === '5' ? 5 : null;
}
