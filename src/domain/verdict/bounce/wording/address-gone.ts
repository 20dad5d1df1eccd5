import { fold } from '../../../wording.ts';
import type { Family } from './family.ts';
import { plainWords } from './plain-words.ts';

/** What is gone, and how it is said to be, in one language; `before` where the words stand the other way round. */
interface Grammar {
  what: string;
  gone: string;
  before?: string;
}

/**
 * Servers of one country put a dead address in words of their own: what matters is that one sentence names the
 * address, mailbox, account or domain and says that it is gone. Heard last, when no known phrase explains the bounce.
 */
const grammars: readonly Grammar[] = [
  {
    what: 'address(?:es)?|mailbox(?:es)?|mail box|e-?mail service|mail service|accounts?|recipient|user|addressee|inbox|domain(?: name)?|alias|employee|login|forwarding|redirect|person you (?:addressed|wrote to)|mailing list',
    gone: "(?:not|isn't|no longer|does not appear to be|not been|never) (?:been )?(?:registered|exist\\S*|known|found|in (?:use|service)|valid|active|assigned|set up|available|hosted|provisioned|configured|ours|recogni[sz]ed|with us|employed|work\\S*|here|maintained|present|defined|listed)|(?:has|have|was|were|is) (?:been )?(?:now )?(?:closed|retired|withdrawn|deleted|removed|discontinued|terminated|decommissioned|cancelled|canceled|shut down|switched off|abolished|deregistered|abandoned|ceased|purged|archived|misspelled|wrong|incorrect)|no longer (?:being )?(?:monitored|read|checked|taken in|accepted|served|passed on)|not on this (?:server|system|host)|taken off|withdrawn from use|out of use|(?:closed|deleted|cancelled|removed|left) (?:\\S{1,20} ){0,3}?(?:account|address|mailbox|alias)|ceased to exist|left (?:the|our)|no longer a customer|unregistered",
    before:
      '(?:there is no|we have no|(?:has|have) never (?:\\S{1,20} ){0,3}?an?|no|not an?|nobody|no such|unregistered|obsolete|defunct|dead|wrong|incorrect|misspelled|former) (?:\\S{1,20} ){0,2}?(?:address|mailbox|box|account|recipient|user|inbox|domain|alias)\\b',
  },
  {
    what: '(?:e-?mail-?)?adresse|e-?mail-?dienst|maildienst|postfach|konto|account|mailbox|empfänger\\S*|benutzer\\S*|kennung|teilnehmer|kunde|domain|domäne|mitarbeiter\\S*|alias|anschluss|anschrift|verteiler|briefkasten|weiterleitung|umleitung',
    gone: 'nicht (?:mehr )?(?:bekannt|vorhanden|existent|eingerichtet|registriert|vergeben|gültig|verfügbar|aktiv|in betrieb|in verwendung|bei uns|erreichbar|auffindbar|abgerufen|gelesen|überwacht|genutzt|betreut|gepflegt|im system|hinterlegt|angelegt)|existier\\S* (?:\\S{1,20} ){0,4}?nicht|gibt es (?:\\S{1,20} ){0,3}?nicht|gelöscht|geschlossen|abgeschaltet|stillgelegt|abgemeldet|entfernt|ungültig|erloschen|eingestellt|falsch|ausgeschieden|außer betrieb|aufgegeben|aufgehoben|aufgelöst|gekündigt|nicht vergeben|abgeschafft|inaktiv|gesperrt|kennt (?:\\S{1,20} ){0,4}?(?:keiner|niemand)|kennen wir (?:\\S{1,20} )?nicht',
    before:
      '(?:kein\\S*|unbekannt\\S*|ungültig\\S*|falsch\\S*|gelöscht\\S*|unter dieser) (?:\\S{1,20} ){0,2}?(?:adresse|anschrift|postfach|briefkasten|verteiler|konto|account|mailbox|empfänger|benutzer|teilnehmer|domain)\\b',
  },
  {
    what: 'adres\\S*|usług\\S* (?:e-?mail|poczt\\S*)|skrzynk\\S*|kont[oa]|użytkownik\\S*|odbiorc\\S*|adresat\\S*|domen\\S*|mailbox\\S*|pracownik\\S*|alias|przekierowani\\S*|adresat\\S*',
    gone: 'nie (?:figuruje|działa|funkcjonuje|występuje|odnaleziono|pracuje|odnotowano|rozpoznano)|nie jest (?:już )?(?:aktywn\\S*|obsługiwan\\S*|znan\\S*|zarejestrowan\\S*|używan\\S*)|zlikwidowan\\S*|usunięt\\S*|skasowan\\S*|zamknięt\\S*|wyłączon\\S*|nieaktywn\\S*|nieprawidłow\\S*|nieaktualn\\S*|zablokowan\\S*|zawieszon\\S*|wygas\\S*|dezaktywowan\\S*|błędn\\S*|nieznan\\S*|rozwiązan\\S*|wycofan\\S*|skasował\\S*|usun(?:ął|ęł)\\S*|nie jest (?:\\S{1,20} ){0,2}?znan\\S*|nie (?:jest|są) (?:\\S{1,20} ){0,5}?(?:odbieran|obsługiwan)\\S*',
    before:
      '(?:brak|nieznan\\S*|błędn\\S*|nieprawidłow\\S*|niewłaściw\\S*|nieistniejąc\\S*|nie ma|nie posiadamy) (?:\\S{1,20} ){0,2}?(?:adres\\S*|skrzynk\\S*|kont[oa]|użytkownik\\S*|odbiorc\\S*|domen\\S*)',
  },
  {
    what: '(?:e-?post|mejl|mail)?adress\\S*|e-?posttjänst\\S*|brevlåd\\S*|postlåd\\S*|konto\\S*|mottagare\\S*|användare\\S*|domän\\S*|kund\\S*|vidarebefordran|vidaresändning|sändlist\\S*',
    gone: '(?:inte|ej) (?:längre )?(?:finns|giltig\\S*|känd\\S*|i bruk|aktiv\\S*|registrer\\S*|upplag\\S*|kvar|tillgänglig\\S*|användas?|existera\\S*)|används (?:inte|ej)|finns (?:\\S{1,20} ){0,2}?(?:inte|ej)|existerar (?:inte|ej)|saknas|avslutad\\S*|avslutats|stängd\\S*|stängts|borttag\\S*|tagits bort|raderad\\S*|raderats|upphör\\S*|nedlag\\S*|okänd\\S*|ogiltig\\S*|felaktig\\S*|spärrad\\S*|inaktiv\\S*|avaktiverad\\S*|inaktiverad\\S*|uppsag\\S*|nedlag\\S*|tas (?:inte|ej) längre emot|(?:brevlåd|adress)\\S* har (?:\\S{1,20} ){0,2}?(?:inte|ej)|känner vi (?:inte|ej)',
    before:
      '(?:ingen|inget|okänd|ogiltig|felaktig|det finns ingen|saknar|någon sådan|något sådant) (?:\\S{1,20} ){0,2}?(?:adress|brevlåda|postlåda|konto|mottagare|användare|domän)',
  },
  {
    what: '(?:sähköposti)?osoit\\S*|sähköpostipalvelu\\S*|(?:sähkö)?postilaatik\\S*|laatik\\S*|tili[änlt]?\\S*|käyttäj\\S*|vastaanottaj\\S*|verkkotunnu\\S*|domain\\S*|asiak\\S*|(?:sähköposti)?tunnu\\S*|välitysosoite|jakelulista\\S*',
    gone: 'ei (?:\\S{1,20} )?(?:ole|löydy|löytynyt|tunneta|tunnistettu|voimassa|käytössä|rekisteröity|toimi|kuulu)|poistet\\S*|suljet\\S*|lopetet\\S*|päättyny\\S*|lakkaut\\S*|virheelli\\S*|tuntem\\S*|vanhentu\\S*|irtisano\\S*|passivoi\\S*|väärä\\S*|käytöstä',
    before:
      '(?:tuntematon|virheellinen|väärä|olematon|poistettu|suljettu|lakkautettu) (?:\\S{1,20} ){0,2}?(?:osoite|postilaatikko|tili|käyttäjä|vastaanottaja|verkkotunnus)',
  },
  {
    what: 'adresse|boîte|compte|destinataire|utilisateur|domaine|abonné|messagerie',
    gone: "n'existe (?:plus|pas)|n'est (?:plus|pas) (?:valide|acti\\S*|connue?|attribuée?|en service|utilisée?|cliente?|abonnée?|enregistrée?)|inconnue?|supprimée?|fermée?|désactivée?|résiliée?|clôturée?|erronée?|invalide|incorrecte?|inexistante?|suspendue?",
    before: '(?:aucune?|mauvaise?) (?:adresse|boîte|compte|destinataire|utilisateur|abonné)',
  },
  {
    what: 'dirección|buz[oó]n|casilla|cuenta|destinatario|usuario|dominio',
    gone: 'no (?:existe|corresponde|pertenece|figura|consta)|no es válid[oa]|no está (?:dad[oa]|registrad[oa]|activ[oa])|ya no (?:existe|es|está|pertenece|trabaja)|dad[oa] de baja|cerrad[oa]|eliminad[oa]|desactivad[oa]|cancelad[oa]|suspendid[oa]|inexistente|errón[eo][oa]?|incorrect[oa]|inválid[oa]|desconocid[oa]|deshabilitad[oa]',
  },
  {
    what: 'indirizzo|casella|account|destinatario|utente|dominio',
    gone: 'non (?:esiste|risulta|appartiene)|non è (?:più|valid[oa]|attiv[oa]|registrat[oa])|chius[oa]|cessat[oa]|disattivat[oa]|eliminat[oa]|cancellat[oa]|rimoss[oa]|sospes[oa]|errat[oa]|inesistente|sconosciut[oa]|non valid[oa]|disabilitat[oa]|scadut[oa]',
  },
  {
    what: '(?:e-?mail-?)?adres|postbus|mailbox|account|ontvanger|gebruiker|domein',
    gone: 'bestaat niet|niet (?:meer )?(?:bekend|gevonden|geldig|actief|in gebruik|geregistreerd|bestaat)|opgeheven|gesloten|verwijderd|onbekend|ongeldig|opgezegd|beëindigd|onjuist|gedeactiveerd|uitgeschakeld|kennen wij niet',
  },
  {
    what: 'adresse\\S*|postkasse\\S*|postboks\\S*|konto\\S*|modtager\\S*|mottaker\\S*|bruger\\S*|bruker\\S*|domæne\\S*|domene\\S*',
    gone: 'ikke (?:længere |lenger )?(?:finnes|findes|eksister\\S*|gyldig\\S*|aktiv\\S*|kendt|kjent|i brug|i bruk|registrer\\S*|oprettet|opprettet)|nedlagt|slettet|lukket|opsagt|oppsagt|avsluttet|afsluttet|ukendt|ukjent|ugyldig|fjernet|deaktiveret|deaktivert|ophørt|opphørt|stengt|sperret|spærret|kender vi ikke|kjenner vi ikke',
    before:
      '(?:kender|kjenner) ikke (?:\\S{1,20} ){0,2}?(?:adresse|modtager|mottaker)|(?:det finnes|det finns|der findes|finnes|findes|har) ingen (?:\\S{1,20} ){0,4}?(?:adresse|postkasse|postboks|konto|modtager|mottaker|bruger|bruker)',
  },
  {
    what: 'endereço|caixa(?: postal)?|conta|destinatário|utilizador|usuário|domínio',
    gone: 'não (?:existe|é válid[oa]|está (?:ativ[oa]|registad[oa])|foi encontrad\\S*)|encerrad[oa]|eliminad[oa]|removid[oa]|desativad[oa]|desactivad[oa]|cancelad[oa]|suspens[oa]|inválid[oa]|desconhecid[oa]|inexistente|já não|extint[oa]',
  },
  {
    what: 'adres\\S*|schránk\\S*|účet|uživatel\\S*|příjemc\\S*|domén\\S*|užívateľ\\S*|príjemc\\S*',
    gone: 'neexistuj\\S*|neznám\\S*|nepoznáme|zrušen\\S*|smazán\\S*|uzavřen\\S*|odstraněn\\S*|neplatn\\S*|nenalezen\\S*|deaktivován\\S*|už není|již není|nikdo takový|zrušil\\S*',
    before:
      '(?:takov(?:ou|á|ý)|žádn(?:ou|á|ý)|neznám(?:á|ý)) (?:\\S{1,20} ){0,2}?(?:adres|schránk|uživatel)\\S*',
  },
  {
    what: 'адрес|ящик|аккаунт|получатель|пользователь|домен|учетная запись|учётная запись|почтовый ящик',
    gone: 'не (?:существует|найден\\S*|зарегистрирован\\S*|обслуживается|активен)|удал[её]н\\S*|закрыт\\S*|отключ[её]н\\S*|заблокирован\\S*|неизвест\\S*|неверн\\S*|неправильн\\S*|больше не',
  },
  {
    what: 'アドレス|メールボックス|アカウント|ユーザー?|ドメイン|宛先',
    gone: '存在し|見つか(?:りません|らない)|無効|削除|廃止|解約|退会|使われていない|使用されていません|ご利用されておりません|不明|閉鎖',
  },
  {
    what: 'cím\\S*|postafiók\\S*|fiók\\S*|felhasználó\\S*|domain\\S*|címzett\\S*',
    gone: 'nem létezik|megszűnt|ismeretlen|törölt\\S*|törölve|érvénytelen|nem található|megszüntet\\S*|nincs (?:ilyen|nálunk)|lejárt',
    before:
      '(?:nincs ilyen|ismeretlen|érvénytelen|nem létező) (?:\\S{1,20} ){0,2}?(?:cím|postafiók|felhasználó|címzett)\\S*',
  },
  {
    what: 'adres\\S*|căsuț\\S*|cont(?:ul)?|utilizator\\S*|domeni\\S*|destinatar\\S*',
    gone: 'nu (?:mai )?(?:există|este valid\\S*|este activ\\S*)|inexistent\\S*|necunoscut\\S*|închis\\S*|șters\\S*|dezactivat\\S*|a expirat|invalid\\S*|greșit\\S*|desființat\\S*',
  },
  {
    what: 'aadress\\S*|postkast\\S*|konto|kasutaja\\S*|domeen\\S*|saaja\\S*',
    gone: 'ei (?:ole olemas|eksisteeri|leitud|kehti|kasutata)|puudub|suletud|kustutatud|tundmatu|vigane|lõpetatud|aegunud',
    before: '(?:sellist|tundmatu|vigane) (?:\\S{1,20} ){0,2}?(?:aadress|postkast|kasutaja|konto)\\S*',
  },
  {
    what: 'adres\\S*|dėžut\\S*|paskyr\\S*|vartotoj\\S*|naudotoj\\S*|domen\\S*|gavėj\\S*',
    gone: 'neegzistuoja|nebeegzistuoja|neregistruot\\S*|nerast\\S*|nežinom\\S*|panaikint\\S*|ištrint\\S*|uždaryt\\S*|neveikia|negaliojant\\S*|nėra',
    before: '(?:tokio|tokios|nėra) (?:\\S{1,20} ){0,2}?(?:adres|dėžut|vartotoj|naudotoj)\\S*',
  },
  {
    what: 'adres\\S*|pastkast\\S*|kont\\S*|lietotāj\\S*|domēn\\S*|saņēmēj\\S*',
    gone: 'neeksistē|nav (?:atrast\\S*|reģistrēt\\S*|zinām\\S*|spēkā)|slēgt\\S*|dzēst\\S*|nezinām\\S*|nederīg\\S*|likvidēt\\S*',
    before: '(?:tādas?|tāda) (?:\\S{1,20} ){0,2}?(?:adres|pastkast|lietotāj)\\S* nav',
  },
  {
    what: 'adres\\S*|naslov\\S*|sandučić\\S*|predal\\S*|račun\\S*|nalog\\S*|korisnik\\S*|uporabnik\\S*|domen\\S*|primatelj|primalac|prejemnik',
    gone: '(?:više )?ne postoj\\S*|ne obstaja|nije (?:pronađen\\S*|aktiv\\S*|registr\\S*)|ni (?:najden\\S*|aktiv\\S*)|nepoznat\\S*|neznan\\S*|ugašen\\S*|ukinut\\S*|zatvoren\\S*|obrisan\\S*|izbrisan\\S*|ukinjen\\S*|nevažeć\\S*|isteka\\S*|istekl\\S*',
    before: '(?:nema|nepoznat\\S*|ne postoji) (?:\\S{1,20} ){0,2}?(?:adres|korisnik|sandučić|nalog)\\S*',
  },
  {
    what: 'адрес\\S*|кутия\\S*|пощенска кутия|акаунт\\S*|потребител\\S*|корисник\\S*|користувач\\S*|скринька|домен\\S*|получател\\S*|прималац|одержувач\\S*',
    gone: 'не (?:съществува|постоји|існує|е намерен\\S*|е регистриран\\S*|знайден\\S*)|няма|нема|закрит\\S*|изтрит\\S*|видален\\S*|непознат\\S*|неизвест\\S*|невідом\\S*|невалид\\S*|угашен\\S*|обрисан\\S*',
    before:
      '(?:няма|нема|немає|такъв|непознат\\S*) (?:\\S{1,20} ){0,2}?(?:адрес|потребител|корисник|користувач)\\S*',
  },
  {
    what: 'διεύθυνση\\S*|γραμματοκιβώτιο\\S*|λογαριασμός|χρήστης|παραλήπτης|θυρίδα|τομέας',
    gone: 'δεν (?:υπάρχει|βρέθηκε|είναι (?:έγκυρ\\S*|ενεργ\\S*)|ισχύει)|άγνωστ\\S*|έχει (?:κλείσει|διαγραφεί|καταργηθεί|λήξει)|καταργήθηκε|διαγράφηκε|άκυρ\\S*',
  },
  {
    what: 'netfang\\S*|pósthólf\\S*|reikning\\S*|notand\\S*|lén\\S*|viðtakand\\S*',
    gone: '(?:er )?ekki (?:lengur )?(?:til|skráð\\S*|virk\\S*|í notkun)|óþekkt\\S*|lokað|eytt|ógilt|fannst ekki',
  },
  {
    what: 'adres\\S*|posta kutusu|hesap|hesabı|kullanıcı\\S*|alıcı\\S*|alan adı',
    gone: 'bulunamadı|bulunmuyor|mevcut değil|yok|geçersiz|kapatıl\\S*|silin\\S*|tanımlı değil|bilinmiyor|kayıtlı değil|kullanılmıyor',
  },
];

