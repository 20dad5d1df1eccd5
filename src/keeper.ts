import type { Thread } from './domain/thread/thread.ts';
import type { NoticeStore } from './store/notices.ts';
import { changeThread, type ThreadStore } from './store/threads.ts';

/** Wakes a thread when it is due, and the postman when a notice waits. Missed wakes are made up by the sweep. */
export interface Alarms {
  /** Sets the thread's one alarm to its due time, or removes it. */
  set(thread: Thread): Promise<void>;
  notice(key: string): Promise<void>;
}

/** The one way to change a stored thread: what follows from a change is never forgotten. */
export interface Keeper {
  open(thread: Thread): Promise<boolean>;
  /**
   * Applies a pure transition to the newest stored thread; null when there is no such thread. `known` spares a read
   * where the caller has read the thread just now.
   */
  change(id: string, transition: (thread: Thread) => Thread, known?: Thread): Promise<Thread | null>;
  /** Does what a stored thread still owes: queues its notices, sets its alarm. Harmless when done twice. */
  follow(thread: Thread): Promise<void>;
}

export function createKeeper(threads: ThreadStore, notices: NoticeStore, alarms: Alarms): Keeper {
  async function follow(thread: Thread): Promise<void> {
    await alarms.set(thread);
    if (thread.outbox.length === 0) return;
    for (const notice of thread.outbox) {
      await notices.add(notice);
      await alarms.notice(notice.key);
    }
    // Only now may the outbox forget them: a crash before this line queues them again, under the same keys.
    const queued = new Set(thread.outbox.map((notice) => notice.key));
    await changeThread(threads, thread.id, (newest) => ({
      ...newest,
      outbox: newest.outbox.filter((notice) => !queued.has(notice.key)),
    }));
  }

  return {
    async open(thread) {
      const inserted = await threads.insert(thread);
      const stored = await threads.get(thread.id);
      if (stored) await follow(stored);
      return inserted;
    },
    async change(id, transition, known) {
      const before: { version?: number } = {};
      const noted = (thread: Thread) => {
        before.version = thread.version;
        return transition(thread);
      };
      const after = await changeThread(threads, id, noted, known);
      if (after && after.version !== before.version) await follow(after);
      return after;
    },
    follow,
  };
}
