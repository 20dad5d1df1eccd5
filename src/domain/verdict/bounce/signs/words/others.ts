import { type Grammar, mails } from './grammar.ts';

/** The usual words of languages in which Palaan reads nothing else: a bounce may come in any of them. */
export const hungarian: Grammar = {
  mail: ['levél*', 'levelét', 'levele', 'üzenet*', ...mails],
  delivery: ['kézbesítés*', 'továbbítás*', 'küldés*'],
  recipient: ['címzett*', 'cím', 'postafiók*', 'fiók*'],
  not: ['nem', 'sem'],
  unable: ['nem (~ )?(tud*|lehet*|sikerült|képes)', 'lehetetlen'],
  deliver: ['kézbesít*', 'továbbít*', 'átad*', 'eljut*', 'megérkez*'],
  pass: ['elküld*', 'fogad*', 'tárol*'],
  tried: ['próbál*', 'megkísérel*'],
  late: ['késik', 'késés*', 'várakoz*'],
  failed: ['sikertelen*', 'visszautasít*', 'elutasít*', 'visszaküld*', 'visszajött', 'kézbesíthetetlen'],
};

export const romanian: Grammar = {
  mail: ['mesaj*', 'scriso*', ...mails],
  delivery: ['livrare*', 'expediere*', 'trimitere*'],
  recipient: ['destinatar*', 'adres*', 'căsuț*', 'cont(ul)?'],
  not: ['nu'],
  unable: ['nu (~ )?(poate|pot|putut|reușit)', 'imposibil*'],
  deliver: ['livr*', 'ajuns', 'ajunge', 'transmis*', 'transmite'],
  pass: ['trimi*', 'primi*', 'acceptat*', 'expediat*'],
  tried: ['încerc*'],
  late: ['întârzi*', 'așteptare'],
  failed: ['respins*', 'returnat*', 'eșuat*', 'nelivrat*', 'blocat*', 'refuzat*'],
};

export const estonian: Grammar = {
  mail: ['kiri', 'kirja*', 'sõnum*', 'teade', 'teate*', ...mails],
  delivery: ['kohaletoimetami*', 'saatmi*', 'edastami*'],
  recipient: ['saaja*', 'adressaa*', 'aadress*', 'postkast*'],
  not: ['ei', 'ega'],
  unable: ['ei (~ )?(saa*|suut*|õnnestu*|või*)', 'võimatu'],
  deliver: ['kohale', 'jõud*', 'toimeta*'],
  pass: ['edasta*', 'saat*', 'võt*', 'vastu'],
  tried: ['proovi*', 'üritas*', 'katse*'],
  late: ['hiline*', 'viibi*', 'ootel', 'järjekorras'],
  failed: ['ebaõnnestu*', 'tagasi', 'lüka*', 'tagasta*', 'keeldu*'],
};

export const lithuanian: Grammar = {
  mail: ['laišk*', 'pranešim*', 'žinut*', ...mails],
  delivery: ['pristatym*', 'siuntim*', 'persiuntim*'],
  recipient: ['gavėj*', 'adresat*', 'adres*', 'dėžut*'],
  not: ['ne', 'nebuvo', 'negalime', 'nėra'],
  unable: ['nepavyk*', 'negal*', 'neįmanoma'],
  deliver: ['pristat*', 'įteik*', 'pasiek*'],
  pass: ['išsiųst*', 'persiųst*', 'priim*'],
  tried: ['band*', 'mėgin*'],
  late: ['vėluoj*', 'laukia', 'eilėje'],
  failed: ['nepristat*', 'atmest*', 'grąžin*', 'nepavyk*', 'neįteik*', 'nepasiek*'],
};

export const latvian: Grammar = {
  mail: ['vēstul*', 'ziņojum*', 'ziņ(a|u|as)', ...mails],
  delivery: ['piegād*', 'nosūtīšan*'],
  recipient: ['saņēmēj*', 'adres*', 'adresāt*', 'pastkast*'],
  not: ['nav', 'ne', 'netika'],
  unable: ['nevar*', 'neizdev*', 'neizdod*', 'nav iespējams'],
  deliver: ['piegād*', 'nogād*', 'sasnieg*'],
  pass: ['nosūtī*', 'pieņem*', 'pārsūtī*'],
  tried: ['mēģin*'],
  late: ['kavē*', 'aizkav*', 'rindā'],
  failed: ['nepiegād*', 'noraid*', 'atgriez*', 'neizdev*', 'nenogād*', 'atteikt*'],
};

