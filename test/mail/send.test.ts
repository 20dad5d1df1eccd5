import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { startMail } from '../../sandbox/mail/start.ts';
import { SendRefused, SendUnknown } from '../../src/errors.ts';
import { silentLogger } from '../../src/logger.ts';
import type { OutgoingMail } from '../../src/mail/compose.ts';
import { createSender, type Sender, type SmtpSettings } from '../../src/mail/send.ts';
import { type Script, type ScriptedServer, scriptedSmtp } from './scripted-smtp.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function sender(port: number, settings: Partial<SmtpSettings> = {}): Sender {
  const account = { id: 'relay', host: '127.0.0.1', port, secure: false, ...settings };
  const made = createSender({ account, logger: silentLogger() });
  closing.push(() => made.close());
  return made;
}

async function scripted(script: Script = {}): Promise<ScriptedServer> {
  const server = await scriptedSmtp(script);
  closing.push(() => server.close());
  return server;
}

function mail(
  to = ['pia@acme.example', 'track+t.abcdefgh@palaan.example'],
  body = 'Hello\r\n',
): OutgoingMail {
  const raw = Buffer.from(`From: s@nordwind.example\r\nSubject: x\r\n\r\n${body}`);
  return { envelope: { from: 's@nordwind.example', to }, raw, messageId: '<t.1.0.0@palaan.example>' };
}

/** The error of a send that has to fail. */
async function failure(sending: Promise<unknown>): Promise<SendRefused | SendUnknown> {
  const error = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SendRefused || error instanceof SendUnknown) return error;
  throw new Error(`expected SendRefused or SendUnknown, got ${error}`);
}

const refused = (permanent: boolean, code: number | null) => ({ name: 'SendRefused', permanent, code });
const large = 'A line of a long mail that does not fit into any buffer at once.\r\n'.repeat(200_000);

describe('sending by a mail server', () => {
  async function world() {
    const server = await startMail({
      accounts: [
        { address: 's@nordwind.example', password: 'secret' },
        { address: 'pia@acme.example', password: 'secret' },
        { address: 'track@palaan.example', password: 'secret' },
      ],
    });
    closing.push(() => server.close());
    return server;
  }
  const login = { user: 's@nordwind.example', password: 'secret' };

  it('delivers the very bytes to everyone in the envelope', async () => {
    const server = await world();
    const result = await sender(server.smtp.port, login).send(mail());
    expect(result).toMatchObject({ accepted: mail().envelope.to, rejected: [] });
    expect(result.response).toMatch(/^250 2\.0\.0 Ok: queued as \w+$/);
    for (const address of ['pia@acme.example', 'track@palaan.example']) {
      expect(server.messages(address)[0]?.raw.toString()).toContain('Subject: x\r\n\r\nHello\r\n');
    }
  });

  it('says which recipients were refused while others got it', async () => {
    const server = await world();
    const to = ['pia@acme.example', 'gone@acme.example'];
    const result = await sender(server.smtp.port, login).send(mail(to));
    expect(result.accepted).toEqual(['pia@acme.example']);
    expect(result.rejected).toMatchObject([{ address: 'gone@acme.example', code: 550 }]);
    expect(result.rejected[0]?.response).toContain('5.1.1');
  });

  it('knows nothing when the connection is cut after the mail, whether it was delivered or not', async () => {
    const server = await world();
    const sending = sender(server.smtp.port, login);
    server.faults.afterData = 'drop';
    expect(await failure(sending.send(mail()))).toBeInstanceOf(SendUnknown);
    server.faults.afterData = 'lose';
    expect(await failure(sending.send(mail()))).toBeInstanceOf(SendUnknown);
    expect(server.messages('pia@acme.example')).toHaveLength(1);
  });

  it('is temporarily refused with a wrong password, which no message repeats', async () => {
    const server = await world();
    const error = await failure(sender(server.smtp.port, { ...login, password: 'hunter22' }).send(mail()));
    expect(error).toMatchObject(refused(false, 535));
    expect(JSON.stringify([error, error.message, error.stack, error.cause])).not.toContain('hunter22');
    expect(error.message).toContain('does not let us log in');
  });

  it('verifies an account', async () => {
    const server = await world();
    await sender(server.smtp.port, login).verify();
    expect(await failure(sender(server.smtp.port, { ...login, password: 'x' }).verify())).toMatchObject(
      refused(false, 535),
    );
  });

  it('sends many mails at once over a few connections', async () => {
    const server = await world();
    const sending = sender(server.smtp.port, login);
    await Promise.all(Array.from({ length: 200 }, () => sending.send(mail())));
    expect(server.messages('pia@acme.example')).toHaveLength(200);
  });
});

