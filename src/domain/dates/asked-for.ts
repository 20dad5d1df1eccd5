import { thereafterAt } from './proposal.ts';
import { isRefused } from './refused.ts';
import type { Times } from './times.ts';

/** "Say the 16th", "förslagsvis den 11 januari": here the proposal itself begins. */
const proposing =
  /\b(?:around|about|circa|ca\.?|noin|n\.|okolo|ok\.|rund um|gegen|etwa|omkring|runt|say|how about|what about|preferably|ideally|suggest|propose|for example|e\.g\.|i\.e\.|that is|eli|toisin sanoen|dvs\.?|det vill saga|czyli|to znaczy|d\.\s?h\.|das heisst|vaikka|vaikkapa|esimerkiksi|esim\.?|mieluiten|sanotaan|ehdot(?:an|amme|taisin|us)|forslagsvis|foresla(?:r|s)?|forslag|sag|exempelvis|till exempel|t\.ex\.?|helst|powiedzmy|np\.?|na przyklad|najlepiej|najrozsadniej|proponuj[ey]\p{L}{0,2}|sugeruje\p{L}{0,2}|sagen wir|zum beispiel|z\.\s?b\.|am besten|vorzugsweise|schlage(?:n)?(?: (?:ich|wir|ihnen))?|vorschlag|(?:then|sitten|sedan|potem|dann)(?:\s\p{L}{2,12}){0,2})[\s,:]{1,3}(?:(?:on|in|the|early|den|am|im|der|we?|i|pa|ab|um|ma|ti|ke|to|pe|mon|tue|wed|thu|fri|man|tis|ons|tors|fre|mo|di|mi|do|fr|pon|wt|sr|czw|pt)\.?\s){0,2}$/u;

/** What a seller is asked to do, before the time for it: a few words may stand between. */
const ordering =
  /\b(?:aterkom(?:ma)?|hora? a[vd] (?:dig|er)|ring(?:a|er)?(?: (?:mig|oss))?|mejla|maila|skriv(?:a)?|ta kontakt|kontakta|sla (?:en signal|mig)|paminn(?:a)?|(?:fraga|hor med|prata med) (?:mig|oss|honom|henne|dem)|(?:call|ring|phone|contact|e-?mail|ping|remind|chas|messag|ask|try|writ|catch|tap|hit|tell|text)(?:e|ing)?(?: to)? (?:me|us|them|him|her)(?: up| back)?|com(?:e|ing) back|get(?:ting)? (?:back|in touch)|reach(?:ing)? out|check(?:ing)? (?:back|in)|follow(?:ing)? up|try(?:ing)? again|touch(?:ing)? base|circl(?:e|ing) back|giv(?:e|ing) (?:me|us|them|him|her) a (?:call|shout|ring|bell|buzz|tinkle|holler|knock)|drop(?:ping)? (?:me|us|them|him|her) a (?:line|note|mail|message)|send (?:it|this|that|me|us|your|the)|melde[nt]? (?:sie|euch|dich)(?: sich)?|(?:ruf|frag|schreib|schick|send|meld)(?:en|t|e)? (?:sie|mich|uns|mir)|(?:konnten|konnen|wurden|konntet|konntest|kannst|konnt|wollen|mochten|mogen) (?:sie|ihr|du) (?:sich|mich|uns|mir|euch|dich)|kontaktieren sie|erinnern sie|versuchen sie|kommen sie|(?:ota|ottakaa|otatko|otatteko|laita|laittakaa|laittele|soita|soittakaa|soittele|kysy|kysykaa|palaa|palatkaa|kirjoita|kirjoittakaa|laheta|lahettakaa|muistuta|muistuttakaa|kokeile|kokeilkaa|(?:kysy|soita|palaa|muistuta|ota|laita|kirjoita)t(?:te)?han|kysythan|kysyttehan|(?:voisi|voi)(?:t|tte)ko (?:soittaa|soitella|kysya|palata|kirjoittaa|muistuttaa|ottaa|laittaa|olla))|odezwij sie|odezwac sie|(?:moze|moglby|moglaby|mogliby|mozecie) (?:[^\s.,;:!?]{1,10} ){0,2}(?:zadzwonic|przypomniec|napisac|wrocic)|(?:zapytac|zapytaj|zapytajcie|pytac)|prosze (?:o (?:ponowny |kolejny |ponowne )?(?:kontakt|telefon|przypomnienie|informacje)|sie|odezwac|przypomniec|zadzwonic|dzwonic|pisac|napisac|wrocic|przeslac|wyslac)|zadzwon|napisz|przypomnij)(?:,?\s[^\s.,;:!?]{1,20}){0,4},?\s$/u;

/** "Do not call me in December". */
const forbidding =
  /(?:\b(?:not|never|inte|ej|aldrig|nicht|nie|ala|alkaa|alka|no need to|bez)|n't)\s(?:[^\s.,;:!?]{1,20}\s){0,6}$/u;

/** Whether the words before a time ask for it: "I suggest …", "please call me …". */
export function isAskedFor(before: string): boolean {
  return proposing.test(before) || orderIn(before) !== null;
}

function orderIn(before: string): string | null {
  const found = ordering.exec(before)?.[0] ?? null;
  return found !== null && !forbidding.test(before) ? found : null;
}

/** Who asks to be written to himself. */
const oneself =
  /\b(?:me|us|mich|uns|mir|sich|mig|oss|sie (?:odezwac|przypomniec)|(?:odezwac|przypomniec|odezwij) sie|hora? av|aterkom\p{L}*|palaa|muistuta\p{L}*|minulle|meille)\b/u;

/**
 * Whether somebody is asked in so many words to write or call at a time that is `days` away or more; `self`: to the
 * writer himself.
 */
export function ordersLater(times: Times, days: number, self = false): boolean {
  return times.mentions.some((mention) => {
    if (mention.first < times.on.today + days || isRefused(mention, times)) return false;
    const order = orderIn(times.folded.slice(Math.max(0, mention.at - 90), mention.at));
    return order !== null && (!self || oneself.test(order));
  });
}

/** Whether somebody is asked to write or call after a time that is `days` away or more: "on 18 March; call after that". */
export function ordersThen(times: Times, days: number): boolean {
  return times.mentions.some((mention) => {
    if (mention.first < times.on.today + days) return false;
    const then = thereafterAt(mention, times);
    return then !== null && isAskedFor(times.folded.slice(mention.end, then.at));
  });
}
