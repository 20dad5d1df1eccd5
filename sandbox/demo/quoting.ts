import { DateTime } from 'luxon';
import type { Person, Tongue } from './cast.ts';
import type { Letter } from './letter.ts';

const replyPrefix: Record<Person['program'], Record<Tongue, string>> = {
  gmail: { en: 'Re:', fi: 'Re:', pl: 'Re:' },
  outlook: { en: 'RE:', fi: 'VS:', pl: 'ODP:' },
  phone: { en: 'Re:', fi: 'Vs:', pl: 'Odp:' },
};

/** The subject that the person's program gives to an answer. */
export function answerSubject(person: Person, subject: string): string {
  const topic = subject.replace(/^(re|vs|odp):\s*/i, '');
  return `${replyPrefix[person.program][person.language]} ${topic}`;
}

/** The person's words above the letter that they answer, the way their program quotes it. */
export function answerText(person: Person, words: string, letter: Letter, letterFrom: string): string {
  const at = DateTime.fromJSDate(letter.date ?? letter.arrivedAt, { zone: person.place.zone }).setLocale(
    person.language,
  );
  if (person.program === 'outlook') {
    return `${words}\n\n${headerBlock(person.language, letter, letterFrom, at)}\n\n${letter.text}`;
  }
  const quote = letter.text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
  const sent = person.program === 'phone' ? `\n\n${sentFromPhone[person.language]}` : '';
  return `${words}${sent}\n\n${attribution(person.language, letterFrom, at)}\n${quote}`;
}

const sentFromPhone: Record<Tongue, string> = {
  en: 'Sent from my iPhone',
  fi: 'Lähetetty iPhonesta',
  pl: 'Wysłane z iPhone’a',
};

function attribution(language: Tongue, from: string, at: DateTime): string {
  switch (language) {
    case 'en':
      return `On ${at.toFormat('ccc, d LLL yyyy')} at ${at.toFormat('HH:mm')}, ${from} wrote:`;
    case 'fi':
      return `${at.toFormat('ccc d.L.yyyy')} klo ${at.toFormat('H.mm')} ${from} kirjoitti:`;
    case 'pl':
      return `${at.toFormat('ccc, d LLL yyyy')} o ${at.toFormat('HH:mm')} ${from} napisał(a):`;
  }
}

const headerNames: Record<Tongue, [string, string, string, string]> = {
  en: ['From', 'Sent', 'To', 'Subject'],
  fi: ['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
  pl: ['Od', 'Wysłane', 'Do', 'Temat'],
};

function headerBlock(language: Tongue, letter: Letter, from: string, at: DateTime): string {
  const [fromName, sentName, toName, subjectName] = headerNames[language];
  return [
    `${fromName}: ${from}`,
    `${sentName}: ${at.toFormat('cccc d. LLLL yyyy H.mm')}`,
    `${toName}: ${letter.to.join('; ')}`,
    `${subjectName}: ${letter.subject}`,
  ].join('\n');
}
