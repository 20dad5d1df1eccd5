import { describe, expect, it } from 'vitest';
import { pacingStore } from '../../src/store/pacing.ts';
import { testDatabase } from '../support/mongo.ts';

const noon = new Date('2026-11-03T12:00:00Z');
const plus = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

describe('a seller’s mails', async () => {
  const pacing = pacingStore((await testDatabase()).db);
  const take = (seller: string, at: Date, day = '2026-11-03') =>
    pacing.take(seller, at, day, { perDay: 3, gapMs: 60_000 });

  it('leave with a gap between them, and the next one is told when', async () => {
    expect(await take('gap', noon)).toEqual({ taken: true });
    expect(await take('gap', plus(59))).toEqual({ taken: false, from: plus(60) });
    expect(await take('gap', plus(60))).toEqual({ taken: true });
  });

  it('end with the day’s number, and begin again on the next day', async () => {
    for (const at of [noon, plus(60), plus(120)]) await take('day', at);
    expect(await take('day', plus(180))).toEqual({ taken: false, from: null });
    expect(await take('day', plus(86_400), '2026-11-04')).toEqual({ taken: true });
  });

  it('take one place each, however many ask at once', async () => {
    const places = await Promise.all(Array.from({ length: 8 }, () => take('rush', noon)));
    expect(places.filter(({ taken }) => taken)).toHaveLength(1);
    const later = await Promise.all(Array.from({ length: 8 }, () => take('rush', plus(60))));
    expect(later.filter(({ taken }) => taken)).toHaveLength(1);
  });
});
