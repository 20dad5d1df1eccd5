/** One side of the sending benchmark, in a process of its own. */
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { start } from '../../src/app.ts';
import { counted } from './hearing.ts';
import {
  type HouseDatabase,
  houseConfig,
  mondayClock,
  prospectAddress,
  sellerAddress,
  startId,
  trackingAddress,
} from './house.ts';
import { argumentOf, say } from './processes.ts';
import type { MailPorts } from './stand-in.ts';

export interface SendingTask {
  side: 'ours' | 'bare';
  mail: MailPorts;
  database: HouseDatabase;
  sellers: number;
  mails: number;
}

export interface Sending {
  seconds: number;
  /** Of this process. */
  cpuSeconds: number;
}

const task = argumentOf<SendingTask>();
const cpuBefore = process.cpuUsage();
const seconds = await (task.side === 'ours' ? sendAsWeDo(task) : sendBare(task));
const { user, system } = process.cpuUsage(cpuBefore);
say({ seconds, cpuSeconds: (user + system) / 1_000_000 } satisfies Sending);

/** The whole worker, from the moment when it watches until the last of the due steps is sent and recorded. */
async function sendAsWeDo({ mail, database, sellers, mails }: SendingTask): Promise<number> {
  const { logger, done } = counted('step sent', mails);
  const config = houseConfig(mail, database, sellers);
  const app = await start(config, { clock: mondayClock(), logger, processEveryMs: 1000 });
  const begun = performance.now();
  await done;
  const seconds = (performance.now() - begun) / 1000;
  await app.stop();
  return seconds;
}

/** The same mails, to the same addresses, over as many connections, written by nodemailer itself. */
async function sendBare({ mail, sellers, mails }: SendingTask): Promise<number> {
  const transport = nodemailer.createTransport({ ...mail.smtp, pool: true, ignoreTLS: true });
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: mails }, (_, number) => transport.sendMail(followUp(number, number % sellers))),
  );
  const seconds = (performance.now() - begun) / 1000;
  transport.close();
  return seconds;
}

function followUp(number: number, seller: number): SendMailOptions {
  const text = `Hi Prospect,\n\njust a short nudge about Website ${number}: did my mail reach you?\n\nSeller ${seller}`;
  const token = trackingAddress.replace('@', `+t.token${number}@`);
  return {
    from: { name: `Seller ${seller}`, address: sellerAddress(seller) },
    to: { name: `Prospect ${number}`, address: prospectAddress(number) },
    bcc: token,
    replyTo: [sellerAddress(seller), token],
    subject: `Re: Website ${number}`,
    inReplyTo: startId(number),
    references: [startId(number)],
    text,
    html: `<html><body><p>${text.replaceAll('\n\n', '</p><p>')}</p></body></html>`,
  };
}
