/**
 * A fortnight in sport as four languages tell it, all of it made up. A line that begins with `#` opens an event: its name, what
 * it is (`sanction` or `agreement`, or `noise` for what is neither) and its sport. Each line below it is a report of it: day and
 * time, language, outlet, headline, and a sentence. An outlet in brackets copies the report above it.
 */
export const SCRIPT = `
# ski-plan sanction skiing
1 09:00 en Snow Daily | FIS council to vote on readmitting Russian skiers as neutrals | The council of the ski federation meets next week in Oberhofen to decide on neutral status for Russian skiers.
1 11:00 de Bergblatt | FIS stimmt über Neutralstatus für russische Skisportler ab | Der Vorstand des Skiverbands FIS will nächste Woche über eine Rückkehr russischer Skisportler abstimmen.
# ski-refused sanction skiing
8 17:00 en Snow Daily | FIS council rejects neutral status for Russian skiers | The council of the ski federation voted against the return of Russian skiers.
8 17:20 en (Harbour Post)
8 18:30 de Bergblatt | FIS lehnt Neutralstatus für russische Skisportler ab | Der Vorstand des Skiverbands hat gegen die Rückkehr der russischen Skisportler gestimmt.
# ski-anger noise skiing
8 20:00 ru Лыжный вестник | Лыжники сборной России проведут сбор в Ханты-Мансийске | Команда начнёт подготовку к чемпионату страны.
# skate-ban sanction speed-skating
1 14:00 en Ice Report | ISU extends ban on Russian and Belarusian speed skaters until 2028 | The International Skating Union prolonged the suspension of skaters from Russia and Belarus.
1 15:10 ru Вести спорта | ISU продлил отстранение российских и белорусских конькобежцев | Международный союз конькобежцев продлил отстранение спортсменов России и Белоруссии.
1 16:00 fr La Glisse | L'ISU prolonge l'exclusion des patineurs russes et bélarusses | L'Union internationale de patinage maintient la suspension des patineurs de Russie et du Bélarus.
# judo-lift sanction judo
2 10:00 ru Вести спорта | IJF сняла все ограничения с белорусских дзюдоистов | Международная федерация дзюдо вернула спортсменам Белоруссии флаг и гимн.
2 10:40 ru (Спорт за день)
2 12:00 en Mat News | IJF lifts all restrictions on Belarusian judokas | The International Judo Federation restored flag and anthem to athletes from Belarus.
# judo-back sanction judo
11 10:00 en Mat News | IJF reinstates ban on Belarusian judokas after doping scandal | Ten days after it had lifted restrictions, the judo federation suspended athletes from Belarus again.
11 11:30 ru Вести спорта | IJF снова отстранила белорусских дзюдоистов | Международная федерация дзюдо вернула запрет на участие спортсменов Белоруссии.
# football-moscow agreement football
2 15:00 ru Газета поля | Российский футбольный союз и федерация футбола Ирана подписали меморандум о сотрудничестве | Документ подписан в Тегеране, он рассчитан на три года.
2 16:00 en Pitch Weekly | Russia and Iran football federations sign cooperation memorandum in Tehran | The document covers training camps and referees for three years.
# serbia-camp agreement handball
3 09:30 ru Гандбол сегодня | Гандболисты России и Сербии проведут совместный сбор в Белграде | Федерации гандбола двух стран договорились о сборе в январе.
# fencing-visa sanction fencing
3 11:00 fr L'Assaut | La Pologne refuse les visas aux escrimeurs russes avant la Coupe du monde de Varsovie | Les autorités polonaises ont refusé l'entrée aux escrimeurs de Russie.
3 12:00 en Blade Online | Poland denies visas to Russian fencers ahead of Warsaw World Cup | Polish authorities refused entry to the fencers from Russia.
# ioc-recommend sanction multi
3 16:00 en Rings Today | IOC recommends federations keep Russian teams out of youth events | The International Olympic Committee advised federations not to admit teams from Russia.
3 17:00 de Ringe Heute | IOC empfiehlt den Verbänden, russische Mannschaften weiter auszuschließen | Das Internationale Olympische Komitee rät vom Start russischer Mannschaften ab.
# luge-follow sanction luge
6 12:00 en Sled Times | FIL suspends Russian teams from youth luge following IOC recommendation | The luge federation said the decision follows the advice of the International Olympic Committee.
# cas-appeal sanction canoeing
4 08:00 ru Вести спорта | Федерация гребли на байдарках и каноэ России подала апелляцию в CAS на отстранение | Организация оспаривает решение международной федерации каноэ.
# cas-ruling sanction canoeing
12 09:00 en Paddle News | CAS dismisses appeal of Russian canoe federation against suspension | The Court of Arbitration for Sport upheld the exclusion.
12 09:30 en (Harbour Post)
12 10:30 ru Вести спорта | CAS отклонил апелляцию федерации гребли на байдарках и каноэ России | Суд оставил отстранение в силе.
# tennis-quiet noise tennis
4 12:00 en Court Side | Rublev wins in Basel to reach the final | The Russian beat his opponent in two sets.
# boxing-flag sanction boxing
4 15:00 ru Ринг | World Boxing разрешила российским боксёрам выступать под флагом и с гимном | Организация сняла ограничения с боксёров России.
4 18:00 de Faustkampf | World Boxing lässt russische Boxer wieder mit Flagge und Hymne antreten | Der Weltverband hebt die Beschränkungen für Boxer aus Russland auf.
# gym-neutral sanction gymnastics
5 09:00 en Vault | FIG allows Belarusian gymnasts to compete as neutrals | The gymnastics federation eased its ban and admits athletes from Belarus under neutral status.
5 09:45 fr Agrès | La FIG autorise les gymnastes bélarusses à concourir sous statut neutre | La fédération internationale assouplit la suspension.
# fine-club sanction basketball
5 13:00 en Hoops Wire | FIBA fines Russian Basketball Federation over doping files | The world governing body of basketball imposed a fine of 200,000 Swiss francs.
# minsk-moscow agreement multi
5 16:00 ru Спорт за день | Министры спорта России и Белоруссии подписали план совместных мероприятий на три года | Документ подписан в Минске и включает спартакиаду школьников.
5 17:30 ru Вести спорта | Россия и Белоруссия подписали трёхлетний план сотрудничества в спорте | План подписан министрами спорта двух стран в Минске.
# chess-open sanction chess
6 09:00 en Board Room | FIDE lifts ban on Russian and Belarusian chess teams | The general assembly of the chess federation voted to restore teams from both countries.
6 10:30 ru Е2Е4 | ФИДЕ сняла запрет на участие сборных России и Белоруссии | За это решение проголосовала генеральная ассамблея.
# swim-protest sanction swimming
6 15:00 de Beckenrand | Deutscher Schwimm-Verband fordert Ausschluss russischer Schwimmer von der EM | Der Verband verlangt vom europäischen Dachverband einen Ausschluss.
# cuba-deal agreement multi
7 08:30 en Caribbean Sport | Cuba and Belarus sign sports cooperation agreement in Havana | The ministers agreed on the exchange of coaches.
7 09:15 ru Спорт за день | Куба и Белоруссия подписали соглашение о сотрудничестве в спорте | Министры подписали документ в Гаване.
# wrestling-kit sanction wrestling
7 14:00 en Mat News | UWW bars Russian wrestlers with army links from world championships | United World Wrestling excluded a group of athletes after a review.
# athletics-stay sanction athletics
7 18:00 en Track Post | World Athletics council upholds exclusion of Russian and Belarusian athletes | The council confirmed that the ban stays in force.
7 18:40 de Laufbahn | World Athletics bestätigt Ausschluss russischer und belarussischer Athleten | Das Council hielt am Bann fest.
# result-noise noise hockey
7 20:00 ru Шайба | Динамо обыграло Спартак в серии буллитов | Решающий бросок реализовал нападающий.
# volley-deal agreement volleyball
8 09:00 ru Сетка | Федерации волейбола России и Китая подписали соглашение о сотрудничестве | Стороны договорились о товарищеских матчах.
# rowing-youth sanction rowing
8 12:00 en Oar | World Rowing readmits Russian and Belarusian juniors as neutral athletes | The federation eased its restrictions for under-19 rowers.
8 13:00 fr L'Aviron | World Rowing réintègre les juniors russes et bélarusses comme athlètes neutres | La fédération assouplit ses restrictions.
# paralympic-vote sanction para-sport
9 10:00 en Rings Today | IPC general assembly votes to lift suspension of Russia | Members voted to restore full membership of the Russian Paralympic Committee.
9 10:15 en (Harbour Post)
9 11:00 ru Вести спорта | Генассамблея МПК проголосовала за снятие отстранения с России | Паралимпийский комитет России полностью восстановлен.
9 12:00 de Ringe Heute | IPC-Generalversammlung hebt Suspendierung Russlands auf | Das Russische Paralympische Komitee ist wieder Vollmitglied.
# biathlon-camp agreement biathlon
9 15:00 ru Лыжный вестник | Биатлонисты России и Белоруссии начали совместный сбор в Раубичах | Сборные двух стран тренируются вместе.
# cycling-world sanction cycling
10 09:00 en Spoke | UCI strips Russia of hosting rights for track cycling event | The cycling union took the meeting away from Saint Petersburg.
# kazakh-plan agreement ice-hockey
10 12:00 ru Шайба | Хоккейные федерации Казахстана и России договорились о сотрудничестве | Соглашение предусматривает обмен тренерами.
# table-tennis sanction table-tennis
10 16:00 en Spin | ITTF suspends Belarus table tennis association over unpaid fees | The federation suspended the association of Belarus.
# archery sanction archery
11 14:00 de Bogen | World Archery hebt Sperre gegen Russland und Belarus auf | Der Weltverband lässt beide Verbände wieder zu.
11 15:00 en Harbour Post | World Archery lifts suspension of Russia and Belarus | The federation readmits both associations.
# friendly-off agreement football
12 14:00 en Pitch Weekly | Bahrain cancel friendly against Russia | The football association called off the match planned for November.
# sponsor sanction football
12 16:00 en Pitch Weekly | UEFA keeps ban on Russian clubs for another season | The executive committee extended the exclusion of clubs from Russia.
12 17:00 fr Le Terrain | L'UEFA maintient l'exclusion des clubs russes pour une saison de plus | Le comité exécutif prolonge la suspension.
# weight-list sanction weightlifting
13 09:00 ru Штанга | IWF допустила белорусских тяжелоатлетов в нейтральном статусе | Международная федерация тяжёлой атлетики смягчила отстранение.
# sambo-india agreement sambo
13 11:00 en Mat News | India and Russia agree to hold joint sambo camps | The federations of both countries want to sign a two-year plan in Delhi.
# latvia-law sanction multi
13 14:00 en Baltic Sport | Latvia bans national teams from playing against Russia and Belarus | Parliament adopted amendments to the sports law.
13 16:00 ru Вести спорта | Латвия запретила сборным командам играть с Россией и Белоруссией | Сейм принял поправки к закону о спорте.
# surf-ban sanction surfing
1 18:00 en Wave | ISA bars Russian surfers from world championships in El Salvador | The surfing association excluded competitors from Russia.
# chess-deal agreement chess
2 08:00 ru Е2Е4 | Шахматные федерации России и Индии заключили соглашение о партнёрстве | Документ предусматривает турниры школьников.
# badminton sanction badminton
2 18:00 en Shuttle | BWF restores membership of Belarus badminton federation | The council lifted the suspension of the federation.
# sailing sanction sailing
3 08:00 en Harbour Post | World Sailing clears Russian sailors to race as individual neutral athletes | The council eased its restrictions before the season.
# snooker-noise noise snooker
3 18:00 en Harbour Post | Veteran wins a tense final in Sheffield | The last frame took an hour.
# bulgaria-deal agreement wrestling
4 10:00 ru Ковёр | Федерации борьбы Белоруссии и Узбекистана подписали договор о сотрудничестве | Документ подписали в Ташкенте.
# shooting sanction shooting
4 20:00 de Ziel | ISSF verlängert Sperre für russische Sportschützen | Der Weltverband beschloss den Ausschluss für ein weiteres Jahr.
# iihf sanction ice-hockey
5 19:00 en Puck | IIHF keeps Russia and Belarus out of 2028 world championship | The council extended the exclusion of both teams.
5 20:00 ru Шайба | ИИХФ не допустила Россию и Белоруссию к чемпионату мира 2028 года | Совет международной федерации хоккея продлил отстранение.
# mongolia agreement judo
6 18:00 ru Ковёр | Дзюдоисты России и Монголии проведут совместный сбор в Улан-Баторе | Федерации дзюдо двух стран договорились о сборах.
# triathlon sanction triathlon
7 11:00 fr Le Tri | World Triathlon suspend la fédération russe pour non-paiement | La fédération internationale a suspendu la fédération de Russie.
# venezuela agreement multi
8 08:00 en Caribbean Sport | Venezuela and Russia sign sport cooperation plan in Caracas | The ministers of sport agreed on exchanges until 2029.
# skating-petition sanction figure-skating
8 15:00 en Ice Report | Finnish skating association calls for Russian figure skaters to stay banned | The association asked the international union to keep the exclusion.
# diving-noise noise diving
9 08:00 de Beckenrand | Springerin gewinnt Gold vom Turm in Rostock | Es ist ihr erster Titel.
# esport sanction esports
9 18:00 en Harbour Post | IESF suspends Russian Esports Federation | The international federation excluded the body from its events.
# swim-flag sanction swimming
10 18:00 ru Вести спорта | World Aquatics вернула российским пловцам флаг и гимн | Международная федерация сняла ограничения с пловцов из России.
10 19:00 en Lane Four | World Aquatics lets Russian swimmers compete under their flag again | The federation removed its last restrictions on swimmers from Russia.
# abkhaz agreement taekwondo
11 08:00 ru Ковёр | Федерации тхэквондо России и Пакистана подписали меморандум | Стороны договорились об обмене тренерами.
# denmark sanction handball
11 18:00 en Hall News | Denmark refuses to play Belarus in women's handball qualifier | The Danish federation said its team will boycott the match.
# ski-refund sanction cross-country
12 08:00 de Bergblatt | Norwegen verweigert russischen Skilangläufern die Einreise | Die Regierung in Oslo lehnte die Visa der russischen Langläufer ab.
# korea agreement ice-hockey
12 18:00 ru Шайба | Федерации хоккея России и КНДР подписали протокол о сотрудничестве | Документ подписан в Пхеньяне.
# rugby sanction rugby
13 18:00 en Try Line | World Rugby suspends Belarus from membership | The council voted to suspend the union of Belarus.
# golf-noise noise golf
13 19:00 en Harbour Post | Rain delays the second round of the open | Play resumes in the morning.
# padel-noise noise padel
14 07:00 fr Le Court | Un tournoi de padel ouvre ses portes à Lille | Les favoris sont au rendez-vous.
# curling sanction curling
14 08:00 en Stone | World Curling readmits Russian teams as neutrals for next season | Members voted to ease the ban on curlers from Russia.
`;