function sentence({ what, gone, before }: Grammar): RegExp {
  // A point inside a domain ends no sentence.
  const isSpaced = /[a-zа-яα-ω]/.test(what);
  const [open, close] = isSpaced ? ['(?<![\\p{L}])', '(?![\\p{L}])'] : ['', ''];
  // An address that begins a sentence is its subject: plainWords leaves an @ of it.
  const subject = `(?:${open}(?:${what})${close}|(?:^|[.!?] )@(?=[ ,:)>]))`;
  const forth = `${subject}(?:[^.;!?。]|\\.(?=\\S)){0,60}?${open}(?:${gone})${close}`;
  return new RegExp(withoutAccents(before ? `${forth}|${open}(?:${before})` : forth), 'u');
}

/** Old servers write none, and what they say is compared without. */
function withoutAccents(source: string): string {
  return source.replace(/[\u0080-\uffff]+/g, fold);
}

/** Whether a text says of an address, mailbox, account or domain that it is gone. */
export function saysGone(text: string): boolean {
  const bare = fold(plainWords(text));
  return addressGone.phrases.some((phrase) => typeof phrase !== 'string' && phrase.test(bare));
}

export const addressGone: Family = {
  name: 'address-gone',
  isBare: true,
  phrases: grammars.map(sentence),
};
