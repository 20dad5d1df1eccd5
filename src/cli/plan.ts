import { Command, InvalidArgumentError } from 'commander';
import { DateTime } from 'luxon';
import { defaultWindow, type Place } from '../domain/calendar.ts';
import { closingTime, needsAgreedDay, planAll } from '../domain/plan.ts';
import { type Sequence, waitInWords } from '../domain/sequence.ts';
import { PalaanError } from '../errors.ts';
import { loadTemplates } from '../templates/load.ts';
import { table } from './output.ts';
import { checkRegion, countryOption, regionOption, zoneOption } from './place-options.ts';
import { templatesFolder } from './templates-folder.ts';

interface PlanOptions {
  from?: string;
  zone: string;
  country?: string;
  region?: string;
  agreed?: string;
  templates?: string;
  json?: boolean;
}

/** One step of the plan as `--json` prints it. */
interface PlannedLine {
  step: string;
  kind: 'email' | 'task';
  /** ISO 8601 with the zone's offset. */
  at: string;
  weekday: string;
  date: string;
  time: string;
}

/** `palaan plan SEQUENCE`: the dates that a thread would get. Needs the templates and nothing else. */
export function planCommand(): Command {
  return new Command('plan')
    .description('show when the steps of a sequence would leave')
    .argument('<sequence>', 'name of the sequence, such as gentle')
    .option('--from <time>', 'when the thread starts, local time such as 2026-12-22T15:40 (default: now)')
    .option('--zone <zone>', 'time zone of the prospect', zoneOption, DateTime.local().zoneName)
    .option('--country <code>', 'country for public holidays, such as FI', countryOption)
    .option('--region <code>', 'region with holidays of its own, such as BY in DE', regionOption)
    .option('--agreed <day>', 'agreed day such as 2027-01-15, as in track+callback.2027-01-15@', dayOption)
    .option(
      '--templates <folder>',
      'folder of sequences (default: ./templates, else those that came with Palaan)',
    )
    .option('--json', 'print a JSON array')
    .action(plan);
}

async function plan(name: string, options: PlanOptions): Promise<void> {
  const library = await loadTemplates(options.templates ?? templatesFolder());
  const sequence = library.sequence(name);
  if (!sequence) {
    throw new PalaanError(
      `There is no sequence ${JSON.stringify(name)}; known are ${library.names().join(', ')}.`,
    );
  }
  if (needsAgreedDay(sequence) && !options.agreed) {
    throw new PalaanError(`The sequence ${name} runs on an agreed day: give it with --agreed 2027-01-15.`);
  }
  checkRegion(options);
  const place: Place = { zone: options.zone, country: options.country ?? '', region: options.region };
  const from = startOf(options);
  const steps = planAll(sequence, {
    from,
    agreedOn: options.agreed ?? null,
    place,
    window: defaultWindow,
    seed: sequence.name,
  });
  const lines = steps.map(({ step, kind, at }): PlannedLine => ({ step, kind, ...moment(at, place) }));
  console.log(
    options.json ? JSON.stringify(lines, null, 2) : humanPlan(sequence, from, place, lines, steps.at(-1)?.at),
  );
}

function humanPlan(sequence: Sequence, from: Date, place: Place, lines: PlannedLine[], last?: Date): string {
  const start = moment(from, place);
  const where =
    place.country === ''
      ? `${place.zone}, no country: public holidays are not counted`
      : `${place.zone}, ${place.country}`;
  const rows = lines.map(({ weekday, date, time, kind, step }) => [weekday, date, time, kind, step]);
  const closing = last && moment(closingTime(sequence, last, place, defaultWindow), place);
  const end =
    sequence.repeatFrom !== null
      ? 'and so on, until it is stopped'
      : `closes as silent after ${waitInWords(sequence.quiet)} without an answer${closing ? `: ${closing.weekday} ${closing.date}` : ''}`;
  return [
    `${sequence.name}: started ${start.weekday} ${start.date} ${start.time} (${where})`,
    table([['', 'date', 'time', 'kind', 'step'], ...rows]),
    end,
    'Where a time would fall outside the window, it is spread inside it, differently for each thread.',
  ].join('\n');
}

function moment(at: Date, place: Place): Omit<PlannedLine, 'step' | 'kind'> {
  const local = DateTime.fromJSDate(at, { zone: place.zone }).setLocale('en');
  return {
    at: local.toISO({ suppressMilliseconds: true }) ?? '',
    weekday: local.toFormat('ccc'),
    date: local.toFormat('yyyy-MM-dd'),
    time: local.toFormat('HH:mm'),
  };
}

function startOf({ from, zone }: PlanOptions): Date {
  if (from === undefined) return new Date();
  const start = DateTime.fromISO(from, { zone });
  if (start.isValid) return start.toJSDate();
  throw new PalaanError(`--from ${JSON.stringify(from)} is not a time such as 2026-12-22T15:40.`);
}

function dayOption(day: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && DateTime.fromISO(day).isValid) return day;
  throw new InvalidArgumentError('It must be a day such as 2027-01-15.');
}
