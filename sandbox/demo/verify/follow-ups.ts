import type { Tongue } from '../cast.ts';
import type { Letter } from '../letter.ts';
import type { Script } from '../script.ts';
import type { Evidence } from '../verify.ts';
import { badTime } from './send-window.ts';

/** Words that stand in every mail of a language, and in none of another. */
const closings: Record<Tongue, string> = { en: 'Best regards', fi: 'Terveisin', pl: 'Pozdrawiam' };

const breakups: Record<Tongue, string> = {
  en: 'Have you given up on',
  fi: 'Oletteko luopuneet hankkeesta',
  pl: 'Czy zrezygnowali Państwo z projektu',
};

/** What is wrong with the follow-ups of one thread: how many, how written, how threaded, when. */
export function followUpComplaints(evidence: Evidence, script: Script): string[] {
  const { demand, followUps } = evidence;
  const complaints = followUps.flatMap((letter, index) => {
    const name = `${demand.who}, follow-up ${index + 1}`;
    return [
      ...wording(letter, evidence),
      ...threading(letter, evidence, script),
      ...badTime(letter, demand.seller.place),
      ...copies(letter, evidence),
    ].map((what) => `${name}: ${what}`);
  });
  return [
    ...complaints,
    ...[...counting(evidence), ...order(evidence)].map((what) => `${demand.who}: ${what}`),
  ];
}

function* counting({ demand, followUps }: Evidence): Generator<string> {
  if (followUps.length !== demand.followUps) {
    yield `got ${followUps.length} follow-ups instead of ${demand.followUps}`;
  }
  if (new Set(followUps.map(({ id }) => id)).size < followUps.length) yield 'got a Message-ID twice';
  const texts = followUps.map(({ text }) => text.replace(/\s+/g, ' ').trim());
  if (new Set(texts).size < texts.length) yield 'got the same text twice';
}

/** The breakup mail is the last one, and comes only where silence lasted. */
function* order({ demand, followUps }: Evidence): Generator<string> {
  const isBreakup = ({ text }: Letter) => text.includes(breakups[demand.language]);
  const places = followUps.flatMap((letter, index) => (isBreakup(letter) ? [index] : []));
  if (!demand.breakup && places.length > 0) yield 'got a breakup mail too early';
  if (demand.breakup && places[0] !== followUps.length - 1) yield 'the breakup mail is not the last one';
}

function* wording(letter: Letter, { demand }: Evidence): Generator<string> {
  const { text, subject } = letter;
  if (letter.from !== demand.seller.address) yield `comes from ${letter.from} instead of the seller`;
  if (letter.replyTo[0] !== demand.seller.address) yield 'answers to it do not go to the seller first';
  if (!letter.to.includes(demand.prospect)) yield 'is not addressed to the prospect';
  if (/\{\{|\}\}|\bundefined\b|\bnull\b|\[object/.test(`${subject}\n${text}`)) yield 'has a hole in it';
  if (!text.includes(closings[demand.language])) yield `is not in the language ${demand.language}`;
  if (!text.includes(demand.project)) yield `does not name ${demand.project}`;
}

/** RFC 5322, 3.6.4: what the mail refers to is the thread, each link of it known to the prospect. */
function* threading(
  letter: Letter,
  { demand, followUps, prospect }: Evidence,
  script: Script,
): Generator<string> {
  const { references, inReplyTo, subject } = letter;
  if (subject !== `Re: ${demand.project}`) yield `its subject is “${subject}”`;
  if (references[0] !== demand.startId) yield 'its References do not begin with the first mail';
  if (inReplyTo !== references.at(-1)) yield 'its In-Reply-To is not the last of its References';
  const before = followUps.slice(0, followUps.indexOf(letter)).map(({ id }) => id);
  const links = [demand.startId, ...before];
  if (before.some((id) => !references.includes(id))) yield 'its References leave an earlier follow-up out';
  const own = script.written.filter(({ from }) => from === demand.prospect).map(({ id }) => id);
  const known = new Set([...links, ...own, ...(prospect?.inbox ?? []).map(({ id }) => id)]);
  if (references.some((id) => !known.has(id))) yield 'it refers to a mail that the prospect never saw';
}

/** The seller finds it among their own sent mail, once. */
function* copies({ id }: Letter, { seller }: Evidence): Generator<string> {
  const count = seller.sent.filter((copy) => copy.id === id).length;
  if (count !== 1) yield `lies in the seller’s Sent folder ${count} times`;
}
