import * as cast from '../cast.ts';
import { Conversation, type Stage, until } from '../conversation.ts';
import { excerpt } from '../report.ts';
import { DAY_MS, mondayAfter } from '../story-time.ts';

export async function silentUpToTheBreakup(stage: Stage): Promise<void> {
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
  const receipt = await thread.receipt();
  for (let count = 1; count <= 4; count++) await thread.followUp(count, 35);
  // Three more weeks of silence are too long for Aino.
  await thread.later(20, cast.aino);
  const now = await thread.command(receipt, 'nyt');
  await thread.notice({ what: 'the plan after the command', about: now.id, says: ['Oletteko luopuneet'] });
  const breakup = await thread.followUp(5);
  await thread.later(3);
  const words = 'Emme suinkaan ole luopuneet! Budjetti hyväksyttiin eilen, lähettäkää sopimus.';
  await thread.answer(breakup, words, { toSellerAlone: true });
  // The curtain falls when it is certain that nothing follows.
  await until(stage.clock, new Date(stage.clock.now().getTime() + 4 * DAY_MS));
}

export async function answersTheNudge(stage: Stage): Promise<void> {
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

export async function awayAndBack(stage: Stage): Promise<void> {
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

export async function answersFromAnotherAddress(stage: Stage): Promise<void> {
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
  // The curtain falls when it is certain that nothing follows.
  await until(stage.clock, new Date(stage.clock.now().getTime() + 4 * DAY_MS));
}

export async function colleagueBesideTheThread(stage: Stage): Promise<void> {
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
  stage.report.event(cast.grace, '→', `beside the thread: “${excerpt(words)}”`, aside.at);
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
