import { CommandError } from './errors.ts';
import { type Doc, decode, encode } from './values.ts';

/** Messages of MongoDB's wire protocol: OP_MSG, and OP_QUERY as far as a driver's first hello needs it. */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** The flags that a receiver must know; others it may ignore. */
const REQUIRED_FLAGS = 0xffff;

export const MAX_MESSAGE_BYTES = 48_000_000;
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

export interface Request {
  id: number;
  opCode: number;
  /** The command, with document sequences put in as arrays. */
  command: Doc;
  /** The client does not wait for an answer. */
  silent: boolean;
  /** The message is whole, but holds something that this server does not take. */
  refused?: CommandError;
}

/** The bytes are not a message that this server can answer: the connection is to be closed. */
export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

/** Cuts whole messages out of what a socket brings. */
export class MessageReader {
  private parts: Buffer[] = [];
  private length = 0;

  *push(chunk: Buffer): Generator<Buffer> {
    this.parts.push(chunk);
    this.length += chunk.length;
    while (this.length >= HEADER) {
      const size = this.peekSize();
      if (this.length < size) return;
      const bytes = this.take();
      this.put(bytes.subarray(size));
      yield bytes.subarray(0, size);
    }
  }

  private peekSize(): number {
    if ((this.parts[0] as Buffer).length < 4) this.put(this.take());
    const size = (this.parts[0] as Buffer).readInt32LE(0);
    if (size < HEADER || size > MAX_MESSAGE_BYTES) throw new ProtocolError(`message of ${size} bytes`);
    return size;
  }

  private take(): Buffer {
    return this.parts.length === 1 ? (this.parts[0] as Buffer) : Buffer.concat(this.parts);
  }

  private put(bytes: Buffer): void {
    this.parts = bytes.length > 0 ? [bytes] : [];
    this.length = bytes.length;
  }
}

export function readRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  try {
    if (opCode === OP_MSG) return { id, opCode, ...readMsg(message) };
    if (opCode === OP_QUERY) return { id, opCode, command: readQuery(message), silent: false };
  } catch (error) {
    if (error instanceof CommandError) return { id, opCode, command: {}, silent: false, refused: error };
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError('a message that cannot be read', { cause: error });
  }
  throw new ProtocolError(`unknown opcode ${opCode}`);
}

function readMsg(message: Buffer): { command: Doc; silent: boolean } {
  const flags = message.readUInt32LE(HEADER);
  const unknown = flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME);
  if (unknown !== 0) throw new ProtocolError(`unknown message flags ${unknown}`);
  let end = message.length;
  if (flags & CHECKSUM_PRESENT) {
    end -= 4;
    if (crc32c(message.subarray(0, end)) !== message.readUInt32LE(end))
      throw new ProtocolError('wrong checksum');
  }
  return {
    command: readSections(message.subarray(0, end), HEADER + 4),
    silent: (flags & MORE_TO_COME) !== 0,
  };
}

function readSections(message: Buffer, start: number): Doc {
  let command: Doc | undefined;
  const sequences: Doc = {};
  let at = start;
  while (at < message.length) {
    const kind = message[at];
    const size = message.readInt32LE(at + 1);
    if (size < 5 || at + 1 + size > message.length)
      throw new ProtocolError('a section longer than its message');
    const section = message.subarray(at + 1, at + 1 + size);
    if (kind === 0 && !command) command = decode(section);
    else if (kind === 1) Object.assign(sequences, readSequence(section));
    else throw new ProtocolError(`unexpected section of kind ${kind}`);
    at += 1 + size;
  }
  if (!command) throw new ProtocolError('a message without a body');
  return Object.assign(command, sequences);
}

/** A document sequence: its name, then BSON documents until its end. */
function readSequence(section: Buffer): Doc {
  const nameEnd = section.indexOf(0, 4);
  const docs: Doc[] = [];
  let at = nameEnd + 1;
  while (at < section.length) {
    const size = section.readInt32LE(at);
    if (size < 5 || at + size > section.length) throw new ProtocolError('a document longer than its section');
    docs.push(decode(section.subarray(at, at + size)));
    at += size;
  }
  return { [section.toString('utf8', 4, nameEnd)]: docs };
}

/** The command of a legacy OP_QUERY on `database.$cmd`. */
function readQuery(message: Buffer): Doc {
  const nameEnd = message.indexOf(0, HEADER + 4);
  const namespace = message.toString('utf8', HEADER + 4, nameEnd);
  const at = nameEnd + 1 + 8;
  const command = decode(message.subarray(at, at + message.readInt32LE(at)));
  return { ...command, $db: namespace.split('.')[0] };
}

/** The answer to a request, in the opcode that its sender understands. */
export function writeReply(request: Request, reply: Doc, replyId: number): Buffer {
  const body = encode(reply);
  const isLegacy = request.opCode === OP_QUERY;
  const start = HEADER + (isLegacy ? 20 : 5);
  const message = Buffer.alloc(start + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(replyId, 4);
  message.writeInt32LE(request.id, 8);
  message.writeInt32LE(isLegacy ? OP_REPLY : OP_MSG, 12);
  // OP_REPLY: flags, cursor id (8 bytes), starting position, number of documents; OP_MSG: flags, section kind.
  if (isLegacy) message.writeInt32LE(1, HEADER + 16);
  message.set(body, start);
  return message;
}

const CRC32C = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC32C[(crc ^ byte) & 0xff] as number);
  return ~crc >>> 0;
}
