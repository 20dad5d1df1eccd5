import { randomUUID } from 'node:crypto';
import { submit } from './actor.ts';
import * as cast from './cast.ts';
import { Conversation, InVain, type Stage, until } from './conversation.ts';
import { DAY_MS, mondayAfter, nextJanuary, nextMorning } from './story-time.ts';

type Scene = (stage: Stage) => Promise<void>;

/** Sent in this order on the first day; the one whose story is longest comes first. */
const scenes: readonly Scene[] = [
  silentUpToTheBreakup,
  answersTheNudge,
  awayAndBack,
  answersFromAnotherAddress,
  colleagueBesideTheThread,
  callMeInJanuary,
  addressThatDoesNotExist,
  askedToBeLeftAlone,
  silentToTheEnd,
  strangerAndForger,
];

/** Time between two mails of the first day. */
const BETWEEN_MS = 15 * 60_000;

/** Plays the story, all scenes side by side; resolves when the last of them is over. */
export async function play(stage: Stage): Promise<void> {
  const { clock, script } = stage;
  const morning = nextMorning(clock.now(), [cast.aino.place, cast.piotr.place]);
  await Promise.all(
    scenes.map(async (scene, index) => {
      await until(clock, new Date(morning.getTime() + index * BETWEEN_MS));
      try {
        await scene(stage);
      } catch (error) {
        if (!(error instanceof InVain)) throw error;
        script.inVain.push(error.message);
        stage.report.alarm(error.message);
      }
    }),
  );
}

async function silentUpToTheBreakup(stage: Stage): Promise<void> {
  const thread = await Conversation.start(stage, {
    seller: cast.aino,
    prospect: cast.sanna,
    track: 'track',
    language: 'fi',
    sequence: 'gentle',
    project: 'Verkkokaupan uudistus',
    plot: 'silent up to the breakup mail, then answers',
    text: 'Hei Sanna,\n\nohessa ajatuksemme verkkokaupan uudistamisesta. Mitä mieltä olette?\n\nTerveisin\nAino Laine',
    followUps: 5,
    breakup: true,
  });
  for (let count = 1; count <= 4; count++) await thread.followUp(count, 35);
  const breakup = await thread.followUp(5, 35);
  await thread.later(3);
  await thread.answer(
    breakup,
    'Emme suinkaan ole luopuneet! Budjetti hyväksyttiin eilen, lähettäkää sopimus.',
    {
      toSellerAlone: true,
    },
  );
}

async function answersTheNudge(stage: Stage): Promise<void> {
  const thread = await Conversation.start(stage, {
    seller: cast.aino,
    prospect: cast.emma,
    track: 'track+gentle.en',
    language: 'en',
    sequence: 'gentle',
    project: 'New website',
    plot: 'answers the first nudge',
    text: 'Hi Emma,\n\nhere is the outline of your new website: five pages, bookings included. What do you think of it?\n\nBest regards,\nAino Laine',
    followUps: 1,
  });
  const nudge = await thread.followUp(1);
  await thread.later(3);
  await thread.answer(
    nudge,
    'I had not even opened it, sorry. We like it very much: please send the contract.',
  );
}

async function awayAndBack(stage: Stage): Promise<void> {
  const thread = await Conversation.start(stage, {
    seller: cast.aino,
    prospect: cast.jukka,
    track: 'track',
    language: 'fi',
    sequence: 'gentle',
    project: 'Uusi asiakaslehti',
    plot: 'is away, comes back, answers',
    text: 'Hei Jukka,\n\ntässä tarjous asiakaslehden verkkoversiosta. Onko siinä kaikki, mistä puhuimme?\n\nTerveisin\nAino Laine',
    followUps: 2,
  });
  const nudge = await thread.followUp(1);
  const back = mondayAfter(stage.clock.now(), 9, cast.jukka.place);
  const words = `Hei,\n\nolen lomalla ja palaan töihin maanantaina ${back.toFormat('d.M.yyyy')}. Kiireellisissä asioissa vaihteemme auttaa.\n\nJukka Niemi`;
  await thread.absenceNote(nudge, words, `Automaattinen vastaus: ${nudge.subject}`, back.toISODate() ?? '');
  const question = await thread.followUp(2, 28);
  await thread.later(4);
  await thread.answer(question, 'Kiitos, ettet unohtanut. Tarjous sopii meille, tilaamme sen.');
}

