/** An article of our own making, and pages that publishers’ systems make of one. Whatever else stands in them is boilerplate. */
export const RU = {
  title: 'Союз гребли допустил белорусские экипажи к регате',
  lede: 'Международный союз гребли снял запрет на участие белорусских экипажей в осенней регате.',
  rest: [
    'Решение приняли на совещании в пятницу: за него высказались девять членов правления из двенадцати.',
    '«Мы выслушали все стороны», — сказал председатель союза.',
    'Экипажи выступят без флага. Гимн звучать не будет.',
  ],
};

export const EN = {
  title: 'Rowing union readmits Belarusian crews to autumn regatta',
  lede: 'The rowing union has lifted its ban on Belarusian crews before the autumn regatta.',
  rest: [
    'Nine of the twelve board members voted for the decision at a meeting on Friday.',
    '“We have heard every side,” the president of the union said.',
    'The crews will row without a flag. No anthem will be played.',
  ],
};

export type Story = typeof RU;

export function paragraphs({ lede, rest }: Story): string {
  return [lede, ...rest].map((text) => `<p>${text}</p>`).join('\n');
}

const MENU = `<nav class="main-menu"><ul><li><a href="/">Главная</a></li><li><a href="/football">Футбол</a></li>
  <li><a href="/ban">Россию отстранили от чемпионата мира: всё, что нужно знать</a></li></ul></nav>`;
const COOKIES = `<div class="cookie-consent__text"><p>We use cookies to improve your experience. By staying on this site you accept them all, and so do your children.</p></div>`;
const FOOTER = `<footer><p>© 2026 Пример. Все права защищены. Перепечатка только с письменного согласия редакции.</p></footer>`;
const MOST_READ = `<aside><h3>Самое читаемое</h3><ul><li><a href="/1">Клуб объявил о переходе вратаря</a></li><li><a href="/2">Тренер сборной Беларуси ушёл в отставку</a></li></ul></aside>`;
const CARDS = `<section class="related-news"><h2>Читайте также</h2>${[1, 2, 3, 4]
  .map(
    (n) =>
      `<article class="card"><h3><a href="/c${n}">Другая новость номер ${n}</a></h3><p>Краткий рассказ о другой новости, который занимает целую строку и кончается точкой.</p></article>`,
  )
  .join('')}</section>`;
const COMMENTS = `<div id="comments" class="comments-area"><h3>Комментарии (2)</h3><ol><li><p>Очень спорное решение, по-моему, союз ещё пожалеет о нём, и не раз.</p></li>
  <li><p>А я согласен: спортсмены ни в чём не виноваты, пусть гребут вместе со всеми остальными.</p></li></ol></div>`;
const SHARE = `<div class="social-share"><span>Поделиться:</span> <a href="#">ВКонтакте</a> <a href="#">Telegram</a></div>`;
const PITCH = `<p>Подписывайтесь на наш телеграм-канал, чтобы не пропустить главное.</p>`;
const READ_ALSO = `<p>Читайте также: <a href="/x">Сборная проведёт сбор на озере</a></p>`;
const FIGURE = `<figure><img src="a.jpg" alt="Экипаж на воде"><figcaption>Экипаж на воде. Фото: агентство «Пример»</figcaption></figure>`;
const AUTHOR = `<div class="author-box"><h4>Иван Примеров</h4><p>Иван пишет о водных видах спорта с 2009 года и любит длинные дистанции.</p></div>`;
const TAGS = `<ul class="tags"><li><a href="/t/1">гребля</a></li><li><a href="/t/2">Беларусь</a></li></ul>`;

