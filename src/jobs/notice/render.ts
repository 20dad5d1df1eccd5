import type { Seller } from '../../config.ts';
import type { Thread } from '../../domain/thread/thread.ts';
import type { StoredNotice } from '../../store/notices.ts';
import type { TemplateLibrary } from '../../templates/library.ts';
import type { Shape } from '../../templates/shape.ts';
import { type NoticeVariables, noticeVariables } from '../../templates/variables.ts';
import { isoDay, localMoment, sellerValues, threadValues } from '../thread-values.ts';
import type { NoticeParts } from './job.ts';
import { planValues } from './plan-values.ts';

/**
 * Writes the mail of a notice, in the seller's language: what templates may print of the thread, and the values
 * that the transition stored with the notice, under the names that its template knows.
 */
export async function renderNotice(
  notice: StoredNotice,
  thread: Thread | null,
  seller: Seller,
  parts: NoticeParts,
): Promise<ReturnType<TemplateLibrary['renderNotice']>> {
  const library = await parts.templates();
  const fields: Record<string, Shape> = noticeVariables[notice.name];
  const values: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(fields)) values[name] = stored(notice.data[name], shape, seller);
  const known = thread ? threadValues(thread, seller, parts.clock.now()) : { seller: sellerValues(seller) };
  const plan = thread && notice.name === 'receipt' ? planValues(thread, seller, library, parts) : {};
  // The shapes above are those of the template's own variables, so the values are what its type says.
  const variables = { ...values, ...known, ...plan } as unknown as NoticeVariables[typeof notice.name];
  return library.renderNotice(notice.name, seller.language, variables);
}

/** A stored value as templates take it: instants on the seller's clock, nothing as null. */
function stored(value: unknown, shape: Shape, seller: Seller): unknown {
  if (value instanceof Date) return shape.kind === 'day' ? isoDay(value, seller) : localMoment(value, seller);
  if (value === undefined || value === '')
    return shape.kind === 'list' ? [] : shape.kind === 'flag' ? false : null;
  return value;
}
