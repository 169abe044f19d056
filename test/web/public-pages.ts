import { report, story } from './fake-ports.ts';
import { BIG_STORY_ID, RICH } from './rich-data.ts';
import type { FakeData } from './fake-ports.ts';

const MAIL =
  '<!doctype html><title>Digest</title><body style="color:#333"><h1>Digest</h1><a href="https://paper.example/">Read</a>';
const PLAIN_MAIL = {
  name: 'plain.eml',
  to: 'a@b.example',
  subject: 'Daily digest',
  date: new Date(0),
  html: MAIL,
};

const UNBROKEN = report({
  title: 'Ж'.repeat(400),
  summary: 'w'.repeat(900),
  outlet: `${'o'.repeat(200)}.example`,
});

/** A busy service with the longest words that anybody publishes. */
export const BUSY: FakeData = {
  ...RICH,
  stories: [...(RICH.stories ?? []), story('9999', UNBROKEN)],
  related: RICH.stories?.slice(1, 5) ?? [],
  mails: [...(RICH.mails ?? []), PLAIN_MAIL],
};

/** Paths of all public pages in each of their states: every one of them must be fit for all eyes, hands and windows. */
export const PUBLIC_PAGES: readonly string[] = [
  '/',
  '/?before=1773400000000-30',
  '/?topic=sanction&country=BLR',
  '/?q=Talks&sport=fencing&outlet=fencing.example',
  '/?q=nothing+has+such+words&topic=agreement',
  '/story/9999',
  `/story/${BIG_STORY_ID}`,
  '/measures',
  '/measures?country=RUS&status=banned',
  '/measures?sport=none-such',
  '/agreements',
  '/sources',
  '/outbox',
  '/outbox/plain.eml',
  '/unsubscribe/token-of-a-reader',
  '/unsubscribe/token-of-a-reader/everything',
  '/unsubscribe/token-of-a-leaver',
];

/** The same of a service that has nothing yet. */
export const EMPTY_PAGES: readonly string[] = [
  '/',
  '/?q=x',
  '/measures',
  '/agreements',
  '/sources',
];
