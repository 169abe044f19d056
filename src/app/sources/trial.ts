import type { Classifier } from '../../core/classify/classifier.ts';
import type { NewItem, ParsedFeed } from '../../core/item.ts';
import type { Source } from '../../core/source.ts';
import { botWallOf } from '../../sources/bot-wall.ts';
import { fetchSource, type FetchOutcome } from '../../sources/fetch-source.ts';
import type { Http, HttpResponse } from '../../sources/http.ts';
import { NO_VALIDATORS } from '../../sources/source-request.ts';
import type { AskRobots, RobotsWord } from './page-robots.ts';
import { weigh, type Reading } from './reading.ts';

/** What a source is tried with. */
export type TrialPorts = {
  readonly http: Http;
  readonly robots: AskRobots;
  readonly classifier: Classifier;
  readonly now: () => Date;
};

/** What came of reading a source once; nothing is stored. */
export type Trial = {
  readonly source: Source;
  /** Null where no answer came. */
  readonly answer: HttpResponse | null;
  /** Null where nothing could be read; its `format` is null where the answer is not what the row says. */
  readonly parsed: ParsedFeed | null;
  readonly items: readonly NewItem[];
  readonly reading: Reading;
  readonly validators: { readonly etag: boolean; readonly lastModified: boolean };
  /** Where redirects for good lead; null where there are none. */
  readonly movedTo: string | null;
  /** The name of what keeps programs out; null where nothing does. */
  readonly botWall: string | null;
  /** What the site of the first article says of it; null where there is none. */
  readonly robots: RobotsWord | null;
  /** Why nothing could be read. */
  readonly problem: string | null;
  /** What to do about the problem, where the client knows. */
  readonly remedy: string | null;
  /** Milliseconds, the wait for the host's turn included. */
  readonly ms: number;
};

/** Reads a source once as the service would, and weighs what it yields. Never rejects. */
export async function trySource(source: Source, ports: TrialPorts): Promise<Trial> {
  const started = performance.now();
  const { outcome, answer } = await ask(source, ports);
  const ms = Math.round(performance.now() - started);
  const seen = outcome.kind === 'read' ? readTrial(outcome, source, ports) : {};
  const trial = { ...nothing(source, ports), ...problemOf(outcome), ...seen, answer, ms };
  if (answer === null) return trial;
  const [first] = trial.items;
  return {
    ...trial,
    movedTo: movedTo(answer),
    botWall: first === undefined ? wallOf(answer) : null,
    robots: first === undefined ? null : await ports.robots(first.url),
  };
}

/** A refusal with 403 counts without a name: it is what is left when a wall does not introduce itself. */
function wallOf(answer: HttpResponse): string | null {
  return botWallOf(answer) ?? (answer.status === 403 ? 'unnamed' : null);
}

function readTrial(
  { parsed, items, validators: { etag, lastModified } }: Extract<FetchOutcome, { kind: 'read' }>,
  source: Source,
  { classifier, now }: TrialPorts,
): Pick<Trial, 'parsed' | 'items' | 'reading' | 'validators'> {
  return {
    parsed,
    items,
    reading: weigh(source, { entries: parsed.entries, items }, { classifier, now: now() }),
    validators: { etag: etag !== null, lastModified: lastModified !== null },
  };
}

/** The client, with an ear at it: the outcome of a fetch does not tell of the page that came instead of a feed. */
async function ask(
  source: Source,
  { http, now }: TrialPorts,
): Promise<{ readonly outcome: FetchOutcome; readonly answer: HttpResponse | null }> {
  const answers: HttpResponse[] = [];
  const listening: Http = {
    ...http,
    get: async (request) => {
      const answer = await http.get(request);
      answers.push(answer);
      return answer;
    },
  };
  const outcome = await fetchSource(listening, source, NO_VALIDATORS, now);
  // The others are further pages, or parts of it.
  return { outcome, answer: answers[0] ?? null };
}

function nothing(source: Source, { classifier, now }: TrialPorts): Omit<Trial, 'ms'> {
  return {
    source,
    answer: null,
    parsed: null,
    items: [],
    reading: weigh(source, { entries: [], items: [] }, { classifier, now: now() }),
    validators: { etag: false, lastModified: false },
    movedTo: null,
    botWall: null,
    robots: null,
    problem: null,
    remedy: null,
  };
}

/** The end of the redirects for good; what comes behind one for the time being says nothing. */
function movedTo({ redirects }: HttpResponse): string | null {
  const passing = redirects.findIndex(({ status }) => status !== 301 && status !== 308);
  const lasting = passing === -1 ? redirects : redirects.slice(0, passing);
  return lasting.at(-1)?.to ?? null;
}

function problemOf(outcome: FetchOutcome): Pick<Trial, 'problem' | 'remedy'> {
  switch (outcome.kind) {
    case 'read': {
      const { entries, problems } = outcome.parsed;
      const problem = problems[0] ?? 'the document holds no item';
      return { problem: entries.length > 0 ? null : problem, remedy: null };
    }
    case 'unchanged':
      return { problem: 'it answers 304 to a request without validators', remedy: null };
    case 'gone':
      return { problem: 'the server says that it is gone for good (410)', remedy: null };
    case 'refused':
      return { problem: outcome.problem, remedy: null };
    case 'failed':
      return { problem: outcome.problem, remedy: outcome.advice };
    case 'busy':
      return { problem: 'others are asking its host', remedy: 'Try again in a minute.' };
  }
}
