import type { Place } from '../../src/domain/calendar.ts';

/** Somebody who sells, somewhere: mail leaves in the hours and on the working days of their place. */
export interface ChaosSeller {
  id: string;
  name: string;
  address: string;
  place: Place;
}

export const trackingAddress = 'track@palaan.example';

/** The name under which the sandbox's mail server vouches for senders. */
export const authservId = 'mail.sandbox.example';

export const sellers: readonly ChaosSeller[] = [
  seller('anna', 'Anna Virtanen', 'Europe/Helsinki', 'FI'),
  seller('piotr', 'Piotr Nowak', 'Europe/Warsaw', 'PL'),
  seller('emily', 'Emily Clarke', 'Europe/London', 'GB'),
  seller('dana', 'Dana Lopez', 'America/New_York', 'US'),
  seller('kenji', 'Kenji Sato', 'Asia/Tokyo', 'JP'),
  seller('mere', 'Mere Walker', 'Pacific/Auckland', 'NZ'),
];

export function sellerOf(address: string): ChaosSeller {
  const found = sellers.find((one) => one.address === address);
  if (!found) throw new Error(`${address} sells nothing here`);
  return found;
}

function seller(id: string, name: string, zone: string, country: string): ChaosSeller {
  return { id, name, address: `${id}@seller.example`, place: { zone, country } };
}
