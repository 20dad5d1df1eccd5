import { aino, piotr } from './cast.ts';
import { InVain, type Stage, until } from './conversation.ts';
import * as answers from './scenes/answers.ts';
import * as other from './scenes/other-endings.ts';
import { DAY_MS, nextMorning } from './story-time.ts';

interface Scene {
  /** Days after the opening. */
  day: number;
  play(stage: Stage): Promise<void>;
}

/** Mails of one day are written in this order. The one whose story is longest comes first. */
const scenes: readonly Scene[] = [
  { day: 0, play: answers.silentUpToTheBreakup },
  { day: 0, play: answers.answersTheNudge },
  { day: 0, play: answers.awayAndBack },
  { day: 1, play: answers.colleagueBesideTheThread },
  { day: 1, play: other.callMeInJanuary },
  { day: 2, play: other.addressThatDoesNotExist },
  { day: 2, play: other.strangerAndForger },
  { day: 14, play: other.silentToTheEnd },
  { day: 21, play: answers.answersFromAnotherAddress },
];

/** The nudge of this one falls on Christmas Eve, and has to wait. */
const christmasScene = { morning: new Date('2026-12-23T07:15:00Z'), play: other.askedToBeLeftAlone };

/** Time between two mails of a day. */
const BETWEEN_MS = 15 * 60_000;

/** Plays the story, all scenes side by side; resolves when the last of them is over. */
export async function play(stage: Stage): Promise<void> {
  const places = [aino.place, piotr.place] as const;
  const opening = nextMorning(stage.clock.now(), places);
  const timetable = scenes.map(({ day, play }, index) => {
    const morning = nextMorning(new Date(opening.getTime() + day * DAY_MS), places);
    return { at: new Date(morning.getTime() + index * BETWEEN_MS), play };
  });
  await Promise.all([
    ...timetable.map(({ at, play }) => perform(play, at, stage)),
    perform(christmasScene.play, christmasScene.morning, stage),
  ]);
}

/** What was waited for in vain ends its own scene, and no other. */
async function perform(play: Scene['play'], at: Date, stage: Stage): Promise<void> {
  await until(stage.clock, at);
  try {
    await play(stage);
  } catch (error) {
    if (!(error instanceof InVain)) throw error;
    stage.script.inVain.push(error.message);
    stage.report.alarm(error.message);
  }
}
