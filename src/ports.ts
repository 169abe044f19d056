import type { Logger } from 'pino';
import type { Config } from './config/load.ts';
import type { Classifier } from './core/classify/classifier.ts';
import type { Validators } from './core/poll/validators.ts';
import type { Source } from './core/source.ts';
import type { Enqueue } from './jobs/job.ts';
import type { DigestMail } from './mail/digest-mail.ts';
import type { NoticeMailer } from './mail/notice/notice-mailer.ts';
import type { LetterMailer } from './mail/sign-up/letter.ts';
import type { FetchOutcome } from './sources/fetch-source.ts';
import type { PageReading } from './sources/read-page.ts';
import type { BacktestEnd, ClaimedBacktest } from './store/backtests.ts';
import type { Store } from './store/store.ts';

/** Everything that handlers, pages and commands may touch. Made in app.ts, by hand in tests. */
export type App = {
  /** The only clock. */
  readonly now: () => Date;
  readonly log: Logger;
  readonly config: Config;
  /** Where the pages are, without a slash at the end; links in mails start with it. */
  readonly baseUrl: string;
  readonly classifier: Classifier;
  readonly store: Store;
  readonly enqueue: Enqueue;
  readonly fetchSource: (source: Source, validators: Validators) => Promise<FetchOutcome>;
  /** Reads the page of an article once; `zone` is the IANA zone of dates that name none. */
  readonly readPage: (page: {
    readonly url: string;
    readonly zone: string;
  }) => Promise<PageReading>;
  /** Judges the archive by a draft of the keywords too; told how many items were judged. */
  readonly backtest: (
    asked: ClaimedBacktest,
    run: {
      readonly sources: readonly Source[];
      readonly judged: (items: number) => Promise<void>;
    },
  ) => Promise<BacktestEnd>;
  readonly mail: DigestMail;
  readonly noticeMail: NoticeMailer;
  readonly letterMail: LetterMailer;
};
