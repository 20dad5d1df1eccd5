const MAX_TEXT = 4_000;

/** "The server will not try again": the words of passing trouble, denied. */
const deniedRetry =
  /\b(?:will not (?:be )?retr(?:y|ied)|(?:no|without) further (?:delivery )?attempts?|no (?:more|further) retries|not (?:be )?tried again|nie będzie (?:już )?ponawia[łn]\S{0,3}(?: prób\S{0,4})?|non verranno effettuati altri tentativi|keine weiteren (?:zustell)?versuche|ei yritetä (?:enää )?uudelleen|inga fler(?:a)? försök|plus aucune tentative|no se volverá a intentar)/gu;

/**
 * Text in which phrases can be found: lower case, straight apostrophes, single spaces; without addresses, web
 * addresses and the reply codes that stand at every line of a long reply, all of which hold misleading words.
 */
export function plainWords(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .toLowerCase()
    .replace(/[\u2018\u2019\u0060\u00b4]/g, "'")
    .replace(/(?:https?:\/\/|www\.)[^\s>)\]]{1,500}/g, ' ')
    .replace(/[^\s<>()[\]"',;:@]{1,64}@[^\s<>()[\]"',;:]{1,255}/g, '@')
    .replace(deniedRetry, ' ')
    .replace(/\b[45]\d\d[- ](?:#?[45]\.\d{1,3}\.\d{1,3})?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