function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="ru-RU"><head><meta charset="utf-8"><title>${title} | Пример</title>${head}</head><body>${body}</body></html>`;
}

/** Pages by what made them. */
export const PAGES: Readonly<Record<string, (story: Story) => string>> = {
  'a blog system’s theme': (story) =>
    page(
      story.title,
      `${MENU}${COOKIES}<main><article class="post type-post hentry category-news tag-belarus"><header class="entry-header"><h1 class="entry-title">${story.title}</h1>
       <div class="entry-meta"><time datetime="2026-08-20T10:00:00+03:00">20 августа</time> <span class="byline">Иван Примеров</span></div></header>
       <div class="entry-content">${FIGURE}${paragraphs(story)}${PITCH}<div class="sharedaddy"><h3>Share this:</h3><ul><li><a>Twitter</a></li></ul></div>
       <div id="jp-relatedposts"><h3>Related</h3><p>Совсем другая статья о совсем другом событии, о котором писали весной.</p></div></div>
       <footer class="entry-footer">${TAGS}</footer></article>${AUTHOR}${CARDS}${COMMENTS}</main><div class="widget-area">${MOST_READ}</div>${FOOTER}`,
    ),

  'a portal without paragraphs': (story) =>
    page(
      story.title,
      `${MENU}<div class="bx-breadcrumb"><a href="/">Главная</a> / <a href="/news">Новости</a></div><div id="workarea"><h1>${story.title}</h1>
       <div class="news-detail"><span class="news-date-time">20.08.2026 10:00</span><div class="detail_text">${[story.lede, ...story.rest].join('<br />\n<br />')}</div>
       ${SHARE}</div><div class="news-list"><p class="news-item"><a href="/3">Регату перенесли</a><br>Из-за сильного ветра гонки начнутся на день позже, сообщили организаторы.</p></div></div>${FOOTER}`,
    ),

  'a content system with promoted nodes': (story) =>
    page(
      story.title,
      `<header role="banner">${MENU}</header><div class="layout-main sidebar-first"><main><article class="node node--type-article node--promoted"><h1>${story.title}</h1>
       <div class="node__content"><div class="field field--name-field-tags field--label-hidden"><a href="/t">гребля</a></div>
       <div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">${paragraphs(story)}</div></div></article></main>
       <aside class="region-sidebar">${MOST_READ}</aside></div>${FOOTER}`,
    ),

  'a page builder': (story) =>
    page(
      story.title,
      `<div id="allrecords"><div class="t-rec"><div class="t-menu">${MENU}</div></div><div class="t-feed__post-popup"><h1 class="js-feed-post-title">${story.title}</h1>
       <div class="js-feed-post-text t-feed__post-popup__text"><div class="t-redactor__text">${[story.lede, ...story.rest].join('<br /><br />')}</div></div></div>
       <div class="t-popup"><div>Оставьте заявку, и мы перезвоним вам в течение пятнадцати минут.</div></div></div>${FOOTER}`,
    ),

  'an agency that cuts its text into blocks': (story) =>
    page(
      story.title,
      `${MENU}<div class="article"><div class="article__header"><h1 class="article__title">${story.title}</h1></div><div class="article__body">${[
        story.lede,
        ...story.rest,
      ]
        .map(
          (text, n) =>
            `<div class="article__block" data-type="text"><div class="article__text">${text}</div></div>${
              n === 1
                ? `<div class="article__block" data-type="banner"><div class="banner">Реклама 18+. Рекламодатель обещает всем читателям скидку.</div></div>
                   <div class="article__block" data-type="article"><div class="article__article-info"><a href="/5">Союз гребли проведёт выборы</a></div></div>`
                : ''
            }`,
        )
        .join('')}</div><div class="article__tags">${TAGS}</div></div>${CARDS}${FOOTER}`,
    ),

  microdata: (story) =>
    page(
      story.title,
      `${MENU}<div class="item-page" itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">${story.title}</h1><meta itemprop="datePublished" content="2026-08-20T10:00:00+03:00">
       <div itemprop="articleBody">${FIGURE}${paragraphs(story)}</div>${SHARE}</div>${COMMENTS}${MOST_READ}${FOOTER}`,
    ),

  RDFa: (story) =>
    page(
      story.title,
      `<div typeof="schema:NewsArticle"><h1 property="schema:headline">${story.title}</h1><section property="schema:articleBody">${paragraphs(story)}</section></div>${CARDS}${FOOTER}`,
    ),

  'a form around the whole page, and tables': (story) =>
    page(
      story.title,
      `<form id="aspnetForm" method="post"><table><tr><td width="20%"><a href="/">Главная</a><br><a href="/n">Новости</a><br><a href="/a">Архив</a></td>
       <td><h1>${story.title}</h1><font size="2">${[story.lede, ...story.rest].join('<br><br>')}</font></td></tr></table></form>${FOOTER}`,
    ),

  'names that mean nothing': (story) =>
    page(
      story.title,
      `<div class="x1"><div class="x2"><a href="/">Главная</a> <a href="/n">Новости</a> <a href="/v">Видео</a></div><div class="x3"><div class="x4"><h1>${story.title}</h1></div>
       <div class="x5">${paragraphs(story)}</div></div><div class="x6">${[1, 2, 3, 4, 5, 6]
         .map(
           (n) =>
             `<div class="x7"><a href="/${n}"><b>Новость ${n}</b><span>Длинный рассказ о том, что произошло на воде в прошедший день.</span></a></div>`,
         )
         .join('')}</div></div>${FOOTER}`,
    ),

  'asides within the text': (story) =>
    page(
      story.title,
      `${MENU}<article><h1>${story.title}</h1><p class="lead">${story.lede}</p>${SHARE}<p>${story.rest[0]}</p>${READ_ALSO}<div class="inline-newsletter"><p>Получайте лучшие материалы недели на почту каждую субботу утром.</p></div>
       ${FIGURE}<p>${story.rest[1]}</p><div class="ad-slot">Реклама</div><p>${story.rest[2]}</p>${TAGS}${AUTHOR}</article>${FOOTER}`,
    ),

  'the next article below': (story) =>
    page(
      story.title,
      `${MENU}<article><h1>${story.title}</h1><div class="article-text">${paragraphs(story)}</div></article>
       <article><h2>Сборная начала сбор на озере</h2><div class="article-text"><p>Гребцы прибыли на базу вечером в четверг и уже провели первую тренировку.</p><p>Сбор продлится две недели.</p></div></article>${FOOTER}`,
    ),

  'longer stories below, under no name': (story) =>
    page(
      story.title,
      `${MENU}<div class="y1"><div class="y2"><h1>${story.title}</h1>${paragraphs(story)}</div><div class="y3"><h2>Архив</h2>${'<p>Гребцы прибыли на базу вечером в четверг и провели первую тренировку.</p>'.repeat(5)}</div></div>${FOOTER}`,
    ),

  'cards with the same name as the text': (story) =>
    page(
      story.title,
      `${MENU}<div class="z1"><h1>${story.title}</h1><div class="z2"><div class="post-text">${paragraphs(story)}</div></div></div>${[
        1, 2, 3, 4, 5, 6,
      ]
        .map(
          (n) =>
            `<div class="z3"><h3><a href="/${n}">Новость ${n}</a></h3><div class="post-text"><p>Краткий рассказ о другой новости, который занимает целую строку и кончается точкой.</p></div></div>`,
        )
        .join('')}${FOOTER}`,
    ),

  'an accelerated page': (story) =>
    `<!doctype html><html amp lang="ru"><head><title>${story.title}</title></head><body><amp-sidebar><ul><li><a href="/">Главная</a></li></ul></amp-sidebar><article><h1>${story.title}</h1>${paragraphs(story)}
       <amp-ad><div fallback>Здесь могла бы быть ваша реклама, но её не загрузили.</div></amp-ad></article><amp-list><p>Загружаем другие новости, подождите, пожалуйста, немного.</p></amp-list></body></html>`,
};
