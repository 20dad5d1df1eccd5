import type { ImapServer } from 'hoodiecrow-imap';

/**
 * IDLE (RFC 2177), in the place of hoodiecrow's own, which goes on notifying after DONE and keeps a timer of
 * half an hour for each session.
 */
export function idlePlugin(server: ImapServer): void {
  server.registerCapability('IDLE');
  server.setCommandHandler('IDLE', (connection, parsed, data, done) => {
    const finish = (command: string, text: string) =>
      connection.send(
        { tag: parsed.tag, command, attributes: [{ type: 'TEXT', value: text }] },
        'IDLE',
        parsed,
        data,
      );

    if (connection.state === 'Not Authenticated') finish('NO', 'Log in first');
    else {
      connection.directNotifications = true;
      connection.inputHandler = (line) => {
        connection.inputHandler = false;
        connection.directNotifications = false;
        if (line.trim().toUpperCase() === 'DONE') finish('OK', 'IDLE terminated');
        else finish('BAD', 'Expected DONE');
      };
      connection.socket?.write('+ idling\r\n');
      connection.processNotifications();
    }
    done();
  });
}
