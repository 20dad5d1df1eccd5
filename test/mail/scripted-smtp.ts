import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** What the server does when it is asked something: a reply, or a way to misbehave. */
type Answer = string | 'drop' | 'silence';

/** What each command is answered with; what is left out gets the answer of an ordinary server. */
export interface Script {
  greeting?: Answer;
  ehlo?: Answer;
  starttls?: Answer;
  auth?: Answer;
  mail?: Answer;
  /** By recipient, else for all. */
  rcpt?: Answer | Record<string, Answer>;
  data?: Answer;
  /** After the dot. */
  body?: Answer;
  /** Once a first line of the mail has come, before the dot. */
  duringBody?: Answer;
}

export interface ScriptedServer {
  port: number;
  /** Every line of every client, in order. */
  lines: string[];
  connections(): number;
  /** Resolves when a line that begins so has come. */
  seen(start: string): Promise<void>;
  /** Sends this to every client, unasked. */
  say(text: string): void;
  drop(): void;
  close(): Promise<void>;
}

const ordinary = {
  greeting: '220 scripted ESMTP',
  ehlo: '250-scripted\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME',
  starttls: '502 5.5.1 Not here',
  auth: '235 2.7.0 Welcome',
  mail: '250 2.1.0 Ok',
  rcpt: '250 2.1.5 Ok',
  data: '354 Go ahead',
  body: '250 2.0.0 Ok: queued as 1',
};

/** A server that speaks just enough SMTP to go wrong at one exact point. */
export async function scriptedSmtp(script: Script = {}): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  const lines: string[] = [];
  const waiting: { start: string; resolve: () => void }[] = [];
  let connections = 0;

  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    const give = (answer: Answer) => {
      if (answer === 'drop') socket.destroy();
      else if (answer !== 'silence') socket.write(`${answer}\r\n`);
    };
    let inBody = false;
    const hear = (line: string) => {
      lines.push(line);
      for (const one of waiting) if (line.startsWith(one.start)) one.resolve();
      if (inBody) {
        if (line === '.') {
          inBody = false;
          give(script.body ?? ordinary.body);
        } else if (script.duringBody) give(script.duringBody);
        return;
      }
      const word = line.split(' ', 1)[0]?.toUpperCase();
      if (word === 'EHLO') give(script.ehlo ?? ordinary.ehlo);
      else if (word === 'STARTTLS') give(script.starttls ?? ordinary.starttls);
      else if (word === 'AUTH') give(script.auth ?? ordinary.auth);
      else if (word === 'MAIL') give(script.mail ?? ordinary.mail);
      else if (word === 'RCPT') {
        const { rcpt = ordinary.rcpt } = script;
        const recipient = /<(.*)>/.exec(line)?.[1] ?? '';
        give(typeof rcpt === 'string' ? rcpt : (rcpt[recipient] ?? ordinary.rcpt));
      } else if (word === 'DATA') {
        const answer = script.data ?? ordinary.data;
        inBody = answer.startsWith('354');
        give(answer);
      } else if (word === 'QUIT') socket.end('221 Bye\r\n');
      else give('500 What?');
    };
    let rest = '';
    socket.on('data', (chunk) => {
      const pieces = (rest + chunk.toString('latin1')).split('\r\n');
      rest = pieces.pop() ?? '';
      pieces.forEach(hear);
    });
    give(script.greeting ?? ordinary.greeting);
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    lines,
    connections: () => connections,
    seen: (start) =>
      lines.some((line) => line.startsWith(start))
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ start, resolve })),
    say: (text) => {
      for (const socket of sockets) socket.write(text);
    },
    drop: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
