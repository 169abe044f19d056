import type { Judged, Priors } from '../../../core/classify/classifier.ts';
import { messageOf } from '../../../errors.ts';
import type { App } from '../../../ports.ts';
import { guessLanguage } from '../../../sources/language.ts';
import { ThreadError } from '../../../threads/pool.ts';
import type { Draft, Judgement, Refused, Sample } from '../../../web/ops/tune/ports.ts';
import { keywordFile } from './keyword-files.ts';
import type { FolderDraft } from './tasks.ts';
import type { TuneThreads } from './threads.ts';

const NO_SOURCE: Priors = { sport: false, domestic: null, role: 'paper' };

/** What trying a draft needs. */
export type LookTools = {
  readonly app: App;
  readonly threads: TuneThreads['looks'];
  readonly configFolder: string;
};

/** Judges a sample by a draft, in a thread, and by what is in force. */
export async function lookAt(
  { app, threads, configFolder }: LookTools,
  draft: Draft,
  sample: Sample,
): Promise<Judgement | Refused> {
  const edited = folderDraft(configFolder, draft);
  if (edited === null) return UNKNOWN_FILE;
  const row = app.config.sources.find(({ id }) => id === sample.source);
  const item = itemOf(sample, row?.language ?? null);
  const priors = row === undefined ? NO_SOURCE : priorsOf(row);
  return inThread(async () => {
    const looked = await threads.run('look', { draft: edited, item, priors });
    if (!looked.ok) return looked.refused;
    const { verdict, sentence, flips } = looked.explanation;
    const { label, direction, score, evidence } = app.classifier.judge(item, priors);
    return {
      kind: 'judged',
      item: { body: '', ...item },
      verdict,
      sentence,
      flips,
      inForce: { label, direction, score, gate: evidence.gate },
      seedTitles: looked.seedTitles,
    };
  });
}

/** Says what is wrong with a draft; null where nothing is. */
export async function checkDraft(
  { threads, configFolder }: Pick<LookTools, 'threads' | 'configFolder'>,
  draft: Draft,
): Promise<Refused | null> {
  const edited = folderDraft(configFolder, draft);
  if (edited === null) return UNKNOWN_FILE;
  return inThread(async () => (await threads.run('check', edited))?.refused ?? null);
}

const UNKNOWN_FILE: Refused = {
  kind: 'refused',
  mistakes: [],
  problem: 'there is no such file of keywords',
  mend: 'Choose one of the list.',
};

function folderDraft(folder: string, { key, text }: Draft): FolderDraft | null {
  const file = keywordFile(key);
  return file === null ? null : { folder, name: file.name, text };
}

function itemOf(
  { title, summary, body, language }: Sample,
  ofSource: Judged['language'] | null,
): Judged {
  return {
    title,
    summary,
    language: language ?? ofSource ?? guessLanguage(`${title}\n${summary}`),
    ...(body === '' ? {} : { body }),
  };
}

/** Only what judging asks for: a row holds more than a thread needs. */
function priorsOf({ sport, domestic, role }: Priors): Priors {
  return { sport, domestic, role };
}

/** A draft that takes too much is wrong as well; that there is no thread is our own trouble. */
async function inThread<T>(run: () => Promise<T>): Promise<T | Refused> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ThreadError) || error.reason === 'closed') throw error;
    const isFull = error.reason === 'full';
    return {
      kind: 'refused',
      mistakes: [],
      problem: isFull
        ? 'too many drafts are being tried at the moment'
        : `these keywords cannot be tried: ${messageOf(error)}`,
      mend: isFull ? 'Try again in a moment.' : 'Make the file smaller, or its patterns simpler.',
    };
  }
}
