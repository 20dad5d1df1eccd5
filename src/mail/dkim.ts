import { dkimVerify } from 'mailauth';

/** Looks up DNS records of a type; rejects like node:dns. */
export type Resolver = (domain: string, type: string) => Promise<string[][]>;

/** Longer mails are not verified: a start is a few lines, and attachments are not worth the memory. */
export const dkimLimit = 25 * 1024 * 1024;

const LOOKUP_MS = 10_000;

/**
 * Domains whose DKIM signature (RFC 6376) holds for the whole mail. A signature that covers only the beginning of
 * the body (`l=`) does not count: anything may have been added below. Never rejects: what cannot be verified is
 * not proven.
 */
export async function signedBy(raw: Buffer, resolver?: Resolver): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), LOOKUP_MS);
  });
  try {
    const verified = await Promise.race([dkimVerify(raw, resolver ? { resolver } : {}), late]);
    return (verified?.results ?? []).flatMap((result) => {
      const whole = !('canonBodyLengthLimited' in result && result.canonBodyLengthLimited);
      return result.status?.result === 'pass' && whole && result.signingDomain ? [result.signingDomain] : [];
    });
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
  }
}
