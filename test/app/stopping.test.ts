import { expect, it, onTestFinished } from 'vitest';
import { listenFor, startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { people, startWorld } from '../support/world.ts';

const { anna, jan, track } = people;

it('a worker that is stopped finishes the mail that it is sending, and records it', async () => {
  const world = await startWorld({ idle: true });
  // A server that takes its time over the end of a mail to the prospect.
  let proxy: TcpProxy | null = null;
  let handedOver = () => {};
  const isHandedOver = new Promise<void>((resolve) => {
    handedOver = resolve;
  });
  proxy = await startTcpProxy(world.mail.smtp.port, {
    overhear: listenFor('\r\n.\r\n', () => {
      setTimeout(() => proxy?.stall(), 0);
      setTimeout(() => proxy?.restore(), 600);
      handedOver();
    }),
  });
  onTestFinished(() => proxy?.close());
  for (const { smtp } of world.config.sellers) smtp.port = proxy.port;
  const worker = await world.work();
  await world.write({ from: anna, to: jan, bcc: track, subject: 'New website' });
  await isHandedOver;
  await worker.stop();
  const [thread] = await world.stores.threads.list({}, 1);
  expect(await world.stores.deliveries.get(thread?.id ?? '', 0)).toMatchObject({ state: 'sent' });
  expect(thread?.timeline.at(-1)?.kind).toBe('sent');
  expect(thread?.status).toBe('running');
});
