import type { Schedule } from '../../core/subscriber.ts';
import type { Direction } from '../../core/verdict.ts';
import { counterIn } from './plural.ts';
import { SPORTS_RU } from './sports.ts';
import type { Strings } from './strings.ts';

const LOCALE = 'ru';
const counted = counterIn(LOCALE);

const KINDS = {
  instant: 'Срочная новость',
  daily: 'Сводка за день',
  weekdays: 'Сводка за день',
  weekly: 'Сводка за неделю',
};

const SANCTIONS: Readonly<Partial<Record<Direction, string>>> = {
  imposed: 'Санкция введена',
  extended: 'Санкция продлена',
  upheld: 'Санкция оставлена в силе',
  eased: 'Санкция смягчена',
  lifted: 'Санкция снята',
  rejected: 'Предложение о санкции отклонено',
  proposed: 'Санкция предложена',
  criticised: 'Реакция на санкцию',
};

const AGREEMENTS: Readonly<Partial<Record<Direction, string>>> = {
  signed: 'Соглашение подписано',
  proposed: 'Соглашение предложено',
  meeting: 'Переговоры о соглашении',
  held: 'Совместное мероприятие',
  ended: 'Соглашение прекращено',
};

const WEEKDAYS = [
  'понедельникам',
  'вторникам',
  'средам',
  'четвергам',
  'пятницам',
  'субботам',
  'воскресеньям',
];

const EARLIER = {
  update: 'Продолжение того, о чём вам сообщалось',
  before: 'До этого',
  contrary: 'Противоречит тому, о чём сообщалось раньше',
};

/** Russian. */
export const RUSSIAN: Strings = {
  locale: LOCALE,
  groups: {
    tighter: 'Санкции: ужесточение',
    looser: 'Санкции: смягчение или отмена',
    open: 'Санкции: вопрос открыт',
    agreement: 'Соглашения',
  },
  targets: { RUS: 'Россия', BLR: 'Беларусь' },
  why: 'Почему это прислано?',
  irrelevant: 'Не по теме?',
  board: 'Меры на сегодня',
  status: {
    banned: 'отстранены',
    neutral: 'только в нейтральном статусе',
    partly: 'частичные ограничения',
    'none known': 'о действующих мерах не известно',
  },
  manage: 'Изменить настройки',
  unsubscribe: 'Отписаться',
  untitled: 'Сообщение без заголовка',
  unknownTime: 'время неизвестно',
  nothing: 'За это время не сообщалось ни о чём, что вы просили присылать.',
  sport: (name) => SPORTS_RU.get(name) ?? name.replaceAll(/[_-]/gu, ' '),
  measure: (topic, direction) => {
    const [noun, special] =
      topic === 'sanction' ? ['Санкция', SANCTIONS] : ['Соглашение', AGREEMENTS];
    return (direction === null ? undefined : special[direction]) ?? noun;
  },
  quoted: (text) => `«${text}»`,
  update: 'Обновление',
  toldBefore: (measure, moment) => `Вам сообщалось ${moment}: ${measure}.`,
  earlier: (measure, moment, kind) => `${EARLIER[kind]}: ${measure}, ${moment}:`,
  says: {
    act: (measure, outlet) => `Теперь: ${measure}, сообщает ${outlet}:`,
    contrary: (measure, outlet) => `Противоречие: ${outlet} сообщает «${measure}»:`,
  },
  newTarget: (country, outlet) => `Это касается и другой страны (${country}), сообщает ${outlet}.`,
  corrected: (kind, outlet, before) =>
    ({
      headline: `Исправление: ${outlet} изменил заголовок «${before}» на`,
      withdrawn: `Отозвано: ${outlet} снял с публикации материал`,
      restored: `Восстановлено: ${outlet} снова опубликовал отозванный материал:`,
    })[kind],
  moreChanges: (count) =>
    `и ещё ${counted(count, { one: 'изменение', few: 'изменения', many: 'изменений', other: 'изменения' })} на странице события`,
  title: (kind, day) => `${KINDS[kind]}, ${day}`,
  window: (stories, from, to) =>
    `${counted(stories, { one: 'событие', few: 'события', other: 'событий' })}, ${from} — ${to}`,
  emptySubject: (day) => `Ничего нового, ${day}`,
  outlets: (first, others, independent) => {
    if (others === 0) return first;
    const outlets = `${first} и ещё ${others}`;
    const forms = {
      one: 'независимое сообщение',
      few: 'независимых сообщения',
      other: 'независимых сообщений',
    };
    return independent === undefined ? outlets : `${outlets}, ${counted(independent, forms)}`;
  },
  more: (others) => (others === 0 ? '' : ` (и ещё ${others})`),
  moreCountries: (count) =>
    `ещё ${counted(count, { one: 'страна', few: 'страны', other: 'стран' })}`,
  hidden: (count) =>
    `и ещё ${counted(count, { one: 'событие', few: 'события', other: 'событий' })} в архиве`,
  coverage: ({ sources, items, failing }, named) => {
    const watched = `Источников проверено: ${number(sources)}, новых записей прочитано: ${number(items)}.`;
    if (failing.length === 0) return `${watched} Прочитать удалось все источники.`;
    const unnamed = failing.length - named.length;
    const list = unnamed > 0 ? `${named.join(', ')} и ещё ${unnamed}` : named.join(', ');
    return `${watched} Прочитать не удалось (${number(failing.length)}): ${list}.`;
  },
  schedule: scheduleWords,
  reason: (service, schedule) => `Вы просили ${service} присылать эти письма ${schedule}.`,
  foot: (zone, revision) => `Время указано по часам ${zone}. Оценка по конфигурации ${revision}.`,
};

function number(count: number): string {
  return new Intl.NumberFormat(LOCALE).format(count);
}

function scheduleWords(schedule: Schedule, zone: string): string {
  switch (schedule.kind) {
    case 'instant':
      return 'сразу, как только что-то становится известно';
    case 'daily':
      return `каждый день в ${schedule.time} (${zone})`;
    case 'weekdays':
      return `с понедельника по пятницу в ${schedule.time} (${zone})`;
    case 'weekly':
      return `по ${WEEKDAYS[schedule.weekday - 1] ?? 'неделям'} в ${schedule.time} (${zone})`;
  }
}
