/**
 * True of a text that asks its reader to do something else than read the article: to read on elsewhere, follow, subscribe, share,
 * comment; or that names the owner of a picture or of the page. In seven languages; only short texts are looked at.
 */
export function isPitch(text: string): boolean {
  return text.length <= MAX_LENGTH && PITCH.test(text);
}

/** A paragraph longer than that says more than its beginning. */
const MAX_LENGTH = 250;

const PHRASES: readonly string[] = [
  // English
  'read (?:more|also|next)\\b|also read|see also|more on this|related(?: \\w+)?:?$|related (?:stor|article|news|topic|content|coverage)|recommended(?: for you)?:?$|you (?:may|might) (?:also )?(?:like|be interested)|most (?:read|popular|viewed)|trending(?: now)?:?$|top stories|latest news$|more (?:news|stories|from)\\b|don.t miss|up next|watch (?:more|now|live|below|:)|listen (?:now|:)',
  'sign up (?:for|to|now|here)|subscribe|follow (?:us|the \\w+ on)|join (?:us|our) |download (?:our|the) app|click here|get (?:our|the latest)|share (?:this|on|via)\\b|share:?$|tweet$|print$|email$|advertisement|sponsored|story continues below|article continues below|(?:leave|post|add) a (?:comment|reply)|comments?(?: \\(?\\d+\\)?)?:?$|\\d+ comments?$|tags?:|topics?:|categor(?:y|ies):|filed under|copyright|©|all rights reserved|photo(?:graph)?(?: credit| by|:)|image(?: credit|:)|picture:|credit:|getty images$|©? ?reuters$|(?:this|our) (?:web ?)?site uses cookies|we use cookies|by continuing to use|accept (?:all )?cookies',
  // Russian
  'чита(?:йте|ть|й) (?:также|ещ[её]|далее|подробнее|на)|смотрите также|см\\. также|(?:также|ещ[её]) по теме|по теме:?$|материалы по теме|новости по теме|другие новости|самое (?:читаемое|популярное|интересное)|популярн(?:ое|ые)|главн(?:ое|ые новости)$|рекомендуем|подпи(?:сывайтесь|шитесь|саться)|следите за|присоединяйтесь|наш (?:telegram|телеграм)|поделиться|поделитесь|расскажите друзьям|комментарии|оставить комментарий|обсудить|реклама|на правах рекламы|нашли ошибку|выделите (?:ошибку|фрагмент|опечатку)|заметили ошибку|теги?:|метки:|рубрик[аи]:|фото(?:графия)?(?: ?:|$)|видео(?: ?:|$)|все права защищены',
  // Ukrainian and Belarusian
  'чита(?:йте|ти|й) (?:також|ще|далі)|дивіться також|також за темою|за темою:?$|найпопулярніше|підпи(?:суйтесь|сатися|шіться)|стежте за|поділитися|поширити|коментарі|всі права захищені|чытайце (?:таксама|яшчэ)|глядзіце таксама|па тэме:?$|падпі(?:свайцеся|шыцеся|сацца)|сачыце за|падзяліцца|каментары|усе правы',
  // German
  'lesen sie (?:auch|mehr)|auch interessant|mehr zum thema|zum thema:?$|das könnte sie|meistgelesen|mehr (?:news|artikel)|anzeige$|werbung$|newsletter|jetzt (?:anmelden|abonnieren)|folgen sie|teilen:?$|kommentare?$|foto(?:s)?:|bild:|quelle:|alle rechte vorbehalten',
  // French
  '(?:à )?lire (?:aussi|également)|voir aussi|sur le même sujet|les plus lus|à ne pas (?:rater|manquer)|abonnez-vous|inscrivez-vous|suivez(?:-nous)|partager|publicité$|commentaires?$|crédits? photo|photo ?:|tous droits réservés|la rédaction vous conseille',
  // Spanish
  'le(?:a|e|er) (?:también|más)|también (?:le|te) puede|te puede interesar|ver también|más (?:leídas|noticias)|lo más (?:leído|visto)|suscríbete|suscríbase|síguenos|síganos|compartir|publicidad$|comentarios?$|foto ?:|todos los derechos reservados',
];

const PITCH = new RegExp(`^[\\s\\p{P}\\p{S}]{0,5}(?:${PHRASES.join('|')})`, 'iu');
