import type { TimeWords } from './time-words.ts';

const month = (number: number) => `${number}月`;

/** Japanese writes 8月10日: its dates are read by the rule for figures; the words around them stand here. */
export const japanese: TimeWords = {
  code: 'ja',
  months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(month),
  monthsShort: [],
  weekdays: ['月曜日?', '火曜日?', '水曜日?', '木曜日?', '金曜日?', '土曜日?', '日曜日?'],
  weekdaysShort: [],
  counts: {},
  today: '本日|今日',
  tomorrow: '明日',
  dayAfterTomorrow: '明後日',
  day: '日間',
  week: '週間',
  month: 'か月|ヶ月',
  year: '年間',
  quarter: '四半期',
  next: '来|翌',
  current: '今',
  weekNumber: '第',
  within: '中',
  seasons: ['春', '夏', '秋', '冬'],
  feasts: { newYear: '年末年始|正月', weekend: '週末' },
  untilBehind: 'まで',
  throughBehind: 'まで',
  fromBehind: 'から|より|以降',
  afterBehind: '以後|の後',
  join: 'から|より|～|至',
  filler: '[(（][月火水木金土日][)）]',
  back: ['復帰', '出社', '戻り', '返信', '対応', 'ご連絡', '営業開始', '業務を再開', '再開'],
  away: ['不在', '休暇', '休業', '休み', '出張', '外出', '休ませて'],
  unrelated: ['送信'],
};
