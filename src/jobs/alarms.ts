import type { Agenda } from 'agenda';
import type { Db } from 'mongodb';
import type { Clock } from '../clock.ts';
import { dueAt } from '../domain/thread/thread.ts';
import type { Alarms } from '../keeper.ts';
import { noticeJob } from './notice/job.ts';
import { stepJob } from './step/job.ts';

/** Alarms as Agenda jobs: one for each thread that wants to be woken, one for each waiting notice. */
export function agendaAlarms(agenda: Agenda, clock: Clock): Alarms {
  return {
    async set(thread) {
      const due = dueAt(thread);
      if (!due) {
        await agenda.cancel({ name: stepJob, data: { threadId: thread.id } });
        return;
      }
      await agenda
        .create(stepJob, { threadId: thread.id })
        .unique({ 'data.threadId': thread.id })
        .schedule(clock.toReal(due))
        .save();
    },
    async notice(key) {
      await agenda.create(noticeJob, { key }).unique({ 'data.key': key }).schedule(new Date()).save();
    },
  };
}

/** Alarms are found by what they are about: without these, each change of a thread would scan all jobs. */
export async function indexJobs(db: Db): Promise<void> {
  await db.collection('agendaJobs').createIndexes([
    { key: { name: 1, 'data.threadId': 1 }, partialFilterExpression: { 'data.threadId': { $exists: true } } },
    { key: { name: 1, 'data.key': 1 }, partialFilterExpression: { 'data.key': { $exists: true } } },
  ]);
}
