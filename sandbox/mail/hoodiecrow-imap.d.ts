/** The parts of hoodiecrow-imap that the sandbox uses; the package brings no types of its own. */
declare module 'hoodiecrow-imap' {
  import type { EventEmitter } from 'node:events';
  import type { Server, Socket } from 'node:net';

  namespace hoodiecrow {
    interface Message {
      uid: number;
      flags: string[];
      /** IMAP date-time, '03-Feb-2026 09:00:00 +0000'. */
      internaldate: string;
      /** The message's bytes, one for each character (latin1). */
      raw: string;
      MODSEQ?: number;
    }

    interface Mailbox {
      path: string;
      uidvalidity: number;
      uidnext: number;
      messages: Message[];
      HIGHESTMODSEQ?: number;
    }

    interface Token {
      type: 'ATOM' | 'STRING' | 'LITERAL' | 'SEQUENCE' | 'SECTION' | 'TEXT';
      value: string;
      section?: Attribute[];
      partial?: number[];
    }

    type Attribute = Token | Attribute[] | number | string | null;

    interface Command {
      tag: string;
      command: string;
      attributes?: Attribute[];
      /** Set by the CONDSTORE plugin. */
      changedsince?: number;
    }

    interface Response {
      tag: string;
      command?: string;
      attributes: Attribute[];
      mailboxCopy?: Message[];
    }

    interface Connection {
      server: ImapServer;
      socket: Socket | null;
      state: 'Not Authenticated' | 'Authenticated' | 'Selected' | 'Logout';
      selectedMailbox?: Mailbox;
      readOnly?: boolean;
      /** Set by the ENABLE plugin. */
      enabled?: string[];
      /** Send notifications as they come (IDLE), not with the next tagged response. */
      directNotifications: boolean;
      notificationQueue: Response[];
      inputHandler: ((line: string) => void) | false;
      _notificationCallback: (notification: unknown) => void;
      send(response: Response, description: string, parsed?: Command, data?: string, extra?: unknown): void;
      processNotifications(): void;
      scheduleCommand(line: string): void;
    }

    type CommandHandler = (connection: Connection, parsed: Command, data: string, done: () => void) => void;
    type Plugin = string | ((server: ImapServer) => void);

    interface Folder {
      'special-use'?: string;
      uidvalidity?: number;
    }

    interface Options {
      plugins?: Plugin[];
      id?: Record<string, string>;
      storage?: Record<string, { separator?: string; folders?: Record<string, Folder> }>;
    }

    interface ImapServer extends EventEmitter {
      server: Server;
      capabilities: Record<string, (connection: Connection) => boolean>;
      connectionHandlers: ((connection: Connection) => void)[];
      outputHandlers: ((
        connection: Connection,
        response: Response,
        description: string,
        parsed?: Command,
        data?: string,
        extra?: unknown,
      ) => void)[];
      fetchFilters: ((
        connection: Connection,
        message: Message,
        parsed: Command,
        sequence: number,
      ) => boolean)[];
      folderCache: Record<string, Mailbox>;
      listen(port: number, host: string, callback: () => void): void;
      registerCapability(keyword: string, available?: (connection: Connection) => boolean): void;
      setCommandHandler(command: string, handler: CommandHandler): void;
      getCommandHandler(command: string): CommandHandler | false;
      getMailbox(path: string): Mailbox | undefined;
      getMessageRange(messages: Mailbox | Message[], range: string, byUid: boolean): [number, Message][];
      notify(response: Response, mailbox: Mailbox, except?: Connection): void;
      formatInternalDate(date: Date): string;
      processMailbox(path: string, mailbox: Mailbox, namespace: string): void;
      processMessage(message: Message, mailbox: Mailbox): void;
      appendMessage(
        mailbox: Mailbox | string,
        flags: string[],
        internaldate: string | Date | undefined,
        raw: string,
        except?: Connection,
      ): { mailbox: Mailbox; message: Message };
    }
  }

  function hoodiecrow(options?: hoodiecrow.Options): hoodiecrow.ImapServer;
  export = hoodiecrow;
}
