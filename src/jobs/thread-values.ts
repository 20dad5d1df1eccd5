import { DateTime } from 'luxon';
import type { Config, Seller } from '../config.ts';
import { domainOf as domainOfAddress } from '../domain/addresses.ts';
import { companyOf, firstNameOf, shownName } from '../domain/person.ts';
import { projectFromSubject } from '../domain/subject.ts';
import { liveProspects, type Thread } from '../domain/thread/thread.ts';
import type { MailVariables } from '../templates/variables.ts';

/** What templates may print about a person. */
export function personValues(person: { address: string; name: string }): MailVariables['prospect'] {
  return {
    name: shownName(person.name),
    firstName: firstNameOf(person.name),
    email: person.address,
    company: companyOf(person.address),
  };
}

/** What templates may print about a seller. */
export function sellerValues(seller: Seller): MailVariables['seller'] {
  return {
    name: seller.name,
    firstName: firstNameOf(seller.name) ?? seller.name,
    email: seller.address,
    signature: seller.signature,
    phone: seller.phone ?? null,
    company: seller.company ?? null,
  };
}

/** What every template of a thread may print; days are those of the seller's calendar. */
export function threadValues(thread: Thread, seller: Seller, now: Date): Omit<MailVariables, 'stepNumber'> {
  const live = liveProspects(thread);
  const people = (live.length > 0 ? live : thread.prospects).map(personValues);
  const [prospect = personValues({ address: '', name: '' })] = people;
  const day = (at: Date) => DateTime.fromJSDate(at, { zone: seller.place.zone });
  const silent = day(now).startOf('day').diff(day(thread.lastSentAt).startOf('day'), 'days').days;
  return {
    project: thread.project,
    subject: projectFromSubject(thread.subject),
    prospect,
    prospects: people,
    startedOn: isoDay(thread.startedAt, seller),
    lastSentOn: thread.lastSentAt > thread.startedAt ? isoDay(thread.lastSentAt, seller) : null,
    agreedOn: thread.agreedOn,
    daysSilent: Math.max(0, Math.round(silent)),
    seller: sellerValues(seller),
  };
}

/** 'YYYY-MM-DD' on the seller's calendar. */
export function isoDay(at: Date, seller: Seller): string {
  return DateTime.fromJSDate(at, { zone: seller.place.zone }).toISODate() ?? '';
}

/** 'YYYY-MM-DDTHH:mm' as the seller's clock shows it. */
export function localMoment(at: Date, seller: Seller): string {
  return DateTime.fromJSDate(at, { zone: seller.place.zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** The domain that our Message-IDs are made in. */
export function domainOf(config: Config): string {
  return domainOfAddress(config.tracking.address);
}
