import type { Command, Connection, ImapServer } from 'hoodiecrow-imap';

/** Finds the mailboxes of a user, or null where name or password is wrong. */
export type LogIn = (user: string, password: string) => ImapServer | null;

/**
 * LOGIN and AUTHENTICATE PLAIN for one port with many users: hoodiecrow keeps one set of folders for all, so
 * each account is a hoodiecrow of its own, and a session moves to it when it logs in.
 */
export function loginPlugin(server: ImapServer, logIn: LogIn): void {
  const anonymous = (connection: Connection) => connection.state === 'Not Authenticated';
  server.registerCapability('AUTH=PLAIN', anonymous);
  server.registerCapability('SASL-IR', anonymous);

  server.setCommandHandler('LOGIN', (connection, parsed, _data, done) => {
    const [user, password] = (parsed.attributes ?? []).map((attribute) =>
      typeof attribute === 'object' && attribute && 'value' in attribute ? attribute.value : '',
    );
    enter(connection, parsed, user ?? '', password ?? '');
    done();
  });

  server.setCommandHandler('AUTHENTICATE PLAIN', (connection, parsed, _data, done) => {
    const response = (line: string) => {
      const [, user = '', password = ''] = Buffer.from(line, 'base64').toString('latin1').split('\0');
      enter(connection, parsed, user, password);
    };
    const [initial] = parsed.attributes ?? [];
    if (initial && typeof initial === 'object' && 'value' in initial) response(initial.value);
    else {
      connection.inputHandler = (line) => {
        connection.inputHandler = false;
        response(line);
      };
      connection.socket?.write('+ \r\n');
    }
    done();
  });

  function enter(connection: Connection, parsed: Command, user: string, password: string): void {
    const [command, text] = attempt(connection, user, password);
    const attributes = [{ type: 'TEXT' as const, value: text }];
    connection.send({ tag: parsed.tag, command, attributes }, 'LOGIN', parsed);
  }

  function attempt(connection: Connection, user: string, password: string): [string, string] {
    if (connection.state !== 'Not Authenticated') return ['BAD', 'Already logged in'];
    const account = logIn(user, Buffer.from(password, 'latin1').toString('utf8'));
    if (!account) return ['NO', '[AUTHENTICATIONFAILED] Wrong name or password'];
    server.removeListener('notify', connection._notificationCallback);
    account.on('notify', connection._notificationCallback);
    connection.server = account;
    connection.state = 'Authenticated';
    return ['OK', 'Logged in'];
  }
}
