import { describe, expect, it } from 'vitest';
import { defaultWindow } from '../../../src/domain/calendar.ts';
import { parseCommands } from '../../../src/domain/command.ts';
import { steered } from '../../../src/domain/thread/steer.ts';
import { ended, held } from '../../../src/domain/thread/thread.ts';
import { aSequence, aThread, later, monday } from '../../support/builders.ts';

describe('commands in a seller’s answer', () => {
  it.each([
    ['stop', 'stop'],
    ['Lopeta!', 'stop'],
    ['zatrzymaj', 'stop'],
    ['Skip.', 'skip'],
    ['ohita', 'skip'],
    ['pomiń', 'skip'],
    ['now', 'now'],
    ['heti', 'now'],
    ['od razu', 'now'],
    ['OK', 'approve'],
    ['hyväksyn', 'approve'],
    ['zatwierdzam', 'approve'],
    ['status', 'status'],
    ['jatka', 'continue'],
  ])('%s means %s', (words, kind) => {
    expect(parseCommands(words)).toEqual([{ kind }]);
  });

  it('with a value: snooze, project and language', () => {
    expect(parseCommands('snooze 3 Nov')).toEqual([{ kind: 'snooze', when: '3 Nov' }]);
    expect(parseCommands('lykkää 2w')).toEqual([{ kind: 'snooze', when: '2w' }]);
    expect(parseCommands('project: New website')).toEqual([{ kind: 'project', name: 'New website' }]);
    expect(parseCommands('hanke: Uusi verkkosivusto')).toEqual([
      { kind: 'project', name: 'Uusi verkkosivusto' },
    ]);
    expect(parseCommands('język: polski')).toEqual([{ kind: 'language', language: 'pl' }]);
  });

  it('several, one on a line', () => {
    expect(parseCommands('project: Roof\n\nlanguage: fi\nnow').map((one) => one.kind)).toEqual([
      'project',
      'language',
      'now',
    ]);
  });

  it('are not found in sentences', () => {
    expect(parseCommands('Please stop by tomorrow')).toEqual([]);
    expect(parseCommands('Hello!\nstop')).toEqual([]);
    expect(parseCommands('projects: many')).toEqual([]);
  });
});

describe('steering', () => {
  const context = { now: later(2), sequence: aSequence(), window: defaultWindow };

  it('stop ends the thread', () => {
    expect(steered(aThread(), { kind: 'stop' }, context)).toMatchObject({
      status: 'ended',
      end: { reason: 'stopped' },
    });
  });

  it('skip leaves out the next step', () => {
    expect(steered(aThread(), { kind: 'skip' }, context).next).toMatchObject({ kind: 'step', occurrence: 1 });
  });

  it('now sends as soon as the window is open', () => {
    expect(steered(aThread(), { kind: 'now' }, context).next?.at).toEqual(later(2));
    const night = new Date('2026-11-02T22:00:00Z');
    expect(steered(aThread(), { kind: 'now' }, { ...context, now: night }).next?.at.toISOString()).toBe(
      '2026-11-03T07:00:00.000Z',
    );
  });

  it('snooze moves the next step to that day', () => {
    const after = steered(aThread(), { kind: 'snooze', day: '2026-11-20' }, context);
    expect(after.next?.at.toISOString().slice(0, 10)).toBe('2026-11-20');
  });

  it('approve and continue release a hold; time on hold does not use up the wait', () => {
    const thread = held(aThread(), { reason: 'colleague', since: monday, until: null });
    const after = steered(thread, { kind: 'continue' }, { ...context, now: later(10) });
    expect(after).toMatchObject({ status: 'running', hold: null });
    expect(after.next?.at).toEqual(later(34));
    const asked = held(aThread(), { reason: 'approval', since: monday, until: null });
    expect(steered(asked, { kind: 'approve' }, context)).toMatchObject({ status: 'running', approved: 0 });
  });

  it.each([
    { kind: 'approve' },
    { kind: 'again' },
    { kind: 'leave' },
    { kind: 'skip' },
    { kind: 'project', name: 'Web' },
    { kind: 'language', language: 'pl' },
  ] as const)('$kind says nothing of whether a colleague’s mail is the answer', (command) => {
    const asked = held(aThread(), { reason: 'colleague', since: monday, until: null });
    expect(steered(asked, command, context)).toMatchObject({ status: 'held', hold: { reason: 'colleague' } });
  });

  it('“leave it” hastens nothing where no mail is in doubt', () => {
    const running = aThread();
    expect(steered(running, { kind: 'leave' }, context).next).toEqual(running.next);
  });

  it('does nothing to an ended thread', () => {
    const over = ended(aThread(), 'answered', monday);
    expect(steered(over, { kind: 'now' }, context)).toBe(over);
  });
});
