/** What of a report outlets edit when they take it over. */
export type Original = { readonly title: string; readonly summary: string };

type Edit = (text: Original, pick: Pick) => Original;
/** A number 0 ≤ n < size, the same for the same seed. */
type Pick = (size: number) => number;

/** The ten things that outlets do to one another's reports. */
export const EDITS: Readonly<Record<string, Edit>> = {
  'an outlet adds its name': ({ title, summary }, pick) => ({
    title:
      [
        `${title} - Harbour Sport`,
        `${title} | The Harbour Times`,
        `ТАСС: ${title}`,
        `${title} — Новости спорта`,
      ][pick(4)] ?? title,
    summary,
  }),
  'an agency is credited': ({ title, summary }, pick) => ({
    title,
    summary:
      [
        `MOSCOW (Reuters) - ${summary}`,
        `${summary} (AFP)`,
        `${summary} Об этом сообщает ТАСС.`,
        `${summary} (dpa)`,
      ][pick(4)] ?? summary,
  }),
  'a sentence is dropped': ({ title, summary }, pick) => {
    const sentences = summary.split(/(?<=[.!?…])\s+/u);
    const dropped = pick(sentences.length);
    return sentences.length < 2
      ? { title, summary }
      : { title, summary: sentences.filter((_, at) => at !== dropped).join(' ') };
  },
  'words are replaced': ({ title, summary }, pick) => ({
    title: replaceWords(title, 1, pick),
    summary: replaceWords(summary, Math.floor(summary.split(' ').length / 12), pick),
  }),
  'case, quotes and punctuation change': ({ title, summary }) => ({
    title: `${title.toUpperCase()}!`,
    summary: summary.replaceAll(/["«»“”]/gu, "'").replaceAll(',', ' –'),
  }),
  'the summary is cut': ({ title, summary }, pick) => {
    const words = summary.split(' ');
    const left = Math.ceil((words.length * (50 + pick(40))) / 100);
    return { title, summary: `${words.slice(0, left).join(' ')}…` };
  },
  'the title is reworded slightly': ({ title, summary }, pick) => {
    const words = title.split(' ');
    const at = 1 + pick(Math.max(1, words.length - 1));
    return { title: [...words.slice(0, at), 'officially', ...words.slice(at)].join(' '), summary };
  },
  'it becomes running news': ({ title, summary }, pick) => ({
    title: `${['Update:', 'LIVE –', 'Срочно:', 'BREAKING:'][pick(4)] ?? ''} ${title}`,
    summary,
  }),
  'letters become look-alikes': ({ title, summary }, pick) => ({
    title: disguise(title, pick),
    summary: disguise(summary, pick),
  }),
  'boilerplate is added': ({ title, summary }, pick) => ({
    title,
    summary: `${summary} ${
      [
        'Read more on our site.',
        'Подписывайтесь на наш канал.',
        'Subscribe to our newsletter for the latest.',
      ][pick(3)] ?? ''
    }`,
  }),
};

/** A copy as the edit makes it; the same for the same seed. */
export function editedCopy(text: Original, edit: string, seed: number): Original {
  const change = EDITS[edit];
  if (change === undefined) throw new Error(`no edit is called ${edit}`);
  let state = (seed + 1) >>> 0;
  const pick: Pick = (size) => {
    // Mulberry32 by Tommy Ettinger.
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % size;
  };
  return change(text, pick);
}

function replaceWords(text: string, count: number, pick: Pick): string {
  const words = text.split(' ');
  for (let done = 0; done < count; done += 1) words[pick(words.length)] = 'otherwise';
  return words.join(' ');
}

/** Every third word gets a letter of the other script, spaces stop breaking, ё becomes е. */
function disguise(text: string, pick: Pick): string {
  return text
    .replaceAll('ё', 'е')
    .split(' ')
    .map((word) => {
      if (pick(3) !== 0) return word;
      return /\p{Script=Cyrillic}{3}/u.test(word)
        ? word.replace(/[аео]/u, (letter) => ({ а: 'a', е: 'e', о: 'o' })[letter] ?? letter)
        : word.replace(
            /[aeo](?=[A-Za-z]{2})/u,
            (letter) => ({ a: 'а', e: 'е', o: 'о' })[letter] ?? letter,
          );
    })
    .join(pick(2) === 0 ? '\u00A0' : ' ');
}
