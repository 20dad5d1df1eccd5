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

/** A code that says no more than its class: servers put it where they know nothing better. */
export function isGeneric(status: string): boolean {
  return /^[245]\.0\.0$/.test(status);
}

/**
 * 4 or 5: whether the codes tell of a temporary or a permanent failure; null when they tell neither. A generic
 * status is the reporting server's own, so the other server's reply is believed before it.
 */
export function failureClass(status: string | null, reply: number | null): 4 | 5 | null {
  const codes = status !== null && isGeneric(status) ? [reply, status] : [status, reply];
  const digit = String(codes.find((code) => code !== null) ?? '')[0];
  return digit === '4' ? 4 : digit === '5' ? 5 : null;
}