/** How articles of events are changed later: when, what, whose, of which event, and the new headline. */
export const EDITS = `
4 20:00 headline Mat News judo-lift | IJF lifts all but two restrictions on Belarusian judokas, it says in a note
6 10:00 withdrawn Hoops Wire fine-club
`;

/** Reports that cannot be true beside what was told: when, language, outlet, of which event, headline, sentence. */
export const CONTRARY = `
12 13:00 en Canoe Blog cas-ruling | CAS annuls suspension of Russian canoe federation | The court lifted the exclusion, the blog says.
`;

/** What the board says in the end: who has what in force against whom, and what is disputed or still open. */
export const BOARD = [
  'AQUA RUS swimming none known',
  'BWF BLR badminton none known',
  'FIDE BLR chess none known',
  'FIDE RUS chess none known',
  'FIG BLR gymnastics neutral',
  'FIL RUS luge banned',
  'FIS RUS skiing partly',
  'ICF RUS canoeing none known, disputed, 1 open',
  'IESF RUS esports banned',
  'IIHF BLR ice-hockey banned',
  'IIHF RUS ice-hockey banned',
  'IJF BLR judo banned',
  'IOC RUS multi none known, 1 open',
  'IPC RUS multi none known',
  'ISA RUS surfing banned',
  'ISSF RUS shooting banned',
  'ISU BLR speed-skating banned',
  'ISU RUS figure-skating none known, 1 open',
  'ISU RUS speed-skating banned',
  'ITTF BLR table-tennis partly',
  'IWF BLR weightlifting neutral',
  'UCI RUS cycling partly',
  'UEFA RUS football banned',
  'UWW RUS wrestling banned',
  'WA BLR athletics banned',
  'WA RUS athletics banned',
  'WCF RUS curling neutral',
  'WR BLR rowing neutral',
  'WR RUS rowing neutral',
  'WS RUS sailing neutral',
  'World Archery BLR archery none known',
  'World Archery RUS archery none known',
  'World Boxing RUS boxing none known',
  'World Rugby BLR rugby banned',
  'World Triathlon RUS triathlon banned',
];

/** What the register of agreements says in the end, the latest first. */
export const REGISTER = [
  'RUS+IND sambo planned',
  'RUS+PRK ice-hockey signed',
  'RUS+BHR football ended',
  'RUS+PAK taekwondo signed',
  'RUS+KAZ ice-hockey signed',
  'RUS+BLR biathlon held',
  'RUS+CHN volleyball signed',
  'RUS+VEN multi signed',
  'BLR+CUB multi signed',
  'RUS+MNG judo held',
  'RUS+BLR multi signed',
  'BLR+UZB multi signed',
  'RUS+SRB handball held',
  'RUS+IRN football signed',
  'RUS+IND chess signed',
];
