import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { Actor } from './actor.ts';
import { everybody, type Person, sellers, trackingAddress } from './cast.ts';
import { isByPalaan, type Stage } from './conversation.ts';
import type { Letter } from './letter.ts';
import { excerpt, Report } from './report.ts';
import type { Script } from './script.ts';
import type { Mailbox } from './verify.ts';
import { home, type World } from './world.ts';

/** All actors, each at their mail program, on one stage. */
export class Company {
  readonly stage: Stage;
  readonly #actors = new Map<string, Actor>();
  /** Names of the steps of each sequence that the story uses. */
  readonly #steps = new Map<string, string[]>();
  #everything = false;

  private constructor(world: World) {
    const script: Script = { written: [], demands: [], inVain: [] };
    this.stage = {
      clock: world.clock,
      servers: world.mail,
      script,
      report: new Report(process.stdout.isTTY && !process.env.NO_COLOR),
      actor: ({ address }) => {
        const actor = this.#actors.get(address);
        if (!actor) throw new Error(`${address} has no mail program`);
        return actor;
      },
    };
  }

  static async gather(world: World): Promise<Company> {
    const company = new Company(world);
    for (const name of ['gentle', 'breakup']) company.#steps.set(name, await stepNames(name));
    const options = {
      servers: world.mail,
      clock: world.clock,
      arrived: (person: Person, letter: Letter) => company.#announce(person, letter),
    };
    const actors = await Promise.all(everybody.map((person) => Actor.open(person, options)));
    for (const actor of actors) company.#actors.set(actor.person.address, actor);
    return company;
  }

  /** What lies in all mailboxes now. */
  async mailboxes(): Promise<Mailbox[]> {
    return Promise.all(
      [...this.#actors.values()].map(async (actor) => ({
        person: actor.person,
        inbox: await actor.reads('INBOX'),
        sent: sellers.some(({ address }) => address === actor.person.address)
          ? await actor.reads('Sent')
          : [],
      })),
    );
  }

  /** From now on also tells of mail that the story does not know of. */
  announceEverything(): void {
    this.#everything = true;
  }

  leave(): void {
    for (const actor of this.#actors.values()) actor.close();
  }

  /** Tells of a letter that has arrived; what the actors write is told when they write it. */
  #announce(person: Person, letter: Letter): void {
    const { report } = this.stage;
    if (letter.from === trackingAddress) {
      report.event(person, '←', `Palaan: “${letter.subject}”`, letter.arrivedAt, 'yellow');
    } else if (isByPalaan(letter.id)) {
      report.event(person, '←', this.#followUp(person, letter), letter.arrivedAt, 'cyan');
    } else if (letter.from.startsWith('mailer-daemon@')) {
      report.event(person, '←', `the mail server: “${letter.subject}”`, letter.arrivedAt, 'red');
    } else if (this.#everything) {
      report.event(person, '←', `${letter.from}: “${letter.subject}”`, letter.arrivedAt);
    }
  }

  #followUp(person: Person, letter: Letter): string {
    const [start] = letter.references;
    const demand = this.stage.script.demands.find(({ startId }) => startId === start);
    const thread = this.stage.actor(person).letters.filter(({ references }) => references[0] === start);
    const count = thread.indexOf(letter) + 1;
    const step = demand && this.#steps.get(demand.sequence)?.[count - 1];
    return `follow-up ${count}${step ? ` (${step})` : ''}: “${excerpt(letter.text)}”`;
  }
}

/** The names of a sequence's steps, from where marketing writes them. */
async function stepNames(sequence: string): Promise<string[]> {
  const file = path.join(home, 'templates', sequence, 'sequence.yaml');
  const { steps } = parse(await readFile(file, 'utf8')) as { steps: { name: string }[] };
  return steps.map(({ name }) => name);
}
