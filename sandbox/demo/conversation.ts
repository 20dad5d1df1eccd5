import type { Clock } from '../../src/clock.ts';
import type { Actor, Servers } from './actor.ts';
import { type Person, type Seller, type Tongue, trackingAddress } from './cast.ts';
import type { Letter } from './letter.ts';
import { excerpt, type Report } from './report.ts';
import type { Demand, ExpectedNotice, Script, Written } from './script.ts';
import { atDesk, DAY_MS, HOUR_MS } from './story-time.ts';

/** What the scenes of the story are played on. */
export interface Stage {
  clock: Clock;
  servers: Servers;
  script: Script;
  report: Report;
  actor(person: Person): Actor;
}

/** Somebody waited for a mail that did not come. */
export class InVain extends Error {
  override name = 'InVain';
}

export interface Opening {
  seller: Seller;
  prospect: Person;
  /** The local part of the tracking address, which the seller puts in BCC: `track`, `track+breakup.en`. */
  track: string;
  language: Tongue;
  sequence: string;
  project: string;
  plot: string;
  text: string;
  /** How many follow-ups the prospect will get. */
  followUps: number;
  breakup?: boolean;
  /** Palaan must refuse to start. */
  refused?: boolean;
}

/** One seller's thread with one prospect: what people do in it, and what Palaan owes them for it. */
export class Conversation {
  readonly demand: Demand;
  readonly #stage: Stage;
  readonly #prospect: Person;

  private constructor(stage: Stage, demand: Demand, prospect: Person) {
    this.#stage = stage;
    this.demand = demand;
    this.#prospect = prospect;
  }

  /** The seller writes to the prospect, with the tracking address in BCC. */
  static async start(stage: Stage, opening: Opening): Promise<Conversation> {
    const { seller, prospect, track, project, refused = false, text, breakup = false, ...rest } = opening;
    const address = trackingAddress.replace(/^track/, track);
    const first = await stage.actor(seller).writes({
      to: `${prospect.name} <${prospect.address}>`,
      bcc: address,
      subject: project,
      text,
    });
    stage.script.written.push(first);
    stage.report.event(seller, '→', `${prospect.name}: “${project}”, ${track}@ in BCC`, first.at);
    const receipt: ExpectedNotice = { what: 'the receipt', about: first.id, says: [project] };
    const demand: Demand = {
      ...rest,
      who: prospect.name,
      prospect: prospect.address,
      seller,
      project,
      startId: first.id,
      breakup,
      silentAfter: [],
      pauses: [],
      away: null,
      notices: refused ? [] : [receipt],
    };
    stage.script.demands.push(demand);
    return new Conversation(stage, demand, prospect);
  }

  /** Resolves when the prospect has so many follow-ups, with the newest of them. */
  async followUp(count: number, withinDays = 21): Promise<Letter> {
    const actor = this.#stage.actor(this.#prospect);
    const isNewest = (letter: Letter) => this.#followUpsUpTo(actor, letter) === count;
    return this.#expect(actor, isNewest, `follow-up ${count}`, withinDays);
  }

  /** How many follow-ups of this thread the mailbox holds up to the letter; 0 when it is none itself. */
  #followUpsUpTo(actor: Actor, letter: Letter): number {
    const mine = actor.letters.filter(
      ({ id, references }) => references.includes(this.demand.startId) && isByPalaan(id),
    );
    return mine.indexOf(letter) + 1;
  }

  /** The prospect answers from their own account or (`by`) another one; after that, nobody hears from Palaan. */
  async answer(
    letter: Letter,
    words: string,
    { by = this.#prospect, toSellerAlone = false } = {},
  ): Promise<Written> {
    const to = toSellerAlone ? [this.demand.seller.address] : undefined;
    const answer = await this.#stage.actor(by).answers(letter, words, to);
    this.#stage.script.written.push(answer);
    this.#stage.report.event(
      by,
      '→',
      `answers: “${excerpt(words, 60)}”${by === this.#prospect ? '' : ` (from ${by.address})`}`,
      answer.at,
      'green',
    );
    this.demand.silentAfter.push(answer.id);
    return answer;
  }

  /** The prospect's mail program says that they are away. */
  async absenceNote(letter: Letter, words: string, subject: string, back: string): Promise<void> {
    const note = await this.#stage.actor(this.#prospect).writes({
      to: letter.from,
      subject,
      text: words,
      inReplyTo: letter.id,
      references: [letter.id],
      headers: { 'Auto-Submitted': 'auto-replied', 'X-Autoreply': 'yes', Precedence: 'bulk' },
      envelopeFrom: '',
    });
    this.#stage.script.written.push(note);
    this.#stage.report.event(this.#prospect, '→', `absence note: “${excerpt(words)}”`, note.at);
    this.demand.away = { noteId: note.id, back };
  }

  /** Resolves with the seller's receipt for the start. */
  async receipt(): Promise<Letter> {
    const isReceipt = ({ from, inReplyTo }: Letter) =>
      from === trackingAddress && inReplyTo === this.demand.startId;
    return this.#expect(this.#stage.actor(this.demand.seller), isReceipt, 'the receipt', 7);
  }

  /** The seller must get a notice; resolves when it is there. */
  async notice(notice: ExpectedNotice, withinDays = 7): Promise<Letter> {
    this.demand.notices.push(notice);
    const place = this.demand.notices.filter(({ about }) => about === notice.about).length;
    const actor = this.#stage.actor(this.demand.seller);
    const nth = (letter: Letter) =>
      actor.letters.filter(({ from, inReplyTo }) => from === trackingAddress && inReplyTo === notice.about)[
        place - 1
      ] === letter;
    return this.#expect(actor, nth, notice.what, withinDays);
  }

  /** The server tells the seller that a mail could not be delivered. */
  async bounce(): Promise<Letter> {
    const fromServer = ({ from, text }: Letter) =>
      from.startsWith('mailer-daemon@') && text.includes(this.demand.prospect);
    const actor = this.#stage.actor(this.demand.seller);
    const report = await this.#expect(actor, fromServer, 'the report of the mail server', 7);
    this.demand.silentAfter.push(report.id);
    return report;
  }

  /** The seller answers a notice with a command. */
  async command(notice: Letter, words: string): Promise<Written> {
    const { seller } = this.demand;
    const command = await this.#stage.actor(seller).answers(notice, words);
    this.#stage.script.written.push(command);
    this.#stage.report.event(seller, '→', `answers Palaan: “${words}”`, command.at);
    return command;
  }

  /** Some hours go by, and then somebody is at their desk again. */
  async later(hours: number, person: Person = this.#prospect): Promise<void> {
    const { clock } = this.#stage;
    await until(clock, atDesk(new Date(clock.now().getTime() + hours * HOUR_MS), person.place));
  }

  async #expect(
    actor: Actor,
    test: (letter: Letter) => boolean,
    what: string,
    withinDays: number,
  ): Promise<Letter> {
    const deadline = new Date(this.#stage.clock.now().getTime() + withinDays * DAY_MS);
    const letter = await actor.receives(test, deadline);
    if (letter) return letter;
    throw new InVain(
      `${this.demand.who}: ${actor.person.name} waited ${withinDays} days for ${what}, in vain`,
    );
  }
}

/** Whether a Message-ID is one that Palaan makes. */
export function isByPalaan(messageId: string): boolean {
  return messageId.endsWith(`@${trackingAddress.slice(trackingAddress.indexOf('@') + 1)}>`);
}

/** Resolves when the clock of the story shows `at`. */
export async function until(clock: Clock, at: Date): Promise<void> {
  const ms = clock.toReal(at).getTime() - Date.now();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
