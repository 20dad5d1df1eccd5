#!/usr/bin/env node
import { Command } from 'commander';
import { checkCommand } from './cli/check.ts';
import { explainCommand } from './cli/explain.ts';
import { forgetCommand } from './cli/forget.ts';
import { pauseCommand, resumeCommand } from './cli/pause.ts';
import { planCommand } from './cli/plan.ts';
import { replayCommand } from './cli/replay.ts';
import { startCommand } from './cli/start.ts';
import { suppressCommand, suppressionsCommand } from './cli/suppress.ts';
import { stopCommand, threadCommand, threadsCommand } from './cli/threads.ts';
import { PalaanError, reason } from './errors.ts';

const program = new Command('palaan')
  .description('Follow-ups that stop when they answer.')
  .version('0.1.0')
  .showHelpAfterError()
  .addCommand(startCommand())
  .addCommand(checkCommand())
  .addCommand(planCommand())
  .addCommand(threadsCommand())
  .addCommand(threadCommand())
  .addCommand(stopCommand())
  .addCommand(pauseCommand())
  .addCommand(resumeCommand())
  .addCommand(suppressCommand())
  .addCommand(suppressionsCommand())
  .addCommand(forgetCommand())
  .addCommand(explainCommand())
  .addCommand(replayCommand());

try {
  await program.parseAsync();
} catch (error) {
  // What Palaan expects is told in one sentence; anything else is a bug, and its stack helps to mend it.
  console.error(
    error instanceof PalaanError ? error.message : error instanceof Error ? error.stack : reason(error),
  );
  process.exitCode = 1;
}
