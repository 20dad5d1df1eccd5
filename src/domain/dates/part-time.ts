import { anyWording } from '../wording.ts';
import { boundsAround } from './cues.ts';
import { weekdayOf } from './day.ts';
import type { Return } from './implied-return.ts';
import { any, indexOfWord } from './rule.ts';
import type { Times } from './times.ts';
import type { TimeWords } from './words/time-words.ts';
import { isWorkingDay } from './working-day.ts';

/** That somebody works on some days of each week, before or behind those days. */
const working = anyWording(
  "(i|we|she|he|* clerk|* office) (~ )?(work|works) (~ )?part( |-)?time|part( |-)?time|my (working|work|office) (days|pattern)|(working|work|office) days|i (only |usually |normally )?work|i('m| am) (only )?in (the office )?(on )?",
  'työpäivä(ni|t|mme)|olen (~ )?(töissä|paikalla|toimistolla)|työskentelen|osa-?aika*|hoitovapaalla|lyhennet*',
  '(mina )?arbetsdagar|(jag )?(jobbar|arbetar)|deltid*',
  '(meine )?arbeitstage|(ich )?arbeite|teilzeit*|bin (~ )?(im büro|da)|bürotage',
  'pracuję|dni pracy|moje dni (robocze|pracy)|niepełn* (etat*|wymiar*)|część etatu|pół etatu|w biurze jestem',
);
const free = anyWording(
  "(do not|don't|never|not) (~ )?(work|in|available|at work)|non-?working days?|days? off|off",
  '(en|ei) (~ )?(ole|työskentele|paikalla|töissä)|vapaapäivä*|vapaa|vapaalla',
  '(jobbar|arbetar|är) (~ )?(inte|ej)|lediga?|lediga dagar',
  '(arbeite|bin) (~ )?(nicht|nie)|(habe|hab) (ich )?frei|frei|freie tage',
  'nie (~ )?(pracuję|ma mnie)|mam wolne|wolne',
);
/** "I will answer on my next working day": without it, days of the week are office hours and no absence. */
const nextDay = anyWording(
  '(on|the) (~ )?other days|next of (those|these|them)|only then|vain silloin|bara då|nur dann|tylko wtedy|any other day|(reply|answer) then|vasta(an|amme) silloin|svarar (jag |vi )?då|(antworte|antworten) (ich |wir )?dann|(odpowiadam|odpisuję) wtedy|muina päivinä|(övriga|andra) dagar|(an|die) (~ )?(anderen|übrigen) tagen?|w (pozostałe|inne) dni',
  "next (working|work|office|available) (day|days)|(next|when) (~ )?(i'm|i am|we are|we're) (~ )?(in|back|at work)|next day (i'm|i am|i) (~ )?(in|work)|as soon as i (am|'m) (back|in)|once (i'm|i am) back",
  'seuraava(na|n|an)? (työpäivä*|toimistopäivä*)|kun (olen|palaan) (~ )?(töissä|paikalla|töihin)',
  '(nästa|nästkommande|närmaste|följande) (arbetsdag*|jobbdag*)|när jag är (~ )?(på plats|tillbaka|på jobbet)',
  '(nächste[nr]?|folgende[nr]?|kommende[nr]?) (arbeitstag*|bürotag*|werktag*)|sobald ich (~ )?(wieder )?(da|im büro|zurück)|wenn ich (~ )?(wieder )?(da|im büro|zurück)',
  '(następn*|kolejn*|najbliższ*) (dniu |dnia |dzień )?(robocz*|pracy|pracując*)|w (najbliższym|kolejnym|następnym) dniu (pracy|roboczym)|jak (tylko )?(będę|wrócę)',
);

/** "So there may be a short wait", where somebody works on no more than the days named. */
const delay = anyWording(
  '(short|slight|little|small|bit of a) (wait|delay)|(delayed|slow|slower|late) (in |to )?(repl*|respon*|answer*)|(repl*|respon*|answer*|it) (~ )?(may|might|can|could) (~ )?(take|delayed|wait)|bear with me',
  '(vastaus*|vastaami*) (~ )?(viipyä|viivästyä|kestää|viivästyy|viipyy)|(vastaan|vastaamme) (~ )?viiveellä',
  '(svar*|det) (~ )?(dröja|dröjer|ta lite tid|ta tid)',
  '(antwort*|es|das) (~ )?(dauern|verzögern|verzögert|gedulden)|mit verzögerung|um (~ )?geduld',
  '(odpowied*|odpisa*|to) (~ )?(potrwać|opóźnić|opóźniona|zająć)|z opóźnieniem',
);
const only = /\b(?:only|vain|ainoastaan|bara|endast|nur|lediglich|tylko|wylacznie)\b/u;

/** The next day on which somebody works who works on some days of the week: "I work Tuesday to Thursday". */
export function partTimeReturn({ folded, breaks, lexicons, on, mentions }: Times): Return | null {
  const isTold = nextDay.test(folded);
  if (!isTold && !delay.test(folded)) return null;
  for (const { words } of lexicons) {
    const name = new RegExp(`${any(...words.weekdays, ...words.weekdaysShort)}`, 'u');
    const place = name.exec(folded.replace(/days\b/g, 'day '));
    if (!place) continue;
    const [from, to] = boundsAround({ at: place.index, end: place.index + place[0].length }, breaks, 120);
    const sentence = folded.slice(from, to);
    if (!working.test(sentence) && !free.test(sentence)) continue;
    if (!isTold && !only.test(sentence)) continue;
    const named = weekdaysIn(sentence, words);
    if (named.size === 0 || named.size > 4) continue;
    const isFree = free.test(sentence);
    for (let day = on.today + 1; day <= on.today + 14; day += 1) {
      if (named.has(weekdayOf(day)) === isFree || !isWorkingDay(day, on.country)) continue;
      const at = { at: from, end: to, first: day, last: day, kind: 'weekday' as const };
      return { day, to: null, mention: mentions[0] ?? at, rule: 'return-weekday' };
    }
  }
  return null;
}

/** The days of the week that a sentence names, ranges filled. */
function weekdaysIn(sentence: string, words: TimeWords): Set<number> {
  const names = [...words.weekdays, ...words.weekdaysShort];
  const plain = sentence.replace(/(?<=day)s\b/g, ' ');
  const found = new Set<number>();
  let last: { weekday: number; end: number } | null = null;
  for (const match of plain.matchAll(new RegExp(any(...names), 'gu'))) {
    const weekday = (indexOfWord(names, match[0]) % words.weekdays.length) + 1;
    const between = last ? plain.slice(last.end, match.index) : '';
    if (last && /^\s{0,3}(?:-|to|thru|through|bis|till|do)\s{0,3}$/.test(between))
      for (let day = last.weekday; day < weekday; day += 1) found.add(day);
    found.add(weekday);
    last = { weekday, end: match.index + match[0].length };
  }
  return found;
}