/** Croatian, Serbian in Latin letters, Bosnian and Slovene. */
export const southSlavic: Grammar = {
  mail: ['poruk*', 'poš(ta|te|to|tu)', 'pism*', 'sporočil*', ...mails],
  delivery: ['isporuk*', 'dostav*', 'slanj*'],
  recipient: ['primal*', 'primatelj*', 'prejemnik*', 'adres*', 'naslov*', 'sandučić*', 'predal*'],
  not: ['nije', 'nisu', 'nismo', 'ni', 'nismo', 'ne'],
  unable: ['(nije|nismo|ni|ne) (~ )?(mog*|moguć*|uspje*|uspe*|može*|mogoče|bilo moguće)', 'nemoguć*'],
  deliver: ['isporuč*', 'dostavl*', 'dostavit*', 'uruč*', 'stig*', 'prispel*'],
  pass: ['posla*', 'primlj*', 'prihva*', 'sprej*', 'preda*'],
  tried: ['pokuš*', 'posku*'],
  late: ['kasni', 'kašnjenj*', 'odgođen*', 'odložen*', 'zamuj*', 'na čekanju'],
  failed: [
    'odbijen*',
    'odbačen*',
    'vraćen*',
    'vračen*',
    'vrnjen*',
    'zavrnjen*',
    'neuspje*',
    'neuspe*',
    'neisporuč*',
  ],
};

/** Serbian in Cyrillic letters, Bulgarian and Ukrainian. */
export const cyrillic: Grammar = {
  mail: ['порук*', 'пошт*', 'писмо*', 'писма', 'съобщени*', 'лист*', 'повідомленн*', 'имейл*'],
  delivery: ['доставк*', 'доставян*', 'испорук*', 'доставленн*'],
  recipient: ['получател*', 'адрес*', 'примал*', 'одержувач*', 'отримувач*', 'кути*', 'скриньк*'],
  not: ['не', 'није', 'нисмо', 'нема', 'няма'],
  unable: ['(не|није) (~ )?(може*|могло|можа*|успя*|успе*|вдалося|можна|могу*)', 'неможлив*', 'невъзмож*'],
  deliver: ['достав*', 'испоруч*', 'връч*', 'вруч*', 'стигна*', 'дійшл*'],
  pass: ['изпрат*', 'приет*', 'приме*', 'посла*', 'надісла*', 'прийнят*'],
  tried: ['опит*', 'покуш*', 'спроб*', 'намага*'],
  late: ['закъсн*', 'забав*', 'касни', 'затрим*'],
  failed: [
    'отхвърл*',
    'върнат*',
    'върна',
    'одбијен*',
    'враћен*',
    'відхилен*',
    'поверн*',
    'недоставен*',
    'неуспешн*',
  ],
};

export const greek: Grammar = {
  mail: ['μήνυμα', 'μήνυμά', 'μηνύματ*', 'επιστολή', 'ηλεκτρονικό ταχυδρομείο', 'e-?mail*', 'μέιλ'],
  delivery: ['παράδοση*', 'παράδοσης', 'αποστολή*'],
  recipient: ['παραλήπτη*', 'διεύθυνση*', 'γραμματοκιβώτιο*', 'θυρίδα*'],
  not: ['δεν', 'δε', 'μη'],
  unable: ['δεν (~ )?(μπορ*|μπόρεσ*|ήταν δυνατ*|κατέστη|είναι δυνατ*)', 'αδύνατ*', 'αδυναμία'],
  deliver: ['παραδόθηκ*', 'παραδοθ*', 'παραδώσ*', 'έφτασ*', 'έφθασ*', 'φτάσ*'],
  pass: ['στάλθηκ*', 'σταλεί', 'παραλήφθηκ*', 'προωθ*'],
  tried: ['προσπαθ*', 'προσπάθ*'],
  late: ['καθυστ*', 'αναμονή'],
  failed: ['απέτυχε', 'αποτυχία*', 'απορρίφθηκε', 'επιστρέφ*', 'επιστράφηκε'],
};

export const icelandic: Grammar = {
  mail: ['skeyti*', 'tölvupóst*', 'póst(ur|inn|i)', 'bréf*', ...mails],
  delivery: ['afhending*', 'sending*'],
  recipient: ['viðtakand*', 'netfang*', 'pósthólf*'],
  not: ['ekki'],
  unable: ['ekki (~ )?(hægt|unnt|tókst|tekist)', 'ómögulegt'],
  deliver: ['afhent*', 'afhenda', 'skila', 'komst', 'kemst', 'borist'],
  pass: ['sent', 'senda', 'móttek*'],
  tried: ['reynt', 'reynum', 'tilraun*'],
  late: ['seink*', 'biðröð', 'tafist'],
  failed: ['hafnað', 'endursent*', 'mistókst', 'óafhent*'],
};

export const turkish: Grammar = {
  mail: ['mesaj*', 'ileti*', 'e-?posta*', ...mails],
  delivery: ['teslim*', 'gönderi*'],
  recipient: ['alıcı*', 'adres*', 'posta kutusu*'],
  not: ['değil'],
  unable: ['*(amadı|emedi|ilemedi|ılamadı|ulamadı|ülemedi|anamadı|enemedi|amıyor|emiyor)', 'mümkün değil'],
  deliver: ['teslim', 'ulaş*', 'ilet*'],
  pass: ['gönder*', 'kabul'],
  tried: ['den(edik|iyoruz|eme)*'],
  late: ['gecik*', 'bekle*'],
  failed: [
    'reddedil*',
    'iade',
    'başarısız*',
    'geri (döndü|gönderildi)',
    'teslim edilem*',
    'iletilem*',
    'ulaştırılam*',
  ],
};
