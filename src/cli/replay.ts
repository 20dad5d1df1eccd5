import { Command, InvalidArgumentError } from 'commander';
import { DateTime } from 'luxon';
import { normalizeAddress } from '../domain/addresses.ts';
import { defaultWindow } from '../domain/calendar.ts';
import { needsAgreedDay } from '../domain/plan.ts';
import type { Sequence } from '../domain/sequence.ts';
import { PalaanError } from '../errors.ts';
import { sentAfterAnswer } from '../replay/after-answer.ts';
import { type Gathered, gather } from '../replay/gather.ts';
import { play } from '../replay/play.ts';
import { heardBy, mailReport, summaryOf, threadReport } from '../replay/report.ts';
import type { Setting } from '../replay/setting.ts';
import type { TemplateLibrary } from '../templates/library.ts';
import { loadTemplates } from '../templates/load.ts';
import { print } from './output.ts';
import { checkRegion, countryOption, regionOption, zoneOption } from './place-options.ts';
import { mailText, summaryText, threadText, troubleText } from './replay-text.ts';
import { templatesFolder } from './templates-folder.ts';

interface ReplayOptions {
  seller: string;
  alias?: string[];
  sequence: string;
  zone: string;
  country?: string;
  region?: string;
  templates?: string;
  tracking?: string;
  every?: boolean;
  to?: string;
  subject?: string;
  until?: string;
  all?: boolean;
  json?: boolean;
}

/** The limits that palaan.yaml has where it says nothing. */
const usualLimits = { maxProspects: 20, perPersonPerDay: 2 };
/** Automatic mails that are shown without `--all`. */
const shownMachines = 20;

/** `palaan replay PATH…`: what Palaan would have done with a seller's past mail. Needs the mail and the templates. */
export function replayCommand(): Command {
  return new Command('replay')
    .description('play past mail and show what would have been sent; sends nothing, stores nothing')
    .argument('<path...>', 'Maildir folders, mbox files, folders of .eml: inbox, sent mail and archive')
    .requiredOption('--seller <address>', 'whose mail it is', addressOption)
    .option('--alias <address>', 'another address of the seller (may be repeated)', collected)
    .option('--sequence <name>', 'what each start runs', 'gentle')
    .option(
      '--zone <zone>',
      'time zone of the seller, and of prospects whose address names no country',
      zoneOption,
      DateTime.local().zoneName,
    )
    .option('--country <code>', 'country for public holidays, such as FI', countryOption)
    .option('--region <code>', 'region with holidays of its own, such as BY in DE', regionOption)
    .option('--every', 'every mail of the seller is a start, not only those that open a conversation')
    .option(
      '--tracking <address>',
      'only mails that really carry this tracking address are starts',
      addressOption,
    )
    .option('--to <address>', 'only starts to this prospect', addressOption)
    .option('--subject <text>', 'only starts with this in the subject')
    .option('--until <day>', 'play to the end of this day (default: to the last mail from somebody else)')
    .option(
      '--templates <folder>',
      'folder of sequences (default: ./templates, else those that came with Palaan)',
    )
    .option('--all', 'show every judged mail, not only what concerns the threads')
    .option('--json', 'one JSON object a line')
    .action(replay);
}

async function replay(paths: string[], options: ReplayOptions): Promise<void> {
  checkRegion(options);
  const library = await loadTemplates(options.templates ?? templatesFolder());
  const setting = settingOf(options, library);
  const progress = progressOn(process.stderr);
  const gathered = await gather(paths, setting, new Date(), progress.count);
  progress.end();
  checkGathered(gathered, options);
  const end = endOf(gathered, options);
  const result = play(gathered.mails, end, setting);
  const late = sentAfterAnswer(result.threads, gathered.mails);
  const summary = summaryOf(gathered, result, late, end);
  // A reader that has seen enough (a pager, head) closes the pipe; nothing more is written then.
  for (const line of lines()) if (!(await print(line))) break;
  if (late.length > 0) process.exitCode = 1;

  function* lines(): Generator<string> {
    const { zone } = options;
    const machines = heardBy(result.threads).filter(({ verdict }) => !byPerson.includes(verdict.verdict));
    const others = gathered.mails.filter(({ fromSeller }) => !fromSeller);
    const shown = options.all ? others : machines.slice(0, shownMachines);
    if (options.json) {
      for (const played of result.threads) yield JSON.stringify(threadReport(played));
      for (const mail of options.all ? others : []) yield JSON.stringify(mailReport(mail));
      for (const { where, error } of gathered.unreadable)
        yield JSON.stringify({ type: 'unreadable', where, error });
      for (const where of gathered.undated) yield JSON.stringify({ type: 'undated', where });
      yield JSON.stringify(summary);
      return;
    }
    for (const played of result.threads) yield threadText(threadReport(played), zone);
    if (shown.length > 0)
      yield options.all ? 'Every mail from others, as it was judged:' : machinesTitle(machines.length);
    for (const mail of shown) yield mailText(mailReport(mail), zone);
    if (shown.length > 0) yield '';
    yield* troubleText(gathered);
    yield summaryText(summary, zone);
  }
}