describe('a mail that certainly did not leave', () => {
  it.each<[string, Script, ReturnType<typeof refused>]>([
    ['the sender is refused for now', { mail: '451 4.3.0 Later' }, refused(false, 451)],
    ['the sender is refused for good', { mail: '550 5.7.1 Not you' }, refused(true, 550)],
    ['a login is asked for', { mail: '530 5.7.0 Authentication required' }, refused(false, 530)],
    ['the server answers nonsense', { mail: 'hello' }, refused(false, null)],
    ['every recipient is refused for good', { rcpt: '550 5.1.1 Unknown' }, refused(true, 550)],
    ['every recipient is refused for now', { rcpt: '450 4.2.0 Greylisted' }, refused(false, 450)],
    ['DATA is refused', { data: '554 5.5.1 No' }, refused(true, 554)],
    ['the mail is refused for now', { body: '452 4.3.1 Full' }, refused(false, 452)],
    ['the mail is refused for good', { body: '554 5.7.1 Spam' }, refused(true, 554)],
    [
      'the server goes down after the mail, and says so',
      { body: '421 4.3.2 Going down' },
      refused(false, 421),
    ],
    ['the greeting is a refusal', { greeting: '554 5.3.2 Not today' }, refused(false, 554)],
    ['the connection is cut at the greeting', { greeting: 'drop' }, refused(false, null)],
    ['the connection is cut at EHLO', { ehlo: 'drop' }, refused(false, null)],
    ['the connection is cut at MAIL FROM', { mail: 'drop' }, refused(false, null)],
    ['the connection is cut at RCPT TO', { rcpt: 'drop' }, refused(false, null)],
    ['the connection is cut at DATA, before 354', { data: 'drop' }, refused(false, null)],
  ])('%s', async (_, script, expected) => {
    const server = await scripted(script);
    expect(await failure(sender(server.port).send(mail()))).toMatchObject(expected);
    expect(server.connections()).toBe(1);
  });

  it('the connection is cut in the middle of a long mail, before the dot', async () => {
    const server = await scripted({ duringBody: 'drop' });
    const error = await failure(sender(server.port).send(mail(undefined, large)));
    expect(error).toMatchObject(refused(false, null));
    expect(server.lines).not.toContain('.');
  });

  it('nobody listens', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    for (const host of ['127.0.0.1', 'localhost']) {
      const error = await failure(sender(port, { host }).send(mail()));
      expect(error).toMatchObject(refused(false, null));
      expect(error.message).toContain('ECONNREFUSED');
    }
  });

  it.each<[string, Script]>([
    ['the greeting', { greeting: 'silence' }],
    ['MAIL FROM', { mail: 'silence' }],
    ['DATA', { data: 'silence' }],
  ])('the server is silent at %s', async (_, script) => {
    const server = await scripted(script);
    const timeouts = { greeting: 50, reply: 50 };
    expect(await failure(sender(server.port, { timeouts }).send(mail()))).toMatchObject(refused(false, null));
  });

  it('names each recipient that was refused', async () => {
    const server = await scripted({
      rcpt: { 'a@x.example': '550 5.1.1 No', 'b@x.example': '450 4.2.0 Later' },
    });
    const error = await failure(sender(server.port).send(mail(['a@x.example', 'b@x.example'])));
    expect(error).toMatchObject({
      ...refused(false, 450),
      rejected: [
        { address: 'a@x.example', code: 550 },
        { address: 'b@x.example', code: 450 },
      ],
    });
  });

  it('an address would break the command', async () => {
    const server = await scripted();
    const error = await failure(sender(server.port).send(mail(['a@x.example>\r\nRCPT TO:<b@x.example'])));
    expect(error).toMatchObject(refused(true, null));
    expect(server.lines.join('\n')).not.toContain('b@x.example');
  });

  it('the mail is larger than the server takes', async () => {
    const server = await scripted({ ehlo: '250-scripted\r\n250 SIZE 20' });
    expect(await failure(sender(server.port).send(mail()))).toMatchObject(refused(true, null));
  });

  it('it was stopped before it was on its way', async () => {
    const server = await scripted({ data: 'silence' });
    const stop = new AbortController();
    const sending = failure(sender(server.port).send(mail(), stop.signal));
    await server.seen('DATA');
    stop.abort();
    expect(await sending).toMatchObject(refused(false, null));
    expect(await failure(sender(server.port).send(mail(), stop.signal))).toMatchObject(refused(false, null));
  });
});

describe('a mail whose fate is unknown', () => {
  it.each<[string, Script]>([
    ['the connection is cut after the dot', { body: 'drop' }],
    ['the server is silent after the dot', { body: 'silence' }],
    ['the reply is nonsense', { body: 'hello' }],
    ['the reply is a code that cannot stand there', { body: '354 Go on' }],
  ])('%s', async (_, script) => {
    const server = await scripted(script);
    const error = await failure(sender(server.port, { timeouts: { reply: 1_000 } }).send(mail()));
    expect(error).toBeInstanceOf(SendUnknown);
    expect(server.lines.filter((line) => line.startsWith('MAIL'))).toHaveLength(1);
  });

  it('the reply is cut off in the middle', async () => {
    const server = await scripted({ body: 'silence' });
    const sending = failure(sender(server.port).send(mail()));
    await server.seen('.');
    server.say('421 4.3.2 Going d');
    server.drop();
    expect(await sending).toBeInstanceOf(SendUnknown);
  });

  it('is not given up on when it is stopped after the dot', async () => {
    const server = await scripted({ body: 'silence' });
    const stop = new AbortController();
    const sending = sender(server.port).send(mail(), stop.signal);
    await server.seen('.');
    stop.abort();
    server.say('250 2.0.0 Ok: queued as 7\r\n');
    expect((await sending).response).toBe('250 2.0.0 Ok: queued as 7');
  });
});

