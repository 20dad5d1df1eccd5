import type { Reading } from '../reading.ts';
import { isBuyer } from './meant/buyer.ts';
import { isForNow } from './meant/for-now.ts';
import { isHandedOn } from './meant/handed.ts';
import { isInHand } from './meant/in-hand.ts';
import { keepsUs } from './meant/kept.ts';
import { isOfOneThing } from './meant/one-thing.ts';
import { isOneWay } from './meant/one-way.ts';
import { isOfOrder } from './meant/ordered.ts';
import { asksWhatBecomes } from './meant/question.ts';
import { isRenewed } from './meant/renewed.ts';
import { toldIn } from './meant/told.ts';
import { isOfSomebodyElse } from './meant/whose.ts';
import { isWish } from './meant/wished.ts';
import type { Refusal } from './refusal.ts';

/**
 * Whether a refusal is meant for us and for good: not what somebody else wants, not for a while, not one way to be
 * reached, not one thing of several, not what is taken out of an offer, an order or a meeting, not an old address for a
 * new one, not a question what becomes of data, and not by somebody who buys, has the matter in hand or names who does.
 */
export function isMeant(own: Reading, refusal: Refusal): boolean {
  const told = toldIn(own, refusal);
  return (
    isWish(told) &&
    !isForNow(told) &&
    !isOneWay(told) &&
    !isOfOneThing(told) &&
    !isOfSomebodyElse(told) &&
    !keepsUs(told) &&
    !isRenewed(told) &&
    !isOfOrder(told) &&
    !isInHand(told) &&
    !isHandedOn(told) &&
    !isBuyer(told) &&
    !asksWhatBecomes(told)
  );
}
