import { header, type Message } from './message.ts';
import { evidence } from './verdict/evidence.ts';
import { responderHeader } from './verdict/machine.ts';
import type { Evidence } from './verdict/verdict.ts';

/**
 * By which sign no person sent a mail by hand: such a mail commands nothing and is never answered, so that two
 * machines cannot start to talk to each other (RFC 3834 section 2). Null where nothing tells.
 */
export function automaticSign(message: Message): Evidence | null {
  const submitted = header(message.headers, 'auto-submitted')?.trim() ?? 'no';
  if (!/^no\b/i.test(submitted)) return evidence('auto-submitted', 'header:auto-submitted', submitted);
  const precedence = header(message.headers, 'precedence')?.trim() ?? '';
  if (/^(?:bulk|list|junk)$/i.test(precedence)) {
    return evidence('precedence', 'header:precedence', precedence);
  }
  const list = header(message.headers, 'list-id');
  if (list !== null) return evidence('list-header', 'header:list-id', list);
  if (message.returnPath === '') return evidence('empty-return-path', 'header:return-path', '<>');
  return responderHeader(message);
}
