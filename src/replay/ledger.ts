import { companyDomain, type Matchable, sameMailbox, topicOf } from '../domain/match.ts';
import type { Thread } from '../domain/thread/thread.ts';

/** As many as the store looks at for one mail, the newest first. */
const mostCandidates = 500;

/** The threads of a replay in memory, found by what a mail may name: the same five ways as in the store. */
export class Ledger {
  readonly #threads = new Map<string, Thread>();
  readonly #found = new Map<string, Set<string>>();

  get(id: string): Thread | undefined {
    return this.#threads.get(id);
  }

  all(): IterableIterator<Thread> {
    return this.#threads.values();
  }

  put(thread: Thread): void {
    const before = this.#threads.get(thread.id);
    this.#threads.set(thread.id, thread);
    // Of what a thread is found by, only its Message-IDs grow.
    const keys = before ? idKeys(thread.knownIds.slice(before.knownIds.length)) : keysOf(thread);
    for (const key of keys) {
      const ids = this.#found.get(key) ?? new Set();
      this.#found.set(key, ids.add(thread.id));
    }
  }

  /** Threads that the mail may belong to; `matchThread` decides. `about` are the recipients that a bounce names. */
  candidates(mail: Matchable, about: readonly string[]): Thread[] {
    const authors = mail.from.map(({ address }) => address);
    const ever = [...idKeys([...mail.inReplyTo, ...mail.references]), ...personKeys([...authors, ...about])];
    const running = [...companyKeys(authors), ...topicKeys(mail.subject)];
    const ids = new Set([...this.#idsOf(ever), ...this.#idsOf(running, isOpen)]);
    return [...ids]
      .flatMap((id) => this.#threads.get(id) ?? [])
      .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
      .slice(0, mostCandidates);
  }

  /** Running or held threads with this prospect. */
  openWith(address: string): Thread[] {
    return this.#idsOf(personKeys([address]), isOpen).flatMap((id) => this.#threads.get(id) ?? []);
  }

  #idsOf(keys: readonly string[], wanted: (thread: Thread) => boolean = () => true): string[] {
    return keys.flatMap((key) =>
      [...(this.#found.get(key) ?? [])].filter((id) => {
        const thread = this.#threads.get(id);
        return thread !== undefined && wanted(thread);
      }),
    );
  }
}

function isOpen(thread: Thread): boolean {
  return thread.status !== 'ended';
}

function keysOf(thread: Thread): string[] {
  const people = thread.prospects.map(({ address }) => address);
  return [
    ...idKeys(thread.knownIds),
    ...personKeys(people),
    ...companyKeys(people),
    ...topicKeys(thread.subject),
  ];
}

function idKeys(ids: readonly string[]): string[] {
  return ids.map((id) => `id ${id}`);
}

function personKeys(addresses: readonly string[]): string[] {
  return addresses.map((address) => `person ${sameMailbox(address)}`);
}

function companyKeys(addresses: readonly string[]): string[] {
  return addresses.flatMap((address) => {
    const company = companyDomain(address);
    return company === null ? [] : [`company ${company}`];
  });
}

function topicKeys(subject: string): string[] {
  const topic = topicOf(subject);
  return topic === '' ? [] : [`topic ${topic}`];
}
