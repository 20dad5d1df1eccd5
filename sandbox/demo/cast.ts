import type { Place } from '../../src/domain/calendar.ts';

export type Tongue = 'en' | 'fi' | 'pl';

/** Which mail program a person uses: programs quote in different ways. */
export type Program = 'gmail' | 'outlook' | 'phone';

export interface Person {
  name: string;
  address: string;
  language: Tongue;
  place: Place;
  program: Program;
}

export interface Seller extends Person {
  /** Id in palaan.yaml. */
  id: string;
}

/** Everybody's password in the demo. */
export const password = 'demo';
export const trackingAddress = 'track@palaan.example';

const finland: Place = { zone: 'Europe/Helsinki', country: 'FI' };
const poland: Place = { zone: 'Europe/Warsaw', country: 'PL' };
const britain: Place = { zone: 'Europe/London', country: 'GB' };

function person(
  name: string,
  address: string,
  language: Tongue,
  place: Place,
  program: Program = 'gmail',
): Person {
  return { name, address, language, place, program };
}

/** Two colleagues who build websites, in Helsinki and in Warsaw. */
export const aino: Seller = {
  id: 'aino',
  ...person('Aino Laine', 'aino@kaari.example', 'fi', finland, 'outlook'),
};
export const piotr: Seller = {
  id: 'piotr',
  ...person('Piotr Nowak', 'piotr@kaari.example', 'pl', poland, 'gmail'),
};

export const emma = person('Emma Clarke', 'emma@harbourlight.example', 'en', britain);
export const jukka = person('Jukka Niemi', 'jukka.niemi@koivupuu.example', 'fi', finland, 'outlook');
export const katarzyna = person('Katarzyna Zielińska', 'katarzyna@starabrama.example', 'pl', poland, 'phone');
/** The other address of Katarzyna's company, which she also writes from. */
export const katarzynaOffice = person(
  'Katarzyna Zielińska',
  'biuro@starabrama.example',
  'pl',
  poland,
  'phone',
);
export const oliver = person('Oliver Hughes', 'oliver@kestrelworks.example', 'en', britain, 'outlook');
/** Oliver's colleague, who writes about something else. */
export const grace = person('Grace Osei', 'grace@kestrelworks.example', 'en', britain);
export const marta = person('Marta Wiśniewska', 'marta@lesnasosna.example', 'pl', poland);
/** An address with a typing error: there is no such mailbox. */
export const pekka = person('Pekka Salo', 'peka.salo@saloverstas.example', 'fi', finland);
export const sanna = person('Sanna Mäkelä', 'sanna@uittolaituri.example', 'fi', finland);
export const timo = person('Timo Korpi', 'timo.korpi@kivisilta.example', 'fi', finland, 'phone');
export const noah = person('Noah Bennett', 'noah@quarrystone.example', 'en', britain);

/** Somebody who found the tracking address and tries it out. */
export const stranger = person('Max Reed', 'max@elsewhere.example', 'en', britain);
/** Whom the stranger writes to, in his own name and in Aino's. */
export const lena = person('Lena Fox', 'lena@brickyard.example', 'en', britain);

export const sellers: readonly Seller[] = [aino, piotr];

/** Everybody with a mailbox, besides the tracking address. */
export const everybody: readonly Person[] = [
  ...sellers,
  ...[emma, jukka, katarzyna, katarzynaOffice, oliver, grace, marta, sanna, timo, noah],
  ...[stranger, lena],
];

export function firstName({ name }: Person): string {
  return name.split(' ', 1)[0] ?? name;
}
