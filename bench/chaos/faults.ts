import type { SandboxMail } from '../../sandbox/mail/start.ts';
import { type Random, randomOf } from '../fuzz/random.ts';
import { sellers, trackingAddress } from './cast.ts';
import type { Wire } from './network.ts';
import type { FaultKind, PlannedFault } from './plan.ts';
import type { Kept } from './processes.ts';

/** What can be broken. */
export interface Breakable {
  workers: readonly Kept[];
  mongo: Kept;
  wire: Wire;
  mail: SandboxMail;
}

const odd = ['NO', 'BAD', 'BYE', 'drop'] as const;

/** Breaks things, one after the other or several at once, and mends them again. */
export class Faults {
  readonly #world: Breakable;
  readonly #random: Random;
  readonly #mending = new Set<NodeJS.Timeout>();
  readonly counts = new Map<FaultKind, number>();
  #validity = 2_000_000_000;
  #killing = false;
  readonly #acts: Readonly<Record<FaultKind, (ms: number, whom: number) => void>> = {
    'kill-worker': (_, whom) => this.#worker(whom)?.kill('SIGKILL'),
    'stop-worker': (_, whom) => this.#worker(whom)?.kill('SIGTERM'),
    'freeze-worker': (ms, whom) => this.#worker(whom)?.freeze(ms),
    'kill-mongo': () => this.#world.mongo.kill('SIGKILL'),
    'cut-mongo': (ms) => this.#world.wire.cut(ms / 4),
    'stall-mongo': (ms) => this.#world.wire.stall(ms),
    'drop-imap': (_, whom) => this.#world.mail.faults.dropImap(this.#mailbox(whom)),
    'refuse-imap': (ms) => {
      this.#world.mail.faults.dropImap();
      this.#during(ms, { refuseImap: true }, { refuseImap: false });
    },
    'stall-imap': (ms) => this.#during(ms, { stallImap: true }, { stallImap: false }),
    'odd-imap': (ms) =>
      this.#during(ms, { imapCommand: () => this.#oddAnswer() }, { imapCommand: () => null }),
    uidvalidity: (_, whom) => this.#world.mail.setUidValidity(this.#mailbox(whom), this.#validity++),
    'drop-smtp': () => this.#world.mail.faults.dropSmtp(),
    'refuse-smtp': (ms) => {
      this.#world.mail.faults.dropSmtp();
      this.#during(ms, { refuseSmtp: true }, { refuseSmtp: false });
    },
    'drop-after-data': (ms) => this.#afterData('drop', ms),
    'lose-after-data': (ms) => this.#afterData('lose', ms),
    'stall-after-data': (ms) => this.#afterData('stall', ms),
    'later-after-data': (ms) => this.#afterData({ code: 451, text: '4.3.0 Try again later' }, ms),
    'never-after-data': (ms) =>
      this.#afterData({ code: 554, text: '5.7.1 We do not like this mail' }, ms / 2),
    'later-at-rcpt': (ms) => {
      this.refusesRcpt = () => this.#random.below(2) === 0;
      this.#mend(ms, () => {
        this.refusesRcpt = () => false;
      });
    },
    'kill-in-data': (ms) => {
      this.#killing = true;
      this.#afterData('stall', ms);
    },
  };

  constructor(world: Breakable, seed: number) {
    this.#world = world;
    this.#random = randomOf(seed);
    // Seen here alone, so that the mail between the end of DATA and the reply is the one that kills.
    world.mail.onDelivery(() => this.#delivered());
  }

  strike({ kind, ms, whom }: PlannedFault): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    this.#acts[kind](ms, whom);
  }

  /** Mends everything. */
  calm(): void {
    for (const timer of this.#mending) clearTimeout(timer);
    const { faults } = this.#world.mail;
    Object.assign(faults, { afterData: null, refuseSmtp: false, refuseImap: false, stallImap: false });
    faults.imapCommand = () => null;
    this.refusesRcpt = () => false;
    this.#killing = false;
    // Who was stalled owes answers for ever: only a new connection gets any.
    faults.dropImap();
  }

  /** Whether the server says "later" to a recipient; asked by whoever listens at RCPT. */
  refusesRcpt: () => boolean = () => false;

  #afterData(afterData: SandboxMail['faults']['afterData'], ms: number): void {
    this.#during(ms, { afterData }, { afterData: null });
  }

  #during(ms: number, broken: Partial<SandboxMail['faults']>, whole: Partial<SandboxMail['faults']>): void {
    Object.assign(this.#world.mail.faults, broken);
    this.#mend(ms, () => Object.assign(this.#world.mail.faults, whole));
  }

  #oddAnswer(): (typeof odd)[number] | null {
    return this.#random.below(6) === 0 ? this.#random.pick(odd) : null;
  }

  #worker(whom: number): Kept | undefined {
    return this.#world.workers[Math.floor(whom * this.#world.workers.length)];
  }

  #delivered(): void {
    if (!this.#killing) return;
    this.#killing = false;
    for (const worker of this.#world.workers) worker.kill('SIGKILL');
  }

  #mailbox(whom: number): string {
    const all = [trackingAddress, ...sellers.map(({ address }) => address)];
    return all[Math.floor(whom * all.length)] ?? trackingAddress;
  }

  #mend(ms: number, mend: () => void): void {
    const timer = setTimeout(() => {
      this.#mending.delete(timer);
      mend();
    }, ms);
    this.#mending.add(timer);
  }
}