async function answersFromAnotherAddress(stage: Stage): Promise<void> {
  const thread = await Conversation.start(stage, {
    seller: cast.piotr,
    prospect: cast.katarzyna,
    track: 'track',
    language: 'pl',
    sequence: 'gentle',
    project: 'Nowy sklep internetowy',
    plot: 'answers from another address of the company',
    text: 'Dzień dobry,\n\nprzesyłam ofertę na nowy sklep internetowy. Czy odpowiada Państwa oczekiwaniom?\n\nPozdrawiam\nPiotr Nowak',
    followUps: 1,
  });
  const nudge = await thread.followUp(1);
  await thread.later(5);
  await thread.answer(nudge, 'Dzień dobry, piszę ze skrzynki biura. Oferta nam odpowiada, proszę o umowę.', {
    by: cast.katarzynaOffice,
    toSellerAlone: true,
  });
}

async function colleagueBesideTheThread(stage: Stage): Promise<void> {
  const thread = await Conversation.start(stage, {
    seller: cast.piotr,
    prospect: cast.oliver,
    track: 'track+gentle.en',
    language: 'en',
    sequence: 'gentle',
    project: 'Booking page',
    plot: 'a colleague writes beside the thread, the seller says go on',
    text: 'Hi Oliver,\n\nI have put the booking page into a short offer. Does it cover what your team asked for?\n\nBest regards,\nPiotr Nowak',
    followUps: 2,
  });
  await thread.followUp(1);
  await thread.later(4, cast.grace);
  const words =
    'Hello Piotr, could you tell me which address our accounts team should use for your invoices?';
  const aside = await stage.actor(cast.grace).writes({
    to: cast.piotr.address,
    subject: 'Address for invoices',
    text: `${words}\n\nGrace Osei\nKestrel Works`,
  });
  stage.script.written.push(aside);
  stage.report.event(cast.grace, '→', `writes to Piotr beside the thread: “${words}”`, aside.at);
  const pause: { from: string; until: string | null } = { from: aside.id, until: null };
  thread.demand.pauses.push(pause);
  const asked = await thread.notice({
    what: 'the question whether this is the answer',
    about: aside.id,
    says: [words],
  });
  await thread.later(20, cast.piotr);
  const goOn = await thread.command(asked, 'kontynuuj');
  pause.until = goOn.id;
  await thread.notice({ what: 'the plan after the command', about: goOn.id, says: ['Booking page'] });
  const question = await thread.followUp(2);
  await thread.later(6);
  await thread.answer(
    question,
    'Nothing is unclear, only our budget was. It is approved now, please go ahead.',
  );
}

async function callMeInJanuary(stage: Stage): Promise<void> {
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

async function addressThatDoesNotExist(stage: Stage): Promise<void> {
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

async function askedToBeLeftAlone(stage: Stage): Promise<void> {
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

async function silentToTheEnd(stage: Stage): Promise<void> {
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
async function strangerAndForger(stage: Stage): Promise<void> {
  const { script, report, servers, clock } = stage;
  const subject = 'Free trial';
  const tried = await stage.actor(cast.stranger).writes({
    to: cast.lena.address,
    cc: cast.trackingAddress,
    subject,
    text: 'Hello Lena, what do you think of this?',
  });
  script.written.push(tried);
  report.event(
    cast.stranger,
    '→',
    `${cast.lena.name}: “${subject}”, track@ in CC, though he is no seller`,
    tried.at,
  );

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
  const what = `${cast.lena.name}: “${offer}”, with Aino’s name forged, track@ in CC`;
  report.event(cast.stranger, '→', what, at);
}