describe('connections', () => {
  it('are kept for the next mail', async () => {
    const server = await scripted();
    const sending = sender(server.port);
    for (let i = 0; i < 5; i++) await sending.send(mail());
    expect(server.connections()).toBe(1);
    expect(server.lines.filter((line) => line.startsWith('MAIL'))).toHaveLength(5);
  });

  it('are made anew when the server has hung up in between', async () => {
    const server = await scripted();
    const sending = sender(server.port);
    await sending.send(mail());
    server.drop();
    await sending.send(mail());
    expect(server.connections()).toBe(2);
  });

  it('are made anew when the server says goodbye to the one that was kept', async () => {
    const server = await scripted();
    const sending = sender(server.port);
    await sending.send(mail());
    server.say('421 4.4.2 Idle for too long\r\n');
    await sending.send(mail());
    expect(server.lines.filter((line) => line === '.')).toHaveLength(2);
  });

  it('are not used again after something went wrong', async () => {
    const server = await scripted({ rcpt: { 'gone@x.example': '550 5.1.1 No' } });
    const sending = sender(server.port);
    await failure(sending.send(mail(['gone@x.example'])));
    await sending.send(mail());
    expect(server.connections()).toBe(2);
  });

  it('are closed when what is being sent has been sent', async () => {
    const server = await scripted({ body: 'silence' });
    const sending = sender(server.port);
    const last = sending.send(mail());
    await server.seen('.');
    const closed = sending.close();
    const late = failure(sending.send(mail()));
    server.say('250 2.0.0 Ok\r\n');
    expect((await last).response).toBe('250 2.0.0 Ok');
    await closed;
    expect(await late).toMatchObject(refused(false, null));
    await server.seen('QUIT');
  });
});

describe('encryption', () => {
  /** A server whose certificate nobody has signed. */
  async function encrypted(secure: boolean) {
    const arrived: boolean[] = [];
    const server = new SMTPServer({
      secure,
      logger: false,
      authOptional: true,
      closeTimeout: 100,
      onData: (stream, session, done) => {
        stream.resume().on('end', () => {
          arrived.push(session.secure);
          done();
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    return { port: (server.server.address() as AddressInfo).port, arrived };
  }

  it.each([
    ['from the first byte', true],
    ['by STARTTLS', false],
  ])('is used %s, and with a server of this machine needs no signed certificate', async (_, secure) => {
    const { port, arrived } = await encrypted(secure);
    await sender(port, { secure }).send(mail());
    expect(arrived).toEqual([true]);
  });

  it.each([true, false])(
    'is refused with a certificate that nobody signed (TLS at once: %s)',
    async (secure) => {
      const { port, arrived } = await encrypted(secure);
      for (const settings of [{ requireTls: true }, { host: '::ffff:127.0.0.1' }]) {
        const error = await failure(sender(port, { secure, ...settings }).send(mail()));
        expect(error).toMatchObject(refused(false, null));
        expect(error.message).toMatch(/certificate/i);
      }
      expect(arrived).toEqual([]);
    },
  );

  it('is asked for where the server offers it, and a failure is no reason to do without', async () => {
    const server = await scripted({ ehlo: '250-scripted\r\n250 STARTTLS', starttls: '454 4.7.0 Not now' });
    expect(await failure(sender(server.port).send(mail()))).toMatchObject(refused(false, 454));
    expect(server.lines).not.toContainEqual(expect.stringMatching(/^MAIL/));
  });

  it('is demanded where the account says so', async () => {
    const server = await scripted();
    const error = await failure(sender(server.port, { requireTls: true }).send(mail()));
    expect(error).toMatchObject(refused(false, 502));
    expect(server.lines).not.toContainEqual(expect.stringMatching(/^MAIL/));
  });

  it('is demanded before a password crosses a network', async () => {
    const server = await scripted();
    // This name is loopback too, but does not say so.
    const host = '::ffff:127.0.0.1';
    const error = await failure(sender(server.port, { host, user: 'u', password: 'hunter22' }).send(mail()));
    expect(error).toMatchObject(refused(false, 502));
    expect(server.lines).not.toContainEqual(expect.stringMatching(/^AUTH/));
  });

  it('nothing leaves where there is a password, and the server offers no login', async () => {
    const server = await scripted({ ehlo: '250 scripted' });
    const error = await failure(sender(server.port, { user: 'u', password: 'hunter22' }).send(mail()));
    expect(error).toMatchObject(refused(false, null));
    expect(error.message).toContain('offers no login');
  });

  it('keeps a password that the server echoes out of the message', async () => {
    const server = await scripted({ auth: '535 5.7.8 hunter22 is not your password' });
    const error = await failure(sender(server.port, { user: 'u', password: 'hunter22' }).send(mail()));
    expect(error.message).toContain('*** is not your password');
  });
});
