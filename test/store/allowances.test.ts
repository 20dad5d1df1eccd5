import { describe, expect, it } from 'vitest';
import { allowanceStore } from '../../src/store/allowances.ts';
import { testDatabase } from '../support/mongo.ts';

const person = 'jan@prospect.example';
const monday = '2026-11-02';
const hash = (text: string) => Buffer.from(text).toString('hex');

describe('mails that one person may get in a day', () => {
  it('are never more than the limit, however many workers ask at once', async () => {
    const { db } = await testDatabase();
    const workers = await Promise.all([1, 2, 3].map(() => allowanceStore(db, hash)));
    const asked = workers.flatMap((worker, index) =>
      [1, 2, 3, 4].map((mail) => worker.take(person, monday, `thread${index}/${mail}`, 2)),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(2);
    expect(answers.filter((answer) => answer === 'none')).toHaveLength(10);
  });

  it('count once for each mail, however often it is tried', async () => {
    const { db } = await testDatabase();
    const [one, other] = await Promise.all([allowanceStore(db, hash), allowanceStore(db, hash)]);
    const tries = [one, other, one, other].map((worker) => worker.take(person, monday, 'thread1/0', 1));
    const answers = await Promise.all(tries);
    expect(answers.sort()).toEqual(['kept', 'kept', 'kept', 'new']);
    expect(await one.take(person, monday, 'thread2/0', 1)).toBe('none');
  });

  it('are there again on the next day, and for everybody else', async () => {
    const allowances = await allowanceStore((await testDatabase()).db, hash);
    await allowances.take(person, monday, 'thread1/0', 1);
    expect(await allowances.take(person, '2026-11-03', 'thread2/0', 1)).toBe('new');
    expect(await allowances.take('eva@prospect.example', monday, 'thread2/0', 1)).toBe('new');
  });

  it('can be asked for without taking one', async () => {
    const allowances = await allowanceStore((await testDatabase()).db, hash);
    expect(await allowances.free(person, monday, 'thread1/0', 1)).toBe(true);
    await allowances.take(person, monday, 'thread1/0', 1);
    expect(await allowances.free(person, monday, 'thread1/0', 1)).toBe(true);
    expect(await allowances.free(person, monday, 'thread2/0', 1)).toBe(false);
  });

  it('are stored without the address', async () => {
    const { db } = await testDatabase();
    await (await allowanceStore(db, hash)).take(person, monday, 'thread1/0', 1);
    expect(JSON.stringify(await db.collection('allowances').find({}).toArray())).not.toContain('prospect');
  });
});
