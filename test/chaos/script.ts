import { randomFrom } from '../support/random.ts';

/** One thing that happens, and who reports it when. */
export type ChaosEvent = {
  /** A name that stands in no other event's texts. */
  readonly token: string;
  readonly title: string;
  readonly summary: string;
  /** Whether readers are to be told. */
  readonly isNews: boolean;
  /** Each source with the second at which it publishes its report. */
  readonly reports: readonly { readonly source: number; readonly second: number }[];
};

const ACTS = ['bans', 'suspends', 'excludes', 'bars'];
const REASONS = [
  'over a letter that nobody had signed',
  'after a vote that took half the night',
  'since its rules were changed in spring',
  'although three members spoke against it',
  'because the papers came a week too late',
];
const SYLLABLES = 'ba ko ri den mul tas fel gor vin zap hul mer'.split(' ');

/** Makes the events of a run: the same for the same seed. The last ones come a while before its end. */
export function chaosScript(options: {
  readonly seed: number;
  readonly events: number;
  readonly sources: number;
  readonly seconds: number;
}): ChaosEvent[] {
  const { seed, events, sources, seconds } = options;
  const chance = randomFrom(seed);
  const pick = (size: number): number => Math.floor(chance() * size);
  return Array.from({ length: events }, (_, at): ChaosEvent => {
    const token = tokenOf(at);
    const isNews = at % 4 !== 3;
    const act = isNews ? (ACTS[pick(ACTS.length)] ?? 'bans') : 'praises';
    const second = 1 + pick(seconds);
    const first = pick(sources);
    const copies = pick(3);
    return {
      token,
      isNews,
      // A sport of its own, so that no two events are taken for one.
      title: `Council ${act} Russian ${token.toLowerCase()} players in ${token}`,
      summary: `The council met in ${token} and decided ${REASONS[at % REASONS.length]}, number ${at * 7 + 11}.`,
      reports: Array.from({ length: copies + 1 }, (_copy, nth) => ({
        source: (first + nth) % sources,
        second: Math.min(seconds, second + nth * pick(5)),
      })),
    };
  });
}

/** The syllables spell the number, so no two are alike. */
function tokenOf(at: number): string {
  const digits = [at % 12, Math.floor(at / 12) % 12, Math.floor(at / 144) % 12];
  const word = digits.map((digit) => SYLLABLES[digit] ?? '').join('');
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}sk`;
}
