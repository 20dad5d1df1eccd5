import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { BSON } from 'bson';
import { MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { startMongo } from '../../../sandbox/mongo/server.ts';

// Bytes on the wire, which the driver would not send: for the stand-in alone, whatever MONGODB_URI says.

const OP_MSG = 2013;
const OP_QUERY = 2004;

async function server(): Promise<{ uri: string; port: number }> {
  const mongo = await startMongo();
  onTestFinished(() => mongo.close());
  return mongo;
}

/** Sends bytes and gives what comes back until the first whole message, or the end of the connection. */
async function exchange(port: number, ...chunks: Uint8Array[]): Promise<Buffer | 'closed'> {
  const socket = net.connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  for (const chunk of chunks) socket.write(chunk);
  const end = once(socket, 'close').then(() => 'closed' as const);
  const [reply] = await Promise.race([once(socket, 'data'), end.then((closed) => [closed])]);
  return reply;
}

function message(opCode: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

const flags = (bits: number) => Buffer.from(Uint32Array.of(bits).buffer);
const int32 = (n: number) => Buffer.from(Int32Array.of(n).buffer);
const section = (command: object) => Buffer.concat([Buffer.of(0), BSON.serialize(command)]);
const replyOf = (bytes: Buffer | 'closed') =>
  bytes === 'closed' ? bytes : BSON.deserialize(bytes.subarray(21));

test('a command comes in any pieces, its documents in a sequence of their own', async () => {
  const { port } = await server();
  const name = Buffer.from('documents\0');
  const docs = Buffer.concat([BSON.serialize({ _id: 1 }), BSON.serialize({ _id: 2 })]);
  const sequence = Buffer.concat([Buffer.of(1), int32(4 + name.length + docs.length), name, docs]);
  const insert = message(OP_MSG, flags(0), sequence, section({ insert: 'things', $db: 'test' }));
  const pieces = [insert.subarray(0, 3), insert.subarray(3, 40), insert.subarray(40)];
  expect(replyOf(await exchange(port, ...pieces))).toEqual({ n: 2, ok: 1 });
});

test('the legacy hello is answered in its own form', async () => {
  const { port } = await server();
  const query = message(
    OP_QUERY,
    flags(0),
    Buffer.from('admin.$cmd\0'),
    int32(0),
    int32(-1),
    BSON.serialize({ isMaster: 1 }),
  );
  const reply = (await exchange(port, query)) as Buffer;
  expect(reply.readInt32LE(12)).toBe(1);
  expect(BSON.deserialize(reply.subarray(36))).toMatchObject({ ismaster: true, ok: 1 });
});

test('a checksum is verified', async () => {
  const { port } = await server();
  const ping = section({ ping: 1, $db: 'admin' });
  const unsigned = message(OP_MSG, flags(1), ping, Buffer.alloc(4));
  const signed = Buffer.from(unsigned);
  signed.writeUInt32LE(crc32c(unsigned.subarray(0, -4)), unsigned.length - 4);
  expect(replyOf(await exchange(port, signed))).toEqual({ ok: 1 });
  expect(await exchange(port, unsigned)).toBe('closed');
});

test('what is no message closes its connection and disturbs no other', async () => {
  const { port, uri } = await server();
  const ping = section({ ping: 1, $db: 'admin' });
  const tooLong = Buffer.alloc(16);
  tooLong.writeInt32LE(0x7fffffff, 0);
  const longDoc = Buffer.concat([Buffer.of(0), int32(1000), Buffer.alloc(10)]);
  const hostile = [
    tooLong,
    Buffer.alloc(16),
    message(9999, flags(0), ping),
    message(OP_MSG, flags(0x80), ping),
    message(OP_MSG, flags(0)),
    message(OP_MSG, flags(0), Buffer.concat([Buffer.of(5), ping])),
    message(OP_MSG, flags(0), longDoc),
    message(OP_MSG, flags(0), Buffer.of(0, 6, 0, 0, 0, 0x10, 0)),
    Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
  ];
  for (const bytes of hostile) expect(await exchange(port, bytes)).toBe('closed');
  const noise = Array.from({ length: 200 }, () => message(OP_MSG, flags(0), randomBytes(50)));
  await Promise.all(noise.map((bytes) => exchange(port, bytes)));
  const client = new MongoClient(uri);
  expect(await client.db().command({ ping: 1 })).toEqual({ ok: 1 });
  await client.close();
});

test('an unacknowledged write gets no answer and is done before what follows', async () => {
  const { uri } = await server();
  const client = new MongoClient(uri, { maxPoolSize: 1 });
  const things = client.db('test').collection('things');
  await things.insertOne({ a: 1 }, { writeConcern: { w: 0 } });
  expect(await things.countDocuments()).toBe(1);
  await client.close();
});

/** CRC-32C, bit by bit. */
function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}
