import { Command } from 'commander';
import { checkAll, type Finding } from './checks.ts';
import { configOption } from './config-option.ts';

/** `palaan check`: whether everything that Palaan needs is there and works, one line each; exit code 1 if not. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check settings, templates, mailboxes, SMTP accounts and MongoDB')
    .addOption(configOption())
    .option('--json', 'one JSON object a line')
    .action(async (options: { config: string; json?: boolean }) => {
      const render = options.json ? JSON.stringify : asLine;
      for await (const finding of checkAll(options.config, process.env)) {
        console.log(render(finding));
        if (finding.status === 'fail') process.exitCode = 1;
      }
    });
}

const labels = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' };

function asLine({ status, what, detail }: Finding): string {
  return `${labels[status]}  ${what}: ${detail}`;
}
