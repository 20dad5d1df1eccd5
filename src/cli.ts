#!/usr/bin/env node
import { Command } from 'commander';
import { PalaanError, reason } from './errors.ts';

/** Where each command is. Only the one that is asked for is loaded: the worker's libraries take a second to load. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./cli/start.ts')).startCommand(),
  check: async () => (await import('./cli/check.ts')).checkCommand(),
  plan: async () => (await import('./cli/plan.ts')).planCommand(),
  threads: async () => (await import('./cli/threads.ts')).threadsCommand(),
  thread: async () => (await import('./cli/threads.ts')).threadCommand(),
  stop: async () => (await import('./cli/threads.ts')).stopCommand(),
  pause: async () => (await import('./cli/pause.ts')).pauseCommand(),
  resume: async () => (await import('./cli/pause.ts')).resumeCommand(),
  suppress: async () => (await import('./cli/suppress.ts')).suppressCommand(),
  suppressions: async () => (await import('./cli/suppress.ts')).suppressionsCommand(),
  forget: async () => (await import('./cli/forget.ts')).forgetCommand(),
  explain: async () => (await import('./cli/explain.ts')).explainCommand(),
  replay: async () => (await import('./cli/replay.ts')).replayCommand(),
};

const program = new Command('palaan')
  .description('Follow-ups that stop when they answer.')
  .version('0.1.0')
  .showHelpAfterError();

try {
  const name = process.argv[2] ?? '';
  const asked = Object.hasOwn(commands, name) ? commands[name] : undefined;
  for (const load of asked ? [asked] : Object.values(commands)) program.addCommand(await load());
  await program.parseAsync();
} catch (error) {
  // What Palaan expects is told in one sentence; anything else is a bug, and its stack helps to mend it.
  console.error(
    error instanceof PalaanError ? error.message : error instanceof Error ? error.stack : reason(error),
  );
  process.exitCode = 1;
}
