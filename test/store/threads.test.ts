import { expect, it } from 'vitest';
import { threadStore, toDocument } from '../../src/store/threads.ts';
import { aMessage, aThread, later } from '../support/builders.ts';
import { testDatabase } from '../support/mongo.ts';

it('finds the thread that a mail names, however many newer ones have the same subject', async () => {
  const { db } = await testDatabase();
  const threads = await threadStore(db);
  const named = aThread({ messageId: '<named@seller.example>' });
  await threads.insert(named);
  const others = Array.from({ length: 600 }, (_, number) =>
    aThread({
      id: `other${number}`,
      token: `token${number}`,
      messageId: `<other${number}@seller.example>`,
      sentAt: later(1),
    }),
  );
  await db.collection('threads').insertMany(others.map(toDocument) as never[]);

  const answer = aMessage({
    from: [{ address: 'somebody@elsewhere.example', name: '' }],
    subject: 'Re: New website',
    references: ['<named@seller.example>'],
  });
  const found = await threads.candidates(answer, [], []);
  expect(found.map(({ id }) => id)).toContain(named.id);
});
