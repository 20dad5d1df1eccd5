import { describe, expect, test } from 'vitest';
import { judged } from './written-mail.ts';

type Case = [date: string, text: string, until: string | null];

function check(cases: Case[]) {
  test.each(cases)('%s: %s → %s', (date, text, until) => {
    const day = new Date(`${date}T08:00:00Z`).toUTCString().replace('GMT', '+0000');
    const verdict = judged({ subject: 'Re: Offer', text, date: day });
    expect(verdict.verdict).toBe('deferral');
    const got = 'until' in verdict ? verdict.until : null;
    if (until?.includes('..')) {
      const [from = '', to = ''] = until.split('..');
      expect(got !== null && got >= from && got <= to, `${got}`).toBe(true);
    } else expect(got).toBe(until);
  });
}

describe('English', () => {
  check([
    ['2026-09-16', "Let's talk again in March.", '2027-03-01..2027-03-31'],
    ['2026-09-16', 'Ask me again in Q1.', '2027-01-01..2027-03-31'],
    ['2026-09-16', 'Please call me next Tuesday.', '2026-09-22'],
    [
      '2026-09-16',
      "We're swamped until the end of October. Could you get back to me in November?",
      '2026-11-01..2026-11-30',
    ],
    ['2026-09-16', 'Try me again after Christmas.', '2026-12-28..2027-01-12'],
    ['2026-09-16', 'Can we revisit this in the new year?', '2027-01-01..2027-01-31'],
    ['2026-09-16', "I'll be in touch once the board has decided.", null],
    ['2026-09-16', 'Not right now, maybe later.', null],
    ['2026-09-16', "I'm on holiday until 28 September, let's speak after that.", '2026-09-28..2026-10-12'],
    ['2026-09-16', 'Back to this on 1 October please.', '2026-10-01'],
    ['2026-09-16', 'Please reach out in three weeks.', '2026-10-05..2026-10-11'],
    ['2026-09-16', 'No budget this year. Contact us early next year.', '2027-01-01..2027-01-31'],
    ['2026-09-16', 'Maybe in the autumn.', '2026-09-17..2026-11-30'],
    ['2026-09-16', 'Can you check back mid-October?', '2026-10-10..2026-10-20'],
    ['2026-09-16', 'Let me check with my boss and get back to you tomorrow.', '2026-09-17'],
    ['2026-09-16', 'It is too early. Ping me in 2 months.', '2026-11-10..2026-11-22'],
    [
      '2026-09-16',
      'Our year end is on 30 September so nothing before that. Try again in October.',
      '2026-10-01..2026-10-31',
    ],
  ]);
});

describe('Finnish', () => {
  check([
    ['2026-09-16', 'Palataan asiaan tammikuussa.', '2027-01-01..2027-01-31'],
    ['2026-09-16', 'Ei ole nyt ajankohtaista, kysykää uudestaan keväällä.', '2027-03-01..2027-05-31'],
    ['2026-09-16', 'Soittele ensi viikolla!', '2026-09-21..2026-09-27'],
    ['2026-09-16', 'Palaisitko asiaan viikolla 45?', '2026-11-02..2026-11-08'],
    ['2026-09-16', 'Otetaan tämä esille joulun jälkeen.', '2026-12-28..2027-01-12'],
    ['2026-09-16', 'Nyt on kiire, palataan ensi kuussa.', '2026-10-01..2026-10-31'],
    ['2026-09-16', 'Mietitään asiaa ja palataan.', null],
    ['2026-09-16', 'Ilmoitan kun tiedän enemmän.', null],
    ['2026-09-16', 'Kahden viikon päästä helpottaa, ole silloin yhteydessä.', '2026-09-28..2026-10-04'],
    ['2026-09-16', 'Vuoden lopussa budjetoidaan, katsotaan silloin.', '2026-12-01..2026-12-31'],
    ['2026-09-16', 'Budjetti on käytetty. Ensi vuonna uudestaan.', '2027-01-01..2027-12-31'],
    ['2026-09-16', 'Jutellaan 5.10.', '2026-10-05'],
    ['2026-09-16', 'Soita maanantaina klo 9.', '2026-09-21'],
    ['2026-09-16', 'Ehkä syyslomien jälkeen, lokakuun lopulla.', '2026-10-20..2026-10-31'],
    ['2026-06-01', 'Palataan kesälomien jälkeen.', '2026-08-01..2026-08-31'],
  ]);
});

