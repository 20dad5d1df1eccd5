/**
 * How mail servers say why: families of phrases, matched in text that `plainWords` made plain (lower case, one
 * space, no addresses, no web addresses, no reply codes). A phrase belongs here when more than one program
 * or country says it so.
 */
export interface Family {
  /** Name of the reason, part of the evidence. */
  name: string;
  phrases: readonly (string | RegExp)[];
  /** Its expressions are written without accents, for text without. */
  isBare?: true;
}
