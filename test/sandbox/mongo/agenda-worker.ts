// A worker process of agenda.test.ts: runs jobs named `work` until it is told to stop.
// Arguments: connection string, file for the record of runs, lock lifetime in milliseconds.
import { appendFileSync } from 'node:fs';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';

const [, , uri = '', record = '', lockLifetime = ''] = process.argv;

// An error is a lost connection here: Agenda goes on, and the jobs that it held are free when their lock ends.
const agenda = new Agenda({
  backend: new MongoBackend({ address: uri }),
  processEvery: 200,
  defaultConcurrency: 20,
  // Locks only what it runs soon: else a slow machine lets locks end while their jobs still wait.
  defaultLockLimit: 40,
  defaultLockLifetime: Number(lockLifetime),
});
agenda.on('error', () => {});
// Agenda 6 gives back a lock without waiting for the outcome (JobProcessor, unlockJob): when the connection is lost
// just then, that rejection has no handler and would end the process.
process.on('unhandledRejection', () => {});

agenda.define('work', async ({ attrs }) => {
  const { n } = attrs.data as { n: number };
  // Appended before the job is done: the record outlives this process, and the database too.
  appendFileSync(record, `${JSON.stringify({ n, lockedAt: attrs.lockedAt?.getTime() })}\n`);
});

await agenda.start();
console.log('ready');

process.once('SIGTERM', () => {
  void agenda.stop().then(() => process.exit(0));
});
