import { randomUUID } from 'node:crypto';
import { submit } from '../actor.ts';
import * as cast from '../cast.ts';
import { Conversation, type Stage, until } from '../conversation.ts';
import { DAY_MS, nextJanuary } from '../story-time.ts';

export async function callMeInJanuary(stage: Stage): Promise<void> {
  const thread = await Conversation.start(stage, {
    seller: cast.piotr,
    prospect: cast.marta,
    track: 'track+gentle.pl',
    language: 'pl',
    sequence: 'gentle',
    project: 'Katalog online',
    plot: 'asks to come back to it in January',
    text: 'Dzień dobry,\n\nzgodnie z obietnicą przesyłam propozycję katalogu online. Co Państwo o niej sądzą?\n\nPozdrawiam\nPiotr Nowak',
    followUps: 1,
  });
  const nudge = await thread.followUp(1);
  await thread.later(2);
  const words = 'Dziękuję za wiadomość. Teraz zamykamy rok, wróćmy do tego w styczniu.';
  const between = nextJanuary(stage.clock.now(), cast.piotr.place);
  const answer = await thread.answer(nudge, words);
  await thread.notice({ what: 'the proposed date', about: answer.id, says: [words] });
  await thread.notice(
    { what: 'the reminder in January', about: thread.demand.startId, says: [words], between },
    70,
  );
}

export async function addressThatDoesNotExist(stage: Stage): Promise<void> {
  const thread = await Conversation.start(stage, {
    seller: cast.aino,
    prospect: cast.pekka,
    track: 'track',
    language: 'fi',
    sequence: 'gentle',
    project: 'Verstaan kotisivut',
    plot: 'the address does not exist, the mail bounces',
    text: 'Hei Pekka,\n\ntässä luonnos verstaan kotisivuista. Kelpaisiko tämä pohjaksi?\n\nTerveisin\nAino Laine',
    followUps: 0,
  });
  const report = await thread.bounce();
  await thread.notice({ what: 'the dead address', about: report.id, says: [cast.pekka.address] });
}

export async function askedToBeLeftAlone(stage: Stage): Promise<void> {
  const thread = await Conversation.start(stage, {
    seller: cast.aino,
    prospect: cast.timo,
    track: 'track',
    language: 'fi',
    sequence: 'gentle',
    project: 'Kivisillan verkkosivut',
    plot: 'asks never to be written to',
    text: 'Hei Timo,\n\nvoisimme tehdä Kivisillalle uudet verkkosivut. Saanko kertoa lisää?\n\nTerveisin\nAino Laine',
    followUps: 1,
  });
  const nudge = await thread.followUp(1);
  await thread.later(1);
  const words = 'Älkää enää lähettäkö minulle viestejä.';
  const optOut = await thread.answer(nudge, words);
  await thread.notice({ what: 'the opt-out', about: optOut.id, says: [words] });

  await thread.later(48, cast.piotr);
  const second = await Conversation.start(stage, {
    seller: cast.piotr,
    prospect: cast.timo,
    track: 'track+gentle.en',
    language: 'en',
    sequence: 'gentle',
    project: 'Website for Kivisilta',
    plot: 'the other seller tries, and is refused',
    text: 'Hi Timo,\n\nmay I tell you about our websites?\n\nBest regards,\nPiotr Nowak',
    followUps: 0,
    refused: true,
  });
  await second.notice({ what: 'the refusal', about: second.demand.startId, says: [cast.timo.address] });
}

export async function silentToTheEnd(stage: Stage): Promise<void> {
  const thread = await Conversation.start(stage, {
    seller: cast.piotr,
    prospect: cast.noah,
    track: 'track+breakup.en',
    language: 'en',
    sequence: 'breakup',
    project: 'Photo archive',
    plot: 'never answers',
    text: 'Hi Noah,\n\nit has been a while since we spoke about the photo archive. Where do you stand?\n\nBest regards,\nPiotr Nowak',
    followUps: 1,
    breakup: true,
  });
  await thread.followUp(1);
  // The quiet period of two weeks, a weekend, and then some.
  await until(stage.clock, new Date(stage.clock.now().getTime() + 20 * DAY_MS));
}

/** Neither of them is a seller: nothing may come of it, whatever their mails say. */
export async function strangerAndForger(stage: Stage): Promise<void> {
  const { script, report, servers, clock } = stage;
  const subject = 'Free trial';
  const tried = await stage.actor(cast.stranger).writes({
    to: cast.lena.address,
    cc: cast.trackingAddress,
    subject,
    text: 'Hello Lena, what do you think of this?',
  });
  script.written.push(tried);
  report.event(cast.stranger, '→', `${cast.lena.name}: “${subject}”, track@ in CC, but no seller`, tried.at);

  const forged = `<${randomUUID()}@kaari.example>`;
  const to = [cast.lena.address, cast.trackingAddress];
  const offer = 'Special offer';
  const at = clock.now();
  await submit(servers, null, {
    envelope: { from: cast.stranger.address, to },
    from: `${cast.aino.name} <${cast.aino.address}>`,
    to: cast.lena.address,
    cc: cast.trackingAddress,
    subject: offer,
    text: 'Hello Lena, this is Aino. Really.',
    messageId: forged,
    date: at,
  });
  script.written.push({ id: forged, from: cast.stranger.address, to, subject: offer, at });
  const what = `${cast.lena.name}: “${offer}”, Aino’s name forged, track@ in CC`;
  report.event(cast.stranger, '→', what, at);
}
