/**
 * Short words that carry a language, with some that mails are made of. A word may stand in several lists: it
 * then speaks for each of them, and the others decide.
 */
const lists: Record<string, string> = {
  en: `the and to of in is for on that with you we are it this be as at your our will not have from by i my if
    please thank thanks hello hi dear regards would can could should back out office until away any me an or was were
    but yes no so what how when there they them been has had do does don't i'm it's we're i'll here send
    let know call email mail message today tomorrow monday tuesday wednesday thursday friday not interested stop
    unsubscribe remove sure great good about after before next week month year more which who their his her back`,
  fi: `ja on ei että en olen olemme ovat oli se tämä tai mutta kun niin jos myös kanssa ole meillä teillä
    minulle teille meille hei moi kiitos terveisin viesti viestiin viestinne sähköpostia sähköposti poissa lomalla
    palaan palaamme palataan takaisin asti saakka sekä mitä miten milloin voi voitte voitko voisi kyllä nyt jo vielä
    ottakaa ota yhteyttä puhelin asia asiaan tähän siihen viikolla maanantaina tiistaina keskiviikkona torstaina
    perjantaina älkää lähettäkö emme ette eivät jälkeen ennen ensi minun sinun hän he me te sitten vain olla
    automaattinen vastaus töihin toimistolla soita soitellaan ehdi joten mahdollisimman pian kiinnostaa`,
  sv: `och att det som en på är av för med till den har de inte om ett jag men var sig så vi från kan nu när
    hej tack hälsningar mvh semester åter tillbaka svar er ert era din ditt dina oss mig dig hon han ska skulle efter
    före nästa vecka måndag tisdag onsdag torsdag fredag kontakta gärna bara också eller vid läser mejl mejlen
    ledig kontoret frånvarande nås hör av återkommer inget ingen någon något mycket god glad jul påsk vad kostar
    snälla vänligen sluta ta bort sjuk tar`,
  de: `und der die das ist nicht ich sie wir zu den mit ein eine auf für von im dem es sind als auch bin wieder
    werde wird bei an haben hat habe oder aber wenn zum zur nach bis ab am ihre ihrer ihr mir uns mich dich guten tag
    hallo danke vielen grüße bitte nachricht urlaub büro zurück kein keine mehr noch schon kann können könnten
    montag dienstag mittwoch donnerstag freitag woche nächste derzeit zurzeit abwesend melden rückkehr anfrage
    sehr geehrte geehrter damen herren was wie wann ja nein gibt unsere unser unserer beim sowie dass diese dieser`,
  pl: `i w na z się nie do jest to że o jak po co za od czy przez ale lub oraz dla już jestem będę będzie
    są był była mnie mi nas nam nami państwa państwo państwu pan pani dzień dobry dziękuję dziękujemy pozdrawiam proszę
    prosimy wiadomość wiadomości urlop urlopie urlopu biuro biurze powrocie wracam wrócę odpowiem kontakt dnia dni
    poniedziałek wtorek środa czwartek piątek tydzień tygodniu roku szanowni cześć tak mamy może możemy kiedy ile
    tylko też jeszcze teraz tym tego jej jego ich który która które bez pod przy mam odezwę zainteresowani`,
  fr: `le la les et de des du un une est à en je vous nous pour pas que qui dans sur au aux ce cette il elle
    suis sont avec votre notre vos nos mon ma mes ne plus par ou mais si bonjour merci cordialement absent absence
    bureau retour jusqu'au congé congés message réponse jour semaine lundi mardi mercredi jeudi vendredi bien être`,
  es: `el la los las y de del un una es en que por para con no se su sus al lo como más pero estoy está
    estaré nos me le les mi hola gracias saludos correo mensaje oficina vacaciones hasta día días semana lunes martes
    miércoles jueves viernes buenos buenas respuesta automática fuera desde sobre también muy esta este estamos`,
  it: `il lo la i gli le e di del della dei un una è in che per con non si sono al alla da dal nel nella mi ci
    vi ma anche come più questo questa ho abbiamo buongiorno grazie saluti ufficio ferie fino giorno settimana lunedì
    martedì mercoledì giovedì venerdì risposta messaggio assente cordiali sarò rientro gentile vostra nostro`,
  pt: `o a os as e de do da dos das um uma é em no na que para por com não se ao à mais mas como eu você estou
    estarei nosso nossa seu sua obrigado obrigada olá bom dia mensagem resposta escritório férias até semana segunda
    terça quarta quinta sexta feira atenciosamente fora ausente contato também isso este esta pelo pela`,
  nl: `de het een en van ik je jij u wij we is zijn niet dat die in op te voor met aan er maar om ook als bij
    naar uit nog wel geen of dan kan heb heeft hebben uw ons onze mijn hallo dag bedankt dank groet groeten bericht
    kantoor vakantie afwezig terug tot week maandag dinsdag woensdag donderdag vrijdag vriendelijke graag weer`,
  nb: `og i det er på til som en for av med at ikke den har de et jeg vi om fra men kan var skal ble så
    hei takk hilsen ferie kontoret tilbake meg deg oss dere min din vår etter før neste uke mandag tirsdag onsdag torsdag
    fredag e-post melding fraværende svar når noe noen bare også eller være være nå ut gjerne`,
  da: `og i det er på til som en for af med at ikke den har de et jeg vi om fra men kan var skal blev så
    hej tak hilsen ferie kontoret tilbage mig dig os jer min din vores efter før næste uge mandag tirsdag onsdag torsdag
    fredag mail besked fraværende svar når noget nogen kun også eller være nu ud gerne venlig`,
  et: `ja on ei et see ma mina sina meie teie olen oleme oli kui ka või aga siis juba veel tere tänan aitäh
    lugupidamisega puhkusel kontoris tagasi kuni pärast enne järgmisel nädalal esmaspäeval kiri kirjale vastan`,
  cs: `a se na je že v s z do o k i to jsem jsme není by ale pro jako jak po ve dobrý den děkuji děkujeme
    s pozdravem dovolená kancelář zpět mimo budu bude odpovím zpráva zprávu prosím vás vám nás nám který která které test`,
};

/** The languages in which each word speaks. */
export const languagesOfWord: ReadonlyMap<string, readonly string[]> = invert(lists);

function invert(byLanguage: Record<string, string>): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const [language, list] of Object.entries(byLanguage)) {
    for (const word of new Set(list.split(/\s+/))) words.set(word, [...(words.get(word) ?? []), language]);
  }
  return words;
}
