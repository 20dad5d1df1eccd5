import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { type Doc, decode, encode } from './values.ts';

/** One change, as it stands in the journal. `put` is an insert or a new version: the _id decides. */
export type JournalRecord =
  | { op: 'put'; ns: string; doc: Doc }
  | { op: 'delete'; ns: string; id: unknown }
  | { op: 'create'; ns: string }
  | { op: 'drop'; ns: string }
  | { op: 'index'; ns: string; spec: Doc }
  | { op: 'dropIndex'; ns: string; name: string };

/** The journal's bytes are not what this server wrote; it is left as it is for a person to look at. */
export class JournalCorrupt extends Error {
  override name = 'JournalCorrupt';
}

const FILE = 'journal.bson';
const MAGIC = Buffer.from('palaan mongo sandbox 1\n');
const HEADER = 12;
const LENGTH_GUARD = 0x5041_4c41;
const COMPACT_FACTOR = 4;
const COMPACT_LEAST_BYTES = 1 << 20;

/**
 * The append-only log. Every record is BSON after a header of three little-endian 32-bit numbers: length,
 * length xor a constant, CRC-32 of the record. Changes of one command are written together, by one write()
 * before the command is answered: they outlive a kill of the process; with fsync also a power cut.
 */
export class Journal {
  private readonly directory: string | undefined;
  private readonly warn: (message: string) => void;
  private file: number | undefined;
  private pending: Buffer[] = [];
  /** Bytes of the file that are known to be whole. */
  private size = 0;

  /** The directory exists and is this process's own. Without one nothing is written. */
  constructor(directory?: string, warn: (message: string) => void = () => {}) {
    this.directory = directory;
    this.warn = warn;
  }

  append(record: JournalRecord): void {
    if (this.directory !== undefined) this.pending.push(frame(record));
  }

  /** Writes what was appended. A failure leaves the file as it was before and is not to be survived. */
  flush(fsync: boolean): void {
    if (this.file === undefined) return;
    if (this.pending.length > 0) {
      const bytes = Buffer.concat(this.pending);
      this.pending = [];
      try {
        writeAll(this.file, bytes, this.size);
      } catch (error) {
        fs.ftruncateSync(this.file, this.size);
        throw error;
      }
      this.size += bytes.length;
    }
    if (fsync) fs.fdatasyncSync(this.file);
  }

  /** Opens the file and hands over its records in order. A torn end is cut off with a warning. */
  replay(apply: (record: JournalRecord) => void): void {
    if (this.directory === undefined) return;
    const name = path.join(this.directory, FILE);
    this.file = fs.openSync(name, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600);
    const bytes = fs.readFileSync(this.file);
    if (bytes.length < MAGIC.length && MAGIC.subarray(0, bytes.length).equals(bytes)) {
      writeAll(this.file, MAGIC, 0);
      this.size = MAGIC.length;
      return;
    }
    if (!bytes.subarray(0, MAGIC.length).equals(MAGIC))
      throw new JournalCorrupt(`${name} is not a journal of this server`);
    this.size = replayRecords(bytes, name, apply);
    if (this.size < bytes.length) {
      this.warn(`${name}: cut ${bytes.length - this.size} bytes of a write that was never finished`);
      fs.ftruncateSync(this.file, this.size);
    }
  }

  /** Rewrites the file where it is much longer than what it says. The old one stays until the new is whole. */
  compact(snapshot: () => Iterable<JournalRecord>): void {
    if (this.file === undefined || this.directory === undefined || this.size < COMPACT_LEAST_BYTES) return;
    const frames = Array.from(snapshot(), frame);
    const length = frames.reduce((sum, bytes) => sum + bytes.length, MAGIC.length);
    if (this.size < length * COMPACT_FACTOR) return;
    const fresh = path.join(this.directory, `${FILE}.new`);
    const file = fs.openSync(fresh, 'w+', 0o600);
    let at = writeAll(file, MAGIC, 0);
    for (const bytes of frames) at += writeAll(file, bytes, at);
    fs.fsyncSync(file);
    fs.renameSync(fresh, path.join(this.directory, FILE));
    fs.closeSync(this.file);
    this.file = file;
    this.size = length;
  }

  close(): void {
    if (this.file === undefined) return;
    fs.fdatasyncSync(this.file);
    fs.closeSync(this.file);
    this.file = undefined;
  }
}

function frame(record: JournalRecord): Buffer {
  const body = encode(record as unknown as Doc);
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(body.length, 0);
  header.writeUInt32LE((body.length ^ LENGTH_GUARD) >>> 0, 4);
  header.writeUInt32LE(crc32(body), 8);
  return Buffer.concat([header, body]);
}

/** Gives the position after the last whole record. */
function replayRecords(bytes: Buffer, name: string, apply: (record: JournalRecord) => void): number {
  let at = MAGIC.length;
  while (at + HEADER <= bytes.length) {
    const length = bytes.readUInt32LE(at);
    const end = at + HEADER + length;
    if ((length ^ LENGTH_GUARD) >>> 0 !== bytes.readUInt32LE(at + 4)) {
      // After a power cut a file may end in zeros that were never written over.
      if (bytes.subarray(at).every((byte) => byte === 0)) return at;
      throw corrupt(name, at);
    }
    if (end > bytes.length) return at;
    const body = bytes.subarray(at + HEADER, end);
    if (crc32(body) !== bytes.readUInt32LE(at + 8)) {
      if (end === bytes.length) return at;
      throw corrupt(name, at);
    }
    apply(decode(body) as unknown as JournalRecord);
    at = end;
  }
  return at;
}

function corrupt(name: string, at: number): JournalCorrupt {
  return new JournalCorrupt(
    `${name} is damaged at byte ${at}, with whole records after it: nothing was changed. Restore the file from a copy, or start with an empty directory.`,
  );
}

function writeAll(file: number, bytes: Buffer, position: number): number {
  let written = 0;
  while (written < bytes.length) {
    written += fs.writeSync(file, bytes, written, bytes.length - written, position + written);
  }
  return written;
}
