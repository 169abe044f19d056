import type { MailLanguage } from '../../core/subscriber.ts';
import type { LetterSubject, LetterWords } from './view.ts';

type Letters = (service: string) => Readonly<Record<LetterSubject, LetterWords>>;

const ENGLISH: Letters = (service) => ({
  'sign-up': {
    title: `Confirm your subscription to ${service}`,
    before: [
      `Somebody, probably you, asked ${service} to send digests to this address.`,
      'The page behind the link shows what was asked for and has one button: digests come only after you have pressed it.',
    ],
    button: 'See what was asked for, and confirm',
    after: [
      'The link works for 7 days.',
      'If it was not you, do nothing: without the button this address gets no digest.',
    ],
  },
  already: {
    title: `You get digests of ${service} already`,
    before: [
      `Somebody, probably you, asked ${service} to send digests to this address. It gets them already, so nothing was changed.`,
    ],
    button: 'See and change your preferences',
    after: [
      'The link is yours alone: whoever has it can change your subscription.',
      'If it was not you who asked, you need do nothing.',
    ],
  },
  'new-address': {
    title: `Confirm this address for ${service}`,
    before: [
      `A subscriber of ${service} wants to get their digests at this address from now on.`,
      'The page behind the link has one button: nothing is sent here unless you have pressed it.',
    ],
    button: 'Confirm this address',
    after: ['The link works for 7 days.', 'If it was not you, do nothing.'],
  },
  'old-address': {
    title: `Your digests of ${service} are to go elsewhere`,
    before: [
      `Somebody who has the link of your digests asked ${service} to send them to another address. The page behind this link shows to which one.`,
      'If it was you, you can say so there, and it happens as soon as the new address is confirmed.',
      'If it was not you, stop it there. If you say nothing for 3 days, we take it that you agree.',
    ],
    button: 'Look at it, and allow or stop it',
    after: ['The link works for 7 days.'],
  },
});

const GERMAN: Letters = (service) => ({
  'sign-up': {
    title: `Bitte bestätigen: Mails von ${service}`,
    before: [
      `Jemand, vermutlich Sie, hat für diese Adresse Mails von ${service} bestellt.`,
      'Die Seite hinter dem Link zeigt, was bestellt wurde, und hat einen Knopf: Erst wenn Sie ihn drücken, kommen Mails.',
    ],
    button: 'Ansehen und bestätigen',
    after: [
      'Der Link gilt 7 Tage.',
      'Wenn Sie das nicht waren, tun Sie nichts: Ohne den Knopf kommt an diese Adresse keine Mail.',
    ],
  },
  already: {
    title: `Sie bekommen schon Mails von ${service}`,
    before: [
      `Jemand, vermutlich Sie, hat für diese Adresse Mails von ${service} bestellt. Sie bekommen sie schon; es wurde nichts geändert.`,
    ],
    button: 'Einstellungen ansehen und ändern',
    after: [
      'Der Link ist nur für Sie: Wer ihn hat, kann Ihr Abonnement ändern.',
      'Wenn Sie das nicht waren, müssen Sie nichts tun.',
    ],
  },
  'new-address': {
    title: `Bitte diese Adresse für ${service} bestätigen`,
    before: [
      `Jemand, der Mails von ${service} bekommt, möchte sie künftig an dieser Adresse bekommen.`,
      'Die Seite hinter dem Link hat einen Knopf: Erst wenn Sie ihn drücken, wird hierher geschrieben.',
    ],
    button: 'Adresse bestätigen',
    after: ['Der Link gilt 7 Tage.', 'Wenn Sie das nicht waren, tun Sie nichts.'],
  },
  'old-address': {
    title: `Ihre Mails von ${service} sollen woandershin gehen`,
    before: [
      `Jemand, der den Link Ihrer Mails hat, hat ${service} gebeten, sie an eine andere Adresse zu schicken. Die Seite hinter diesem Link zeigt, an welche.`,
      'Wenn Sie das waren, können Sie es dort sagen; dann gilt es, sobald die neue Adresse bestätigt ist.',
      'Wenn nicht, halten Sie es dort auf. Sagen Sie 3 Tage lang nichts, nehmen wir an, dass Sie einverstanden sind.',
    ],
    button: 'Ansehen und erlauben oder aufhalten',
    after: ['Der Link gilt 7 Tage.'],
  },
});

const RUSSIAN: Letters = (service) => ({
  'sign-up': {
    title: `Подтвердите подписку на ${service}`,
    before: [
      `Кто-то, вероятно вы, попросил ${service} присылать сводки на этот адрес.`,
      'На странице по ссылке показано, что заказано, и есть одна кнопка: сводки придут только после того, как вы её нажмёте.',
    ],
    button: 'Посмотреть и подтвердить',
    after: [
      'Ссылка действует 7 дней.',
      'Если это были не вы, ничего не делайте: без кнопки на этот адрес ничего не придёт.',
    ],
  },
  already: {
    title: `Вы уже получаете сводки ${service}`,
    before: [
      `Кто-то, вероятно вы, попросил ${service} присылать сводки на этот адрес. Они уже приходят, поэтому ничего не изменилось.`,
    ],
    button: 'Посмотреть и изменить настройки',
    after: [
      'Ссылка только для вас: у кого она есть, тот может изменить вашу подписку.',
      'Если просили не вы, ничего делать не нужно.',
    ],
  },
  'new-address': {
    title: `Подтвердите этот адрес для ${service}`,
    before: [
      `Подписчик ${service} хочет впредь получать сводки на этот адрес.`,
      'На странице по ссылке одна кнопка: пока вы её не нажали, сюда ничего не придёт.',
    ],
    button: 'Подтвердить адрес',
    after: ['Ссылка действует 7 дней.', 'Если это были не вы, ничего не делайте.'],
  },
  'old-address': {
    title: `Ваши сводки ${service} хотят получать по другому адресу`,
    before: [
      `Кто-то, у кого есть ссылка из ваших сводок, попросил ${service} присылать их на другой адрес. На какой, показано на странице по ссылке.`,
      'Если это были вы, скажите об этом там: перенос произойдёт, как только подтвердят новый адрес.',
      'Если нет, остановите его там же. Если вы 3 дня ничего не скажете, мы сочтём, что вы согласны.',
    ],
    button: 'Посмотреть и разрешить или остановить',
    after: ['Ссылка действует 7 дней.'],
  },
});

const LETTERS: Readonly<Record<MailLanguage, Letters>> = {
  en: ENGLISH,
  ru: RUSSIAN,
  de: GERMAN,
};

/** The words of a letter in a language; `service` is the service's own name, which is all that varies in them. */
export function letterWords(
  language: MailLanguage,
  subject: LetterSubject,
  service: string,
): LetterWords {
  return LETTERS[language](service)[subject];
}