describe('Polish', () => {
  check([
    ['2026-09-16', 'Wróćmy do tego po świętach.', '2026-12-28..2027-01-12'],
    ['2026-09-16', 'Proszę odezwać się w styczniu.', '2027-01-01..2027-01-31'],
    ['2026-09-16', 'Proszę o kontakt w przyszłym tygodniu.', '2026-09-21..2026-09-27'],
    ['2026-09-16', 'Proszę przypomnieć się za dwa tygodnie.', '2026-09-28..2026-10-04'],
    [
      '2026-09-16',
      'W tym roku nie mamy już budżetu, wróćmy do tematu w pierwszym kwartale.',
      '2027-01-01..2027-03-31',
    ],
    ['2026-09-16', 'Dam znać, jak szef podejmie decyzję.', null],
    ['2026-09-16', 'Muszę to przemyśleć.', null],
    ['2026-09-16', 'Proszę zadzwonić jutro po 12.', '2026-09-17'],
    ['2026-09-16', 'Porozmawiajmy po 10 października.', '2026-10-10..2026-10-23'],
    ['2026-09-16', 'Może na wiosnę?', '2027-03-01..2027-05-31'],
    ['2026-09-16', 'Odezwę się pod koniec miesiąca.', '2026-09-20..2026-09-30'],
    ['2026-09-16', 'Teraz nie mam czasu, proszę spróbować w poniedziałek.', '2026-09-21'],
    ['2026-09-16', 'Najwcześniej w listopadzie.', '2026-11-01..2026-11-30'],
  ]);
});

describe('Swedish', () => {
  check([
    ['2026-09-16', 'Hör av dig i november.', '2026-11-01..2026-11-30'],
    ['2026-09-16', 'Vi återkommer efter årsskiftet.', '2027-01-01..2027-01-18'],
    ['2026-09-16', 'Ring mig på måndag.', '2026-09-21'],
    ['2026-09-16', 'Kan vi ta det vecka 42?', '2026-10-12..2026-10-18'],
    ['2026-09-16', 'Fullt upp just nu, hör av dig till våren.', '2027-03-01..2027-05-31'],
    ['2026-09-16', 'Vi avvaktar med detta tills vidare.', null],
    ['2026-09-16', 'Jag återkommer när jag pratat med chefen.', null],
    ['2026-09-16', 'Kontakta mig igen om tre veckor.', '2026-10-05..2026-10-11'],
    ['2026-09-16', 'Kanske i början av oktober.', '2026-10-01..2026-10-10'],
    ['2026-09-16', 'Ingen budget i år. Fråga igen nästa år.', '2027-01-01..2027-12-31'],
    ['2026-09-16', 'Vi hörs nästa vecka!', '2026-09-21..2026-09-27'],
  ]);
});

describe('German', () => {
  check([
    ['2026-09-16', 'Melden Sie sich bitte im Januar wieder.', '2027-01-01..2027-01-31'],
    ['2026-09-16', 'Lassen Sie uns nach den Feiertagen darüber sprechen.', '2026-12-28..2027-01-15'],
    ['2026-09-16', 'Rufen Sie mich nächste Woche an.', '2026-09-21..2026-09-27'],
    ['2026-09-16', 'Wir kommen Mitte Oktober auf Sie zu.', '2026-10-10..2026-10-20'],
    ['2026-09-16', 'Das müssen wir intern besprechen, ich melde mich.', null],
    ['2026-09-16', 'In zwei Wochen passt es besser.', '2026-09-28..2026-10-04'],
    ['2026-09-16', 'Frühestens im vierten Quartal.', '2026-10-01..2026-12-31'],
    ['2026-09-16', 'Bitte ab dem 5. Oktober noch einmal anrufen.', '2026-10-05'],
    ['2026-09-16', 'Erst nächstes Jahr wieder, unser Budget ist ausgeschöpft.', '2027-01-01..2027-12-31'],
    ['2026-09-16', 'Bitte in KW 42 nochmals nachfragen.', '2026-10-12..2026-10-18'],
  ]);
});

describe('answers stay answers, whatever days they name', () => {
  test.each([
    'Tuesday at 10 works for me, please send an invite.',
    'Yes please, send the quote.',
    'We bought a system from someone else in March.',
    'Not for us, thanks.',
    'Merry Christmas and thanks, but we have what we need.',
    'How long does the installation take?',
    'Torstai klo 14 sopii hyvin.',
    'Emme tarvitse, hyvää kesää!',
    'Hankimme järjestelmän viime keväänä.',
    'Kyllä kiitos, laita tarjous tulemaan.',
    'Wtorek o 10 pasuje, proszę o zaproszenie.',
    'Nie, dziękuję. Miłego weekendu!',
    'W zeszłym roku kupiliśmy inny system.',
    'Torsdag kl 10 passar bra.',
    'Nej tack, trevlig sommar!',
    'Vi köpte ett annat system i mars.',
    'Dienstag um 10 Uhr passt mir gut.',
    'Nein danke, schönes Wochenende!',
    'Wir haben seit 2024 ein anderes System.',
    'The invoice of 12 March was wrong, please correct it.',
    'I started here in August, what is this about?',
  ])('%s', (text) => {
    expect(judged({ subject: 'Re: Offer', text }).verdict).toBe('answer');
  });
});
