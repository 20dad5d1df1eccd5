import { ConfigProblems } from '../config/problem.ts';
import { type Config, loadConfig, type Seller } from '../config.ts';
import { reason, TemplateError } from '../errors.ts';
import { silentLogger } from '../logger.ts';
import type { MailboxAccount } from '../mail/imap/account.ts';
import { checkMailbox } from '../mail/imap/check.ts';
import { createSender, type SmtpSettings } from '../mail/send.ts';
import type { TemplateLibrary } from '../templates/library.ts';
import { loadTemplates } from '../templates/load.ts';
import { describeProblem, TemplateProblems } from '../templates/problem.ts';
import { checkDatabase } from './check-database.ts';

/** One line of `palaan check`. `warn` works but is dangerous or incomplete. */
export interface Finding {
  status: 'ok' | 'warn' | 'fail';
  /** What was looked at: `config`, `templates`, `imap tracking`, `smtp anna`, `mongodb`. */
  what: string;
  /** What was found; for `fail`, what to do. */
  detail: string;
}

/** Looks at everything that the file at `path` names. Servers are asked all at once, and told of in order. */
export async function* checkAll(
  path: string,
  env: Record<string, string | undefined>,
): AsyncGenerator<Finding> {
  let config: Config;
  try {
    config = await loadConfig(path, env);
  } catch (error) {
    yield* configFindings(error);
    return;
  }
  yield ok('config', `${path}: ${counted(config.sellers.length, 'seller')}`);
  yield* trustFindings(config);
  yield* noticeFindings(config);
  const servers = serverChecks(config);
  yield* await templateFindings(config);
  for (const findings of servers) yield* await findings;
}

function* configFindings(error: unknown): Generator<Finding> {
  if (!(error instanceof ConfigProblems)) {
    yield fail('config', reason(error));
    return;
  }
  for (const line of error.message.split('\n')) yield fail('config', line);
}

function* trustFindings({ trust }: Config): Generator<Finding> {
  if (trust !== 'none') return;
  yield {
    status: 'warn',
    what: 'trust',
    detail:
      'NOBODY IS CHECKED: with `trust: none` anyone who forges a seller’s address can start and steer mails in ' +
      'that name. For a sandbox only; else name your mail server in trust.authservIds.',
  };
}

/** Without an account of their own, Palaan's mails to sellers leave by the first seller's. */
function* noticeFindings({ notices, sellers }: Config): Generator<Finding> {
  const lender = sellers.find(({ id }) => id === notices.smtp.id);
  if (!lender || [lender.address, ...lender.aliases].includes(notices.from.address)) return;
  yield {
    status: 'warn',
    what: 'notices',
    detail:
      `Palaan’s own mails to sellers leave by the account of ${lender.id} with another sender, which many ` +
      'servers refuse. Give tracking.smtp, a relay, or notices.from an address that this account may use.',
  };
}

async function templateFindings(config: Config): Promise<Finding[]> {
  try {
    const library = await loadTemplates(config.templates);
    const missing = defaultsMissing(config, library);
    return missing.length > 0 ? missing : [ok('templates', library.names().join(', '))];
  } catch (error) {
    const problems = error instanceof TemplateProblems ? error.problems : [error];
    return problems.map((problem) =>
      fail('templates', problem instanceof TemplateError ? describeProblem(problem) : reason(problem)),
    );
  }
}

/** What `track@` would run for a seller must be there, in the seller's language. */
function defaultsMissing({ sellers }: Config, library: TemplateLibrary): Finding[] {
  return sellers.flatMap(({ id, sequence, language }) => {
    if (!library.sequence(sequence)) {
      const known = library.names().join(', ');
      return [
        fail(
          'templates',
          `seller ${id} uses the sequence ${sequence}, which is not there; known are ${known}.`,
        ),
      ];
    }
    const languages = library.languages(sequence);
    if (languages.includes(language)) return [];
    return [
      fail(
        'templates',
        `seller ${id} uses ${sequence} in ${language}; it is there in ${languages.join(', ')} only.`,
      ),
    ];
  });
}

function serverChecks(config: Config): Promise<Finding[]>[] {
  const boxes = [config.tracking.mailbox, ...config.sellers.flatMap((seller) => seller.mailboxes)];
  const accounts = new Map(
    [config.notices.smtp, ...config.sellers.map(({ smtp }) => smtp)].map((smtp) => [smtp.id, smtp]),
  );
  return [
    ...boxes.map((box) => mailboxFindings(box, config)),
    ...config.sellers.filter(({ mailboxes }) => mailboxes.length === 0).map(unwatchedFinding),
    ...[...accounts.values()].map(smtpFindings),
    checkDatabase(config.mongo),
  ];
}

async function mailboxFindings(account: MailboxAccount, { tracking, sellers }: Config): Promise<Finding[]> {
  const what = `imap ${account.id}`;
  try {
    const { watched, unwatched, idle, sent } = await checkMailbox(account, silentLogger());
    const news = idle ? 'IDLE' : `no IDLE, polled every ${tracking.pollSeconds} s`;
    const detail = `${counted(watched.length, 'folder')}, ${news}`;
    const keepsCopies = sellers.some((seller) => seller.mailboxes[0]?.id === account.id);
    if (account.folders === 'auto' && unwatched.length > 0) return [filedElsewhere(what, detail, unwatched)];
    if (sent !== null || !keepsCopies) return [ok(what, detail)];
    return [
      {
        status: 'warn',
        what,
        detail: `${detail}; no folder is marked as Sent, so no copies of follow-ups are kept. Name it with \`sent:\`.`,
      },
    ];
  } catch (error) {
    return [fail(what, reason(error))];
  }
}

function filedElsewhere(what: string, detail: string, folders: readonly string[]): Finding {
  const shown = folders.slice(0, 3).join(', ');
  const names = folders.length > 3 ? `${shown} and ${folders.length - 3} more` : shown;
  return {
    status: 'warn',
    what,
    detail:
      `${detail}; not read: ${names}. Where a rule of the mail server files answers into one of them, ` +
      'name all folders that are to be read with `folders:`.',
  };
}

async function unwatchedFinding({ id }: Seller): Promise<Finding[]> {
  return [
    {
      status: 'warn',
      what: `imap ${id}`,
      detail:
        `seller ${id} has no imap: an answer that goes to the seller alone is not seen, and follow-ups go on. ` +
        'Name the seller’s mailbox.',
    },
  ];
}

async function smtpFindings(account: SmtpSettings): Promise<Finding[]> {
  const what = `smtp ${account.id}`;
  const sender = createSender({ account, logger: silentLogger() });
  try {
    await sender.verify();
    const login = account.user === undefined ? 'no login' : 'login accepted';
    return [ok(what, `${account.host}:${account.port}, ${login}`)];
  } catch (error) {
    return [fail(what, reason(error))];
  } finally {
    await sender.close();
  }
}

function ok(what: string, detail: string): Finding {
  return { status: 'ok', what, detail };
}

function fail(what: string, detail: string): Finding {
  return { status: 'fail', what, detail };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
