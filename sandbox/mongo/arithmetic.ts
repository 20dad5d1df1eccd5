import type { Double } from 'bson';
import { CommandError } from './errors.ts';
import { bare, double, isInt } from './values.ts';

export type Numeric = number | bigint | Double;

export function addNumbers(a: Numeric, b: Numeric): Numeric {
  return combine(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );
}

export function multiplyNumbers(a: Numeric, b: Numeric): Numeric {
  return combine(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  );
}

/** MongoDB's arithmetic: a double wins, then a long; an int that overflows becomes a long, a long is an error. */
function combine(
  a: Numeric,
  b: Numeric,
  onDoubles: (x: number, y: number) => number,
  onLongs: (x: bigint, y: bigint) => bigint,
): Numeric {
  const isWhole = (value: Numeric) => typeof value === 'bigint' || isInt(value);
  if (!isWhole(a) || !isWhole(b)) return double(onDoubles(Number(bare(a)), Number(bare(b))));
  const result = onLongs(BigInt(bare(a)), BigInt(bare(b)));
  if (BigInt.asIntN(64, result) !== result) {
    throw new CommandError(2, 'Failed to apply arithmetic operations to current value: overflow of a long');
  }
  const stayedInt = typeof a !== 'bigint' && typeof b !== 'bigint' && BigInt.asIntN(32, result) === result;
  return stayedInt ? Number(result) : result;
}
