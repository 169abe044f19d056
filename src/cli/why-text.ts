import type { NearTitle } from '../app/find-items.ts';
import type { Answer, History } from '../app/why.ts';
import type { Lookout } from '../app/why-unread.ts';
import type { Telling } from '../store/tellings.ts';
import { harmless } from './paint.ts';

/** An answer for people: a line a step of the item's way. */
export function answerLines(answer: Answer): string[] {
  if (answer.found) return historyLines(answer);
  if ('near' in answer) return unknownHeadline(answer.near);
  return unreadLines(answer.host ?? '', answer.sources);
}

function historyLines(history: History): string[] {
  const { id, title, url, outlet, source, publishedAt, fetchedAt, near } = history;
  return [
    harmless(title),
    harmless(url),
    step('published', `${minute(publishedAt)} by ${harmless(outlet)}`),
    step('read', `${minute(fetchedAt)} from the source ${source}, as item ${id}`),
    step('judged', judgedText(history)),
    step('story', storyText(history)),
    ...tellingLines(history),
    ...(near.length === 0
      ? []
      : ['', 'Other items with a headline like this:', ...nearLines(near)]),
  ];
}

function judgedText({ judged }: History): string {
  if (judged === null) return 'not yet';
  const { at, revision, because } = judged;
  const by = revision === null ? '' : ` by revision ${revision.slice(0, 12)}`;
  return `${at === null ? '' : minute(at)}${by}: ${harmless(because)}`;
}

function storyText({ id, story }: History): string {
  if (story === null) return 'none';
  const reports = story.reports === 1 ? 'the only report' : `one of ${story.reports} reports`;
  if (story.leadItemId === id)
    return `${story.id}, ${reports}${story.reports > 1 ? ', and leads it' : ''}`;
  return `${story.id}, ${reports} of one event; “${harmless(story.leadTitle)}” (${harmless(story.leadOutlet)}, item ${story.leadItemId}) leads it`;
}

function tellingLines({ told, untold }: History): string[] {
  return [
    step('told', told.length === 0 ? 'to nobody' : toldText(told)),
    ...untold.map((reason) => step(told.length === 0 ? 'because' : 'but', harmless(reason))),
  ];
}

/** Digests that are named; a story may be in thousands. */
const NAMED = 5;

function toldText(told: readonly Telling[]): string {
  const named = told
    .slice(-NAMED)
    .map(
      ({ digestId, sentAt, composedAt }) =>
        `${digestId} (${sentAt === null ? `composed ${minute(composedAt)}` : `sent ${minute(sentAt)}`})`,
    );
  const people = new Set(told.map(({ subscriberId }) => subscriberId)).size;
  const subscribers = `${people} ${people === 1 ? 'subscriber' : 'subscribers'}`;
  const last =
    told.length > NAMED ? 'the last digests ' : told.length === 1 ? 'digest ' : 'digests ';
  return `to ${subscribers}: ${last}${named.join(', ')}`;
}

function unknownHeadline(near: readonly NearTitle[]): string[] {
  if (near.length === 0) {
    return [
      'No item with such a headline was read.',
      'Try a few telling words of it, a longer --since, or the article’s address, which also tells which source should have it.',
    ];
  }
  return ['No item has this headline. The likest:', ...nearLines(near), 'Ask again with an id.'];
}

function nearLines(near: readonly NearTitle[]): string[] {
  return near.map(
    ({ id, title, likeness }) => `  ${id.padStart(8)}  ${likeness.toFixed(2)}  ${harmless(title)}`,
  );
}

function unreadLines(host: string, sources: readonly Lookout[]): string[] {
  if (sources.length === 0) {
    return [
      `It was never read: no source is at ${host}, and none has brought an article from there.`,
      `To have it read: flagbearer source add https://${host}`,
    ];
  }
  return ['It was never read. These sources could have had it:', ...sources.flatMap(lookoutLines)];
}

function lookoutLines({
  source,
  how,
  state,
  problem,
  lastOkAt,
  nextPollAt,
  polls,
  failure,
}: Lookout): string[] {
  const whence = how === 'own' ? 'is at this host' : 'has brought articles from there';
  const last = lastOkAt === null ? 'never read well' : `last read well ${minute(lastOkAt)}`;
  const next = nextPollAt === null ? '' : `, next poll ${minute(nextPollAt)}`;
  return [
    `  ${source} ${whence}: ${state}, ${last}${next}${problem === null ? '' : `: ${harmless(problem)}`}`,
    `    ${pollText(polls)}${failure === null ? '' : `, the last ${minute(failure.at)}: ${harmless(failure.problem)}`}`,
  ];
}

function pollText({ of, n, failed }: Lookout['polls']): string {
  const when = of === null ? '' : ` of ${of} and the day after`;
  if (n === 0) return `no poll${when} is remembered`;
  const polls = `of ${n} remembered ${n === 1 ? 'poll' : 'polls'}${when}`;
  return failed === 0
    ? `${polls} none failed: it was not in the feed, or had left it`
    : `${polls} ${failed} failed`;
}

function step(name: string, text: string): string {
  return `  ${name.padEnd(9)}  ${text}`;
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