const byPerson = ['answer', 'deferral', 'opt-out'];

function machinesTitle(count: number): string {
  const rest = count > shownMachines ? ` (the first ${shownMachines} of ${count}; --all shows all)` : '';
  return `Judged automatic; if a person wrote one of these, please report it${rest}:`;
}

function settingOf(options: ReplayOptions, library: TemplateLibrary): Setting {
  const { zone, country = '', region, tracking = null } = options;
  const starts = options.every ? 'every' : tracking ? 'tracked' : 'openings';
  return {
    addresses: [options.seller, ...(options.alias ?? [])],
    starts,
    to: options.to ?? null,
    subject: options.subject ?? null,
    tracking,
    sequence: sequenceOf(options.sequence, library),
    sequenceOf: (name) => library.sequence(name),
    place: { zone, country, region },
    window: defaultWindow,
    colleague: 'ask',
    limits: usualLimits,
  };
}

function sequenceOf(name: string, library: TemplateLibrary): Sequence {
  const sequence = library.sequence(name);
  if (!sequence) {
    throw new PalaanError(
      `There is no sequence ${JSON.stringify(name)}; known are ${library.names().join(', ')}.`,
    );
  }
  if (needsAgreedDay(sequence)) {
    throw new PalaanError(`The sequence ${name} runs on an agreed day, and past mails name none.`);
  }
  return sequence;
}

/** A replay of nothing would look like a good one. */
function checkGathered({ mails, unreadable }: Gathered, { seller }: ReplayOptions): void {
  const [first] = unreadable;
  if (mails.length === 0) {
    throw new PalaanError(
      first
        ? `No mail could be read. ${first.where}: ${first.error}`
        : 'There is no mail here. Give a Maildir, an mbox file, or a folder of .eml files.',
    );
  }
  if (!mails.some(({ fromSeller }) => fromSeller)) {
    throw new PalaanError(
      `None of these ${mails.length} mails is from ${seller}. Give the folder of sent mail too, and other addresses of the seller with --alias.`,
    );
  }
}

/** What lies after the last mail from somebody else cannot be played: nobody knows whether there was an answer. */
function endOf({ mails }: Gathered, { until, zone }: ReplayOptions): Date {
  if (until === undefined) return mails.findLast(({ fromSeller }) => !fromSeller)?.at ?? new Date(0);
  const day = DateTime.fromISO(until, { zone });
  if (day.isValid) return day.endOf('day').toJSDate();
  throw new PalaanError(`--until ${JSON.stringify(until)} is not a day such as 2026-12-31.`);
}

/** Counts on a terminal, where somebody waits; a line that goes away again. */
function progressOn(output: NodeJS.WriteStream): { count(mails: number): void; end(): void } {
  if (!output.isTTY) return { count: () => undefined, end: () => undefined };
  return {
    count: (mails) => {
      if (mails % 1000 === 0) output.write(`\r${mails} mails read`);
    },
    end: () => {
      output.clearLine(0);
      output.cursorTo(0);
    },
  };
}

function addressOption(value: string): string {
  const address = normalizeAddress(value);
  if (address !== null) return address;
  throw new InvalidArgumentError('It must be a mail address.');
}

function collected(value: string, before: string[] = []): string[] {
  return [...before, addressOption(value)];
}
