import { reason } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Lease, LeaseState, LeaseStore } from './store/leases.ts';

export interface LeaseTiming {
  /** How often the holder says that it lives, and challengers look. */
  beatMs: number;
  /** A challenger takes over when the beat has stood still for so long. */
  silentMs: number;
  /** A holder that could not beat for so long stops by itself, before anybody takes over. */
  giveUpMs: number;
}

/** A dead holder is replaced within silentMs and two beats: well under half a minute. */
const usualTiming: LeaseTiming = { beatMs: 4_000, silentMs: 16_000, giveUpMs: 10_000 };

export interface LeaseHolder {
  close(): Promise<void>;
}

/**
 * Strives for a lease for as long as it is open. `hold` is called when it is ours, with the token that tells us from
 * earlier holders, and what it returns is called when we have lost it or give it up.
 */
export function strive(
  name: string,
  owner: string,
  hold: (token: number) => () => Promise<void>,
  options: { leases: LeaseStore; logger: Logger; timing?: LeaseTiming },
): LeaseHolder {
  const { leases, logger } = options;
  const timing = options.timing ?? usualTiming;
  let lease: Lease | null = null;
  let letGo: () => Promise<void> = async () => {};
  let beatenAt = 0;
  let seen: { state: LeaseState | null; since: number } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let turn = Promise.resolve();

  async function lost(why: string): Promise<void> {
    logger.warn({ lease: name, why }, 'no longer the watcher of this mailbox');
    lease = null;
    seen = null;
    await letGo();
  }

  async function keep(held: Lease): Promise<void> {
    try {
      if (!(await leases.beat(held, owner))) return await lost('another worker took over');
      beatenAt = performance.now();
    } catch (error) {
      if (performance.now() - beatenAt > timing.giveUpMs) await lost(reason(error));
    }
  }

  async function challenge(): Promise<void> {
    const state = await leases.look(name);
    const now = performance.now();
    const changed = !seen || seen.state?.beat !== state?.beat || seen.state?.token !== state?.token;
    if (changed) seen = { state, since: now };
    const silent = now - (seen?.since ?? now) >= timing.silentMs;
    if (state?.owner && !silent) return;
    lease = await leases.take(name, owner, state);
    if (!lease || closed) return;
    beatenAt = performance.now();
    logger.info({ lease: name, token: lease.token }, 'watching this mailbox');
    letGo = hold(lease.token);
  }

  async function round(): Promise<void> {
    try {
      if (lease) await keep(lease);
      else await challenge();
    } catch (error) {
      logger.debug({ lease: name, error: reason(error) }, 'a lease could not be asked for');
    }
    if (!closed) timer = setTimeout(next, timing.beatMs);
  }

  function next(): void {
    turn = round();
  }

  next();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await turn;
      const held = lease;
      lease = null;
      if (!held) return;
      await letGo();
      await leases
        .release(held, owner)
        .catch((error) =>
          logger.debug({ lease: name, error: reason(error) }, 'a lease could not be released'),
        );
    },
  };
}
