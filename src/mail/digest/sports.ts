/** The sports of the entities file, and `multi`: name, Russian, German. A name that is missing here is told as it is. */
const SPORTS = `
  football|футбол|Fußball
  ice-hockey|хоккей с шайбой|Eishockey
  athletics|лёгкая атлетика|Leichtathletik
  swimming|плавание|Schwimmen
  gymnastics|гимнастика|Turnen
  judo|дзюдо|Judo
  wrestling|борьба|Ringen
  weightlifting|тяжёлая атлетика|Gewichtheben
  fencing|фехтование|Fechten
  cycling|велоспорт|Radsport
  rowing|академическая гребля|Rudern
  canoeing|гребля на байдарках и каноэ|Kanu
  sailing|парусный спорт|Segeln
  archery|стрельба из лука|Bogenschießen
  shooting|стрельба|Schießsport
  modern-pentathlon|современное пятиборье|Moderner Fünfkampf
  triathlon|триатлон|Triathlon
  equestrian|конный спорт|Reitsport
  taekwondo|тхэквондо|Taekwondo
  boxing|бокс|Boxen
  karate|карате|Karate
  sambo|самбо|Sambo
  volleyball|волейбол|Volleyball
  basketball|баскетбол|Basketball
  handball|гандбол|Handball
  table-tennis|настольный теннис|Tischtennis
  badminton|бадминтон|Badminton
  tennis|теннис|Tennis
  rugby|регби|Rugby
  field-hockey|хоккей на траве|Feldhockey
  baseball|бейсбол|Baseball
  cricket|крикет|Cricket
  golf|гольф|Golf
  climbing|скалолазание|Klettern
  skateboarding|скейтбординг|Skateboarding
  motorsport|автоспорт|Motorsport
  skiing|лыжный спорт|Skisport
  figure-skating|фигурное катание|Eiskunstlauf
  speed-skating|конькобежный спорт|Eisschnelllauf
  biathlon|биатлон|Biathlon
  ski-mountaineering|ски-альпинизм|Skibergsteigen
  luge|санный спорт|Rennrodeln
  bobsleigh|бобслей|Bobsport
  curling|кёрлинг|Curling
  bandy|хоккей с мячом|Bandy
  chess|шахматы|Schach
  draughts|шашки|Dame
  esports|киберспорт|E-Sport
  mma|смешанные единоборства|MMA
  futsal|мини-футбол|Futsal
  beach-soccer|пляжный футбол|Strandfußball
  aquatics|водные виды спорта|Wassersport
  water-polo|водное поло|Wasserball
  diving|прыжки в воду|Wasserspringen
  artistic-swimming|артистическое плавание|Synchronschwimmen
  rhythmic-gymnastics|художественная гимнастика|Rhythmische Sportgymnastik
  powerlifting|пауэрлифтинг|Kraftdreikampf
  surfing|сёрфинг|Wellenreiten
  horse-racing|скачки|Pferderennen
  kickboxing|кикбоксинг|Kickboxen
  muay-thai|тайский бокс|Muay Thai
  ju-jitsu|джиу-джитсу|Ju-Jutsu
  wushu|ушу|Wushu
  beach-volleyball|пляжный волейбол|Beachvolleyball
  netball|нетбол|Netball
  squash|сквош|Squash
  padel|падел|Padel
  rugby-league|регбилиг|Rugby League
  floorball|флорбол|Floorball
  american-football|американский футбол|American Football
  australian-football|австралийский футбол|Australian Football
  mountaineering|альпинизм|Bergsteigen
  cross-country-skiing|лыжные гонки|Skilanglauf
  ski-jumping|прыжки на лыжах с трамплина|Skispringen
  alpine-skiing|горнолыжный спорт|Ski alpin
  nordic-combined|лыжное двоеборье|Nordische Kombination
  snowboarding|сноуборд|Snowboard
  freestyle-skiing|фристайл|Freestyle-Ski
  short-track|шорт-трек|Shorttrack
  skeleton|скелетон|Skeleton
  orienteering|спортивное ориентирование|Orientierungslauf
  bridge|спортивный бридж|Bridge
  phygital|фиджитал-спорт|Phygital-Sport
  snooker|снукер|Snooker
  billiards|бильярд|Billard
  darts|дартс|Darts
  dancesport|танцевальный спорт|Tanzsport
  kabaddi|кабадди|Kabaddi
  sumo|сумо|Sumo
  para-sport|паралимпийский спорт|Para-Sport
  multi|несколько видов спорта|mehrere Sportarten
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split('|'));

/** Russian names of sports. */
export const SPORTS_RU: ReadonlyMap<string, string> = new Map(
  SPORTS.map(([name = '', russian = '']) => [name, russian]),
);

/** German names of sports. */
export const SPORTS_DE: ReadonlyMap<string, string> = new Map(
  SPORTS.map(([name = '', , german = '']) => [name, german]),
);
