import { clip } from '../../core/digest/clip.ts';
import type { HoldNotice, NoticeLine, OperatorNotice } from '../../core/health/notice-mail.ts';

/** What HTML and text of a mail to operators tell alike. */
export type NoticeView = {
  readonly service: string;
  readonly title: string;
  readonly coverage: string;
  readonly entries: readonly NoticeEntry[];
  /** Entries that found no room; null when all did. */
  readonly hidden: string | null;
  /** Where to see more; null where there is no such page. */
  readonly page: { readonly href: string; readonly words: string } | null;
  readonly foot: string;
};

/** One source or held mail: what has become of it, and why. */
export type NoticeEntry = {
  readonly name: string;
  readonly change: string;
  readonly reason: string | null;
};

/** Whose mail it is, and where its page of sources is. */
export type NoticeContext = { readonly service: string; readonly baseUrl: string };

/** More entries than anybody reads: the page has them all. */
const MOST_ENTRIES = 100;
const NAME_LENGTH = 100;
const REASON_LENGTH = 300;

const CHANGES: Readonly<Record<NoticeLine['state'], string>> = {
  ok: 'well again since',
  waiting: 'waiting since',
  failing: 'failing since',
  blocked: 'blocked by a bot wall since',
  empty: 'without a single item since',
  gone: 'gone for good since',
  quiet: 'quiet beyond its habit since',
  repeating: 'repeating itself since',
};

/** Puts a mail's facts into words. */
export function noticeView(mail: OperatorNotice, { service, baseUrl }: NoticeContext): NoticeView {
  if ('held' in mail) return holdView(mail, service);
  const { lines, sources, unwell } = mail;
  const left = lines.length - MOST_ENTRIES;
  return {
    service,
    title: titleOf(lines),
    coverage: `${unwell} of ${sources} sources are not well. ${COVERAGE}`,
    entries: lines.slice(0, MOST_ENTRIES).map(entryOf),
    hidden: left > 0 ? `and ${left} more, all on the page of sources` : null,
    page: { href: `${baseUrl}/sources`, words: 'All sources' },
    foot: FOOT,
  };
}

/** Digests that are not sent until a person has looked: what holds them, and how to let them go. */
function holdView({ held }: HoldNotice, service: string): NoticeView {
  const left = held.length - MOST_ENTRIES;
  return {
    service,
    title: 'mail is held back',
    coverage:
      'Look into it with `flagbearer mail status`; then let everything go with `flagbearer mail release`.',
    entries: held.slice(0, MOST_ENTRIES).map(({ id, reason }) => ({
      name: clip(id, NAME_LENGTH),
      change: id.startsWith('hold-') ? 'no digest is sent' : 'this digest is not sent',
      reason: clip(reason, REASON_LENGTH),
    })),
    hidden: left > 0 ? `and ${left} more` : null,
    page: null,
    foot: 'You get this as an operator, once for each time. The addresses are listed under operators in flagbearer.yaml.',
  };
}

/** The mail's subject: one line without control characters. */
export function noticeSubject({ service, title }: Pick<NoticeView, 'service' | 'title'>): string {
  return clip(`${service}: ${title}`, 120);
}

const COVERAGE = 'Only changes are told here: a source that fails is told after a day, and once.';
const FOOT =
  'You get this as an operator, at most once a day. The addresses are listed under operators in flagbearer.yaml.';

function titleOf(lines: readonly NoticeLine[]): string {
  const well = lines.filter(({ state }) => state === 'ok').length;
  const unwell = lines.length - well;
  const parts = [
    ...(unwell > 0 ? [`${unwell} ${unwell === 1 ? 'source' : 'sources'} in trouble`] : []),
    ...(well > 0 ? [`${well} well again`] : []),
  ];
  return parts.join(', ');
}

function entryOf({ name, state, since, reason }: NoticeLine): NoticeEntry {
  return {
    name: clip(name, NAME_LENGTH),
    change: `${CHANGES[state]} ${since.slice(0, 16).replace('T', ' ')} UTC`,
    reason: reason === null ? null : clip(reason, REASON_LENGTH),
  };
}
