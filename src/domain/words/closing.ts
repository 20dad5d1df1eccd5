import { listed } from './listed.ts';

/**
 * How people end a mail, in lower case and without punctuation. A line that is one of these, alone or with a
 * name after it, begins the signature.
 */
const closings = listed(`
  best regards, kind regards, regards, warm regards, warmest regards, with best regards,
  with kind regards, best wishes, many thanks, yours sincerely, yours faithfully, yours truly,
  yours most sincerely, sincerely, cheers, all the best, kindest regards, br, rgds, kr, yours, best,
  thank you and best regards, thanks and regards, thanks & regards, with regards, cordially,
  respectfully, take care
  terveisin, ystävällisin terveisin, parhain terveisin, terveisiä, terv, t, yt, ystävällisesti, terkuin,
  kunnioittavasti, aurinkoisin terveisin, kesäterveisin, lämpimin terveisin, hyvää päivänjatkoa, terkut,
  hyvin terveisin, yhteistyöterveisin, jouluterveisin
  med vänlig hälsning, med vänliga hälsningar, vänliga hälsningar, vänlig hälsning, hälsningar, mvh, vh,
  hälsn, bästa hälsningar, med bästa hälsningar, hälsar, varma hälsningar, med hälsning, allt gott
  mit freundlichen grüßen, mit freundlichen grüssen, mit freundlichem gruß, freundliche grüße,
  freundliche grüsse, viele grüße, viele grüsse, beste grüße, beste grüsse, liebe grüße, liebe grüsse,
  herzliche grüße, mfg, lg, vg, mit besten grüßen, mit herzlichen grüßen, schöne grüße, gruß, grüße,
  mit freundlichen gruessen, hochachtungsvoll, mit freundlichem gruss, schönen gruß
  pozdrawiam, pozdrawiam serdecznie, serdecznie pozdrawiam, z poważaniem, z wyrazami szacunku,
  pozdrowienia, łączę pozdrowienia, łączę wyrazy szacunku, z pozdrowieniami, pozdr,
  z serdecznymi pozdrowieniami, z uszanowaniem
  med vennlig hilsen, vennlig hilsen, med venlig hilsen, venlig hilsen, mvh, hilsen, vennlige hilsener,
  bedste hilsner, med venlige hilsner, venlige hilsner, de bedste hilsner, beste hilsen
  cordialement, bien cordialement, sincères salutations, salutations, bien à vous,
  meilleures salutations, cdt, saludos, un saludo, saludos cordiales, atentamente, un cordial saludo,
  cordialmente, reciba un cordial saludo, cordiali saluti, distinti saluti, saluti, un saluto, a presto,
  buona giornata, atenciosamente, cumprimentos, com os melhores cumprimentos, abraços, abraço, att,
  met vriendelijke groet, vriendelijke groet, groeten, met vriendelijke groeten, hartelijke groet, mvg,
  vriendelijke groeten, groetjes, gr
  с уважением, с наилучшими пожеланиями, s pozdravem, s úctou, lugupidamisega, parimate soovidega,
  tervitades
`);

const knownClosings = new Set(closings);
/** How other closings end: "Aurinkoisin kesäterveisin", "Mit den besten Grüßen", "With warmest regards". */
const closingEnd =
  /(^|\s|\p{L})(terveisin|terveisiä|terkuin|regards|grü(ß|ss)en?|gru(ß|ss)|hälsning(ar)?|hilsen|hilsner|groet(en)?|saluti|salutations|saludos|pozdrowieniami|pozdrawiamy?)$/u;
/** Closings that are also words before a name: "Best Price", "Yours Truly". They want a comma. */
const wordsToo = new Set(['best', 'yours', 'att', 'gr', 'kr', 'cheers']);
/** Also words of thanks, and so a closing only where the writer's name comes next. */
const thanks = new Set(
  listed(`
  thanks, thank you, many thanks, kiitos, kiittäen, tack, danke, vielen dank, dziękuję, dzięki, merci,
  gracias, grazie, bedankt, obrigado, thx, ty, спасибо, kiitoksia, cheers, tack på förhand
`),
);

const longestClosing = 90;

