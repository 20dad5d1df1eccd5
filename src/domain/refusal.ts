import { reasonOf } from './verdict/bounce/reason.ts';

/**
 * Whether an SMTP server's refusal of a recipient (RCPT, RFC 5321 3.3) says that the address is dead for good. A
 * policy, a full mailbox or a relay that does not know us refuses with 5xx as well: that proves nothing.
 */
export function provesDead({ code, response }: { code: number; response: string }): boolean {
  if (code < 500) return false;
  const said = response.slice(0, 1000);
  return reasonOf({ action: 'failed', status: null, diagnostic: said, notice: said }).kind === 'hard';
}
