import { describe, expect, it } from 'vitest';
import { usualTiming } from '../../src/mail/imap/account.ts';
import { Setbacks } from '../../src/mail/imap/setbacks.ts';

const refused = Object.assign(new Error('Command failed'), { authenticationFailed: true });

describe('a mailbox that cannot be read', () => {
  it('is tried again after a second at first, and then ever more rarely, but every minute', () => {
    const setbacks = new Setbacks(usualTiming);
    const pauses = Array.from({ length: 30 }, () => {
      setbacks.add(new Error('down'));
      return setbacks.pause().mostMs;
    });
    expect(pauses[0]).toBeGreaterThanOrEqual(500);
    expect(pauses[0]).toBeLessThanOrEqual(1000);
    expect(pauses[4]).toBeGreaterThanOrEqual(8000);
    for (const ms of pauses.slice(10)) {
      expect(ms).toBeGreaterThanOrEqual(30_000);
      expect(ms).toBeLessThanOrEqual(60_000);
    }
    setbacks.clear();
    setbacks.add(new Error('down again'));
    expect(setbacks.pause().mostMs).toBeLessThanOrEqual(1000);
  });

  it('is tried sooner for someone who waits, unless the login was refused', () => {
    const setbacks = new Setbacks(usualTiming);
    for (let i = 0; i < 10; i += 1) setbacks.add(new Error('down'));
    expect(setbacks.pause().leastMs).toBeLessThanOrEqual(1000);
    setbacks.add(refused);
    expect(setbacks.pause().leastMs).toBeGreaterThanOrEqual(30_000);
  });

  it('is given up by those who wait when the login was refused', () => {
    const setbacks = new Setbacks(usualTiming);
    expect(setbacks.isHopeless).toBe(false);
    setbacks.add(new Error('down'));
    expect(setbacks.isHopeless).toBe(false);
    setbacks.add(refused);
    expect(setbacks.isHopeless).toBe(true);
  });
});