/** Whether a line closes the mail: "Best regards", "T. Satu Lampi", "Terveisin / Best regards". */
export function isClosingLine(line: string, next: string): boolean {
  if (line.length > longestClosing) return false;
  const text = plain(line);
  if (text === '') return false;
  if (isClosing(text)) return !isAmbiguous(text) || isNameLike(next) || next === '';
  if (thanks.has(text)) return isNameLike(next);
  return isClosingInLanguages(text) || closesWithName(line.trim());
}

/** "Terveisin / Best regards". */
function isClosingInLanguages(text: string): boolean {
  return /[/|]/.test(text) && text.split(/[/|]/).map(plain).every(isClosing);
}

function isClosing(text: string): boolean {
  return (
    knownClosings.has(text) || (text.length <= 45 && text.split(' ').length <= 5 && closingEnd.test(text))
  );
}

/** Short forms that are also words: a bare "t" or "best" closes only above a name. */
function isAmbiguous(text: string): boolean {
  return text.length <= 5;
}

/** A closing formula with the name on the same line. */
function closesWithName(line: string): boolean {
  const words = line.split(/\s+/);
  if (!isNameLike(words.at(-1) ?? '')) return false;
  for (let count = Math.min(5, words.length - 1); count >= 1; count -= 1) {
    const formula = words.slice(0, count).join(' ');
    const name = words.slice(count).join(' ');
    const isFormula = isClosing(plain(formula)) && (!wordsToo.has(plain(formula)) || formula.endsWith(','));
    if (isFormula) return isNameLike(name) && words.length - count <= 4;
  }
  return false;
}

/** One to five words that all begin with a capital, without the punctuation of a sentence. */
export function isNameLike(line: string): boolean {
  const text = line.trim();
  if (text === '' || text.length > 60 || /[?!:;@]|\d/.test(text)) return false;
  const words = text.split(/\s+/);
  return (
    words.length <= 5 && words.every((word) => /^[\p{Lu}(“"'„-]|^(von|van|de|der|af|di|da)$/u.test(word))
  );
}

function plain(line: string): string {
  return line
    .trim()
    .toLowerCase()
    .replace(/[\s,.!:;–—-]+$/u, '')
    .replace(/\s+/g, ' ');
}

/** "Sent from" in many languages: always with the preposition, for people write "sent" too. */
const sentFrom =
  /^(sent (from|via|with|using)|lähetetty|skickat (från|med|via)|sänt från|gesendet (von|mit|aus|über|via)|von (meine[mr]|unterwegs)|diese nachricht wurde (von|mit)|wysłan[aeoy] (z|ze|za|przez|poprzez)|envoyée? (de|depuis|à partir|avec|par)|enviado (desde|con|por|do|da|de|pelo)|inviato (da|dal|con|tramite)|(verzonden|verstuurd) (vanaf|met|via|van)|sendt (fra|med|via)|отправлено (с|из)|saadetud|odesláno (z|ze|pomocí))(?![\p{L}:])/iu;
const device =
  /(iphone|ipad|ipod|android|galaxy|samsung|huawei|nokia|blackberry|windows|lumia|xperia|oneplus|xiaomi|redmi|honor|motorola|pixel|handy|smartphone|mobil|móvil|puhelim|puhelin|luuri|telefon|teléfono|telefoon|phone|outlook|yahoo|gmail|mail|tablet|sovellu|aplikacj|poczt|\bapp\b|proton|gmx|web\.de|spark|thunderbird|workspace|unterwegs|jolla|почт|устройств|\bmy\b|\bmein|\bmin\b|\bmojego\b|\bmon\b|\bmi\b)/iu;
const getApp =
  /^(get|hanki|hämta|holen|laden|télécharge|obten|descarg|pobierz|download|scarica|ottieni|hent|få)\S* .{0,40}(outlook|yahoo|gmail|bluemail|spark)/iu;
const vendor = /^(yahoo mail|virus-?free|virenfrei|wolne od wirusów|virusfri)\b/iu;

/** The line that a program adds by itself: "Sent from my iPhone", "Get Outlook for iOS<…>". */
export function isProgramLine(line: string): boolean {
  const text = line.trim();
  if (text === '' || text.length > 160 || text.includes('?')) return false;
  if (sentFrom.test(text) && text.length <= 90) return device.test(text);
  return (getApp.test(text) && /ios|android|mac|windows|https?:/i.test(text)) || vendor.test(text);
}
