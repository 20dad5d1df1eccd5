/** The languages that the shipped sequences and notices are written in, by ISO 639-1 code. */
export const languages = ['en', 'fi', 'pl'] as const;

export type Language = (typeof languages)[number];
