/** Words by which a challenge-response system asks the sender to prove to be a person, or says that it is done. */
const challenges = [
  'boxbe',
  'guest list',
  'spamarrest',
  'spam arrest',
  'tmda',
  'challenge/response',
  'challenge-response',
  'confirm that you are a person',
  'confirm that you are human',
  'prove that you are',
  'prove you are human',
  'complete the verification',
  'confirm your message',
  'confirm your email by',
  'please confirm the delivery',
  'is being held until you',
  'your message is being held',
  'to have your message delivered',
  'added to my approved',
  'approved senders list',
  'list of known senders',
  'to have it delivered',
  'to have this and future messages delivered',
  "i don't know your address",
  'please confirm your message',
] as const;

/** The words of a challenge in a notice, or null. */
export function challengeIn(lines: readonly string[]): string | null {
  const text = lines.join(' ').toLowerCase().replace(/\s+/g, ' ').slice(0, 16_384);
  const phrase = challenges.find((words) => text.includes(words));
  if (phrase === undefined) return null;
  const at = text.indexOf(phrase);
  return text.slice(Math.max(0, at - 60), at + 140);
}
