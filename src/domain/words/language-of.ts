import { detect } from 'tinyld';

const languages = [
  'en',
  'fi',
  'pl',
  'sv',
  'de',
  'fr',
  'es',
  'nl',
  'it',
  'nb',
  'da',
  'pt',
  'ru',
  'ja',
  'et',
  'cs',
];

export function languageOf(text: string): string | null {
  return detect(text.slice(0, 600), { only: languages }) || null;
}
