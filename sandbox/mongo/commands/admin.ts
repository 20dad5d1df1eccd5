import { type Doc, isDocument } from '../values.ts';
import { MAX_DOCUMENT_BYTES, MAX_MESSAGE_BYTES } from '../wire.ts';
import type { Command, CommandContext } from './command.ts';

/** MongoDB 7.0: what a driver may expect of this server. */
const WIRE_VERSION = 21;
const VERSION = '7.0.0';

/** Drivers offer in it what they are able to do; what the reply does not take up is not used. */
const hello: Command = { fields: 'any', run: sayHello };
const buildInfo: Command = {
  fields: [],
  run: () => ({ version: VERSION, versionArray: [7, 0, 0, 0], modules: [], ok: 1 }),
};

/** Commands about the server itself. */
export const ADMIN: Record<string, Command> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: { fields: [], run: () => ({ ok: 1 }) },
  buildInfo,
  buildinfo: buildInfo,
  serverStatus: { fields: [], run: serverStatus },
  connectionStatus: {
    fields: ['showPrivileges'],
    run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
  },
  endSessions: { fields: [], run: () => ({ ok: 1 }) },
};

/** A standalone server: no replica set, so no transactions and no retryable writes. */
function sayHello({ name, command, connectionId }: CommandContext): Doc {
  return {
    ...(isDocument(command.client) || command.helloOk === true ? { helloOk: true } : {}),
    [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ok: 1,
  };
}

function serverStatus(): Doc {
  return {
    host: '127.0.0.1',
    version: VERSION,
    process: 'mongod',
    pid: BigInt(process.pid),
    uptime: process.uptime(),
    localTime: new Date(),
    ok: 1,
  };
}
