import { randomBytes } from 'node:crypto';
import { type Db, MongoServerError } from 'mongodb';
import type { Config } from '../config.ts';
import { reason } from '../errors.ts';
import { connect } from '../store/database.ts';
import type { Finding } from './checks.ts';

const ANSWER_WITHIN_MS = 5_000;

/** Whether MongoDB answers, lets us in, and lets us create a unique index: what at-most-once sending stands on. */
export async function checkDatabase({ uri, database }: Config['mongo']): Promise<Finding[]> {
  try {
    const { client, db } = await connect(uri, database, { timeoutMs: ANSWER_WITHIN_MS });
    try {
      await db.command({ ping: 1 });
      await tryIndex(db);
    } finally {
      await client.close();
    }
    return [{ status: 'ok', what: 'mongodb', detail: `database ${database}, indexes can be created` }];
  } catch (error) {
    return [{ status: 'fail', what: 'mongodb', detail: whatToDo(error) }];
  }
}

/** Creates a unique index in a collection of its own, and takes it away again. */
async function tryIndex(db: Db): Promise<void> {
  const scratch = db.collection(`check_${randomBytes(6).toString('hex')}`);
  await scratch.createIndex({ key: 1 }, { unique: true });
  await scratch.drop();
}

function whatToDo(error: unknown): string {
  const code = error instanceof MongoServerError ? error.code : undefined;
  if (code === 18) return 'the login was refused. Check the user and the password in mongo.uri.';
  if (code === 13)
    return 'the user in mongo.uri may not create indexes. Give it the role readWrite on the database.';
  if (error instanceof Error && error.name === 'MongoServerSelectionError') {
    return `no server answers: ${reason(error)}. Check mongo.uri, and that MongoDB is running.`;
  }
  return `${reason(error)} Check mongo.uri.`;
}
