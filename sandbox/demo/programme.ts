import type { EndReason, Thread } from '../../src/domain/thread/thread.ts';
import { aino, everybody, lena, password, piotr, trackingAddress } from './cast.ts';
import type { Report } from './report.ts';
import type { Demand, Script } from './script.ts';
import type { World } from './world.ts';

/** Says what is about to be seen. */
export function openingWords(report: Report, daysPerSecond: number): void {
  report.line(`${report.styled('bold', 'Palaan keeps sales conversations alive until they have an answer.')}
${aino.name} in Helsinki and ${piotr.name} in Warsaw write to their prospects, each time with
${trackingAddress} in BCC. Palaan follows up in their names, and goes quiet at the first answer.
Worker, mail servers and mail programs talk over real sockets; a week takes ${seconds(daysPerSecond)}.
`);
}

/** The table at the end: who, what happened, how many mails, why it is over. */
export function summary(
  report: Report,
  script: Script,
  threads: readonly Thread[],
  followUps: ReadonlyMap<Demand, number>,
): void {
  report.line();
  report.table(
    ['prospect', 'language', 'what happened', 'follow-ups', 'why it stopped'],
    script.demands.map((demand) => [
      demand.who,
      demand.language,
      demand.plot,
      String(followUps.get(demand) ?? 0),
      whyOver(threads.find((one) => isOf(demand, one))),
    ]),
  );
  report.line();
}

function isOf({ prospect, seller }: Demand, { prospects, sellerId }: Thread): boolean {
  return sellerId === seller.id && prospects.some(({ address }) => address === prospect);
}

/** Why a thread ended, as `palaan threads` tells it, in words for the table. */
const reasons: Record<EndReason, string> = {
  answered: 'answered',
  deferred: 'later: the seller was reminded',
  'opt-out': 'suppressed for ever',
  bounced: 'dead address',
  left: 'no longer works there',
  'seller-acted': 'the seller wrote',
  stopped: 'the seller said stop',
  replaced: 'started anew',
  silent: 'silent to the end',
};

function whyOver(thread: Thread | undefined): string {
  if (!thread) return 'never started';
  if (thread.end) return reasons[thread.end.reason];
  return thread.hold ? `on hold: ${thread.hold.reason}` : 'still running';
}

/** Whether everybody was treated as they should be. */
export function verdict(report: Report, complaints: readonly string[], ms: number): void {
  for (const complaint of complaints) report.alarm(complaint);
  const took = `${(ms / 1000).toFixed(0)} s`;
  report.line(
    complaints.length === 0
      ? report.styled(
          'green',
          `✓ Everybody was treated as they should be, by what lies in their mailboxes (${took}).`,
        )
      : report.styled('red', `${complaints.length} complaints (${took}).`),
  );
}

/** How to look at the world that stays open. */
export function invitation(report: Report, world: World, daysPerSecond: number): void {
  const { imap, smtp } = world.mail;
  const environment = Object.entries(world.environment)
    .map(([name, value]) => `${name}='${value}'`)
    .join(' ');
  report.line(`
${report.styled('bold', 'Everything stays open until Ctrl-C.')} Time goes on, a week in ${seconds(daysPerSecond)}.
Connect any mail program (no encryption, plain password), write as ${aino.address} to
${lena.address} with ${trackingAddress} in BCC, and watch.

IMAP      ${imap.host}:${imap.port}
SMTP      ${smtp.host}:${smtp.port}
MongoDB   ${world.mongoUri}/palaan
password  ${password}
users     ${[trackingAddress, ...everybody.map(({ address }) => address)].join('\n          ')}
log       ${world.logFile}

export ${environment}
npm run palaan -- threads --config ${world.configFile}
npm run palaan -- thread ID --config ${world.configFile}
`);
}

function seconds(daysPerSecond: number): string {
  return `${(7 / daysPerSecond).toFixed(0)} seconds`;
}
