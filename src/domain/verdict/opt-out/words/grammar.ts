/**
 * The words of which one language makes "do not write to me any more". Every entry is a wording (see wording.ts);
 * refusal.ts says which of them, in one sentence and in whatever order, are a refusal.
 */
export interface Grammar {
  /** ISO 639-1. */
  code: string;
  /** What a seller does to a prospect: writing, mailing, contacting; nouns, infinitives, participles. */
  contact: readonly string[];
  /** The same as an order: "schreiben Sie", "piszcie". With a negation it needs no other word of wish. */
  order: readonly string[];
  not: readonly string[];
  /** "any more", "again", "in future". */
  more: readonly string[];
  /** To make it end: orders, infinitives, nouns; never what somebody has done. */
  stop: readonly string[];
  /** "please", "I want", "there is no need", "I would be glad". */
  wish: readonly string[];
  /** To take something out of a list: orders, infinitives, nouns. */
  remove: readonly string[];
  /** Who is taken out: "me", "our address", "my data". */
  me: readonly string[];
  /** Of what: "mailing list", "database". */
  list: readonly string[];
  /** To be on a list. */
  listed: readonly string[];
  /** "another", "the next", "one more". */
  another: readonly string[];
  /** "a fifth", after four mails. */
  nth: readonly string[];
  /** "One more and": short for another mail, where what follows from it comes next. */
  once: readonly string[];
  /** The writer has said it before: "I told you in May", "how often must I". */
  told: readonly string[];
  /** "I asked you not to": what follows is what they were not to do. */
  begged: readonly string[];
  /** Offers, more than one: who refused them before has no use for any. */
  offers: readonly string[];
  /** Advertising and sales talk, which nobody refuses who wants but other mail. */
  ads: readonly string[];
  /** "Save yourself the trouble". */
  spare: readonly string[];
  /** What will happen then: a lawyer, an authority, a block. */
  threat: readonly string[];
}
