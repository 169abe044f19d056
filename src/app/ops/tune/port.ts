import { basename } from 'node:path';
import { runBacktest as runBacktestJob } from '../../../jobs/run-backtest.ts';
import type { BacktestRow, ClaimedBacktest } from '../../../store/backtests.ts';
import type { BacktestView, Draft, Refused, TunePort } from '../../../web/ops/tune/ports.ts';
import type { Service } from '../../service.ts';
import { readResult } from './backtest-result.ts';
import { draftOfFolder } from './draft.ts';
import {
  exactText,
  hashOf,
  KEYWORD_FILES,
  keywordFile,
  openKeywordFile,
  plainText,
  writtenLike,
} from './keyword-files.ts';
import { checkDraft, lookAt } from './look.ts';
import { byHits, conceptViews, patternViews } from './patterns.ts';
import { readSample } from './read-sample.ts';
import { revisionDiff, revisionViews } from './revisions.ts';
import { refusedBy } from './tasks.ts';
import { unifiedDiff } from './unified-diff.ts';

/** Days of the archive that a backtest and the borderline queue look back. */
const DAYS_BACK = 30;
/** Items that a backtest judges at most: some ten seconds of computing. */
const MOST_ITEMS = 20_000;
const BORDERLINE_SHOWN = 10;
const LABELS_SHOWN = 5;
const BACKTESTS_SHOWN = 20;

/** The section “Tune” over a service. */
export function tunePort(service: Service): TunePort {
  const { configFolder, tuning } = service;
  const tools = () => ({ app: service.app, threads: tuning.looks, configFolder });
  return {
    files: KEYWORD_FILES,
    open: async (key) => {
      const file = keywordFile(key);
      return file === null ? null : openKeywordFile(configFolder, file);
    },
    sources: () => service.app.config.sources.map(({ id, name }) => ({ id, name })),
    read: (operator, address) => readSample(service.app, operator, address),
    look: (draft, sample) => lookAt(tools(), draft, sample),
    diff: (draft) => diffOf(configFolder, draft),
    startBacktest: async (operator, draft) => {
      const refused = await checkDraft(tools(), draft);
      return refused ?? askBacktest(service, operator, draft);
    },
    ...backtestQuestions(service),
    ...labelQuestions(service),
    patterns: async (concept) => {
      const { app } = service;
      const [count, hits] = await Promise.all([
        app.store.patternHits.last(),
        app.store.patternHits.all(),
      ]);
      const rows = patternViews(app.config.keywords, hits, concept);
      return { count, rows: concept === null ? conceptViews(rows) : byHits(rows) };
    },
    revisions: () => revisionViews(service.app.store),
    revisionDiff: (eventId) => revisionDiff(service.app.store, eventId),
  };
}

function backtestQuestions({
  app: { store },
}: Service): Pick<TunePort, 'backtests' | 'backtest' | 'draftOf'> {
  return {
    backtests: async () => (await store.backtests.list(BACKTESTS_SHOWN)).map(viewOf),
    backtest: async (id) => {
      const found = await store.backtests.find(id);
      return found === undefined ? null : { ...viewOf(found), result: readResult(found.result) };
    },
    draftOf: async (id) => {
      const found = await store.backtests.find(id);
      return found === undefined ? null : draftIn(found);
    },
  };
}

function draftIn({ file: name, base, draft }: ClaimedBacktest): Draft | null {
  const file = KEYWORD_FILES.find((one) => one.name === name);
  const text = draft[name];
  return file === undefined || text == null ? null : { key: file.key, text, base };
}

function viewOf(row: BacktestRow): BacktestView {
  const { id, operator, file, state, askedAt, endedAt, items, most, since, problem } = row;
  return { id, operator, file, state, askedAt, endedAt, items, most, since, problem };
}

async function diffOf(folder: string, { key, text, base }: Draft): ReturnType<TunePort['diff']> {
  const file = keywordFile(key);
  if (file === null) return { kind: 'unchanged' };
  const exact = await exactText(folder, file);
  if (hashOf(plainText(exact)) !== base) return { kind: 'stale' };
  const diff = unifiedDiff(`${shownFolder(folder)}/${file.name}`, exact, writtenLike(text, exact));
  if (diff === '') return { kind: 'unchanged' };
  return { kind: 'diff', fileName: `${key.replace('/', '-')}.diff`, text: diff };
}

/** A name that no tool reads otherwise; where the folder has another, the reader has to say so to `patch`. */
function shownFolder(folder: string): string {
  const name = basename(folder);
  return /^[\w.-]+$/.test(name) ? name : 'config';
}

async function askBacktest(
  { app, configFolder }: Service,
  operator: string,
  { key, text, base }: Draft,
): Promise<
  { readonly kind: 'started'; readonly id: string } | { readonly kind: 'busy' } | Refused
> {
  const file = keywordFile(key);
  const { store, config } = app;
  if (file === null) return refusedBy(new Error('there is no such file of keywords'));
  const draft = await draftOfFolder(configFolder, { name: file.name, text }, config.texts);
  const now = app.now();
  const id = await store.together(async (inside) => {
    await inside.revisions.record({ hash: config.revision, texts: config.texts }, now);
    const added = await inside.backtests.add({
      operator,
      revision: config.revision,
      file: file.name,
      base,
      draft,
      since: daysBefore(now),
      most: MOST_ITEMS,
      askedAt: now,
    });
    if (added === null) return null;
    const subject = `backtest ${added}`;
    await inside.audit.add({
      operator,
      action: 'start',
      subject,
      detail: file.name,
      at: now,
    });
    return added;
  });
  if (id === null) return { kind: 'busy' };
  // A sweep finds it if this is lost.
  await app.enqueue(runBacktestJob, [{ backtestId: id }]).catch(() => undefined);
  return { kind: 'started', id };
}

function labelQuestions(service: Service): Pick<TunePort, 'borderline' | 'label'> {
  return {
    borderline: async () => {
      const { store, now } = service.app;
      const [items, labels] = await Promise.all([
        store.borderline.items({ since: daysBefore(now()), limit: BORDERLINE_SHOWN }),
        store.borderline.labels(LABELS_SHOWN),
      ]);
      return { items, labels, days: DAYS_BACK };
    },
    label: async (operator, itemId, label) => {
      const { store, now } = service.app;
      const item = await store.traces.item(itemId);
      if (item === undefined) return false;
      const at = now();
      await store.together(async (inside) => {
        await inside.labels.add({ itemId, label, direction: null, note: null, by: operator, at });
        await inside.audit.add({
          operator,
          action: 'label',
          subject: `item ${itemId}`,
          detail: `${label}: ${item.title}`,
          at,
        });
      });
      return true;
    },
  };
}

function daysBefore(now: Date): Date {
  return new Date(now.getTime() - DAYS_BACK * 86_400_000);
}
