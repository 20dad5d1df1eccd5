import { saysI, speaksOfOneself } from './oneself.ts';
import { type Reading, says } from './reading.ts';

/** What the sender is to do. */
const prove =
  /\b(?:confirm|verif|authent|prove|captcha|bestatig|beweis|bevestig|bekraft|bekreft|bekraeft|intyg|vahvist|todist|potwierd|przepis|conferm|recopier|digite|show that you|klicken|klicka|klikk|klikn|clic|cliqu)|подтверд|認証/;

/** What happened to the mail. */
const held =
  /\b(?:(?:is|was|be|been|being) (?:held|waiting|on hold|kept)|sits? in a queue|until you|comes? (?:straight )?through|quarant|karanten|karantan|czeka na|put in(?:to)? my|waiting for|to release|will be delivered|not (?:yet )?been delivered|en attente|mis(?:e)? en|soit remis|pas (?:encore )?ete (?:remis|delivre)|pour qu'il soit|liber(?:er|ar)|retenid|aguardando|en espera|in attesa|in sospeso|trattenut|zuruckgehalten|wartet|dann zugestellt|erst nach|quarantane|noch nicht zugestellt|vastgehouden|wacht op|halls|vantar|ligger kvar|slapps|holdes|tilbakeholdt|venter|odottaa|pidat|zatrzyman|wstrzyman|kwarantann)|ожида|задержан|保留/;

/** Against what: strangers, robots, spam. */
const against =
  /\b(?:anti-? ?spam|spam-? ?(?:filter|arrest|protect)|robot|human|real person|live human|po raz pierwszy|pierwszy raz|zum ersten mal|first time|tidigare|unbekannter absender|unerwunschte|une personne|un humain|captcha|(?:allow|white|safe)-? ?list|(?:known|approved|allowed|permitted|authori[sz]ed|trusted) senders?|from (?:people|senders) (?:\w+ ){0,2}knows?\b|sender (?:check|verification)|junk ?mail|smiec\p{L}*|skrap(?:post|mejl)?\p{L}*|first time|premiere fois|remetentes autorizados|expediteurs? (?:connu|autoris)|remitentes|mittenti|skrappost\p{L}*|spamskydd|manniska|menneske|mens(?:ch)?|roskaposti\p{L}*|ihminen|czlowiek\p{L}*|antyspam\p{L}*|zaufan\p{L}*|unbekannte\p{L}* absender)/u;

/** Where no link is to be clicked on. */
const byReply =
  /\b(?:reply to this|hit reply|just reply|simply reply|antworten sie|svara pa|vastaa tahan|odpowiedz na|repondez a|responda|rispond(?:a|ere|i) )/;

const longest = 1_500;

/**
 * The demand of a spam filter that the sender prove to be a person before the mail is shown, in any language: what is to be
 * done, that the mail waits, against whom, and a link or an answer to send. Such a mail is no answer, and ours was not read.
 */
function demandsProof(own: Reading): boolean {
  const { folded } = own;
  return (
    folded.length < longest &&
    (folded.includes('://') || byReply.test(folded)) &&
    (prove.test(folded) || byReply.test(folded)) &&
    held.test(folded) &&
    against.test(folded)
  );
}

/** Whether the mail is such a demand, where nothing proves that a program wrote it: people say "I" when they tell of one. */
export function isChallenge(own: Reading): boolean {
  if (!demandsProof(own)) return false;
  return own.text.includes('://') ? !saysI(own.folded) : !speaksOfOneself(own.folded);
}

/** Whether a program's mail is one, by a known phrase or by its parts. */
export function challenges(own: Reading): boolean {
  return says('challenge', own) || demandsProof(own);
}
