import { setTimeout as wait } from 'node:timers/promises';
import { LANGUAGES, type Language } from '../../../core/source.ts';
import type { App } from '../../../ports.ts';
import type { PageReading } from '../../../sources/read-page.ts';
import type { ReadSample, Sample } from '../../../web/ops/tune/ports.ts';
import { itemsAt, subjectOf } from '../../find-items.ts';

/** A person waits at a page for it; the host's turn may be later. */
const PATIENCE_MS = 15_000;
/** Characters of an article that are tried. */
const MOST_BODY = 20_000;

/** Finds words to try keywords on: those of an item by its id or address, else of the page there. */
export async function readSample(app: App, operator: string, text: string): Promise<ReadSample> {
  const subject = subjectOf(text);
  if (subject.kind === 'words') {
    return {
      kind: 'failed',
      problem: 'this is neither an address nor an item’s id',
      advice: 'Paste the words themselves: the headline on the first line.',
    };
  }
  const ids = subject.kind === 'id' ? [subject.id] : await itemsAt(app.store, subject.address);
  const stored = ids[0] === undefined ? null : await storedSample(app, ids[0]);
  if (stored !== null) return stored;
  if (subject.kind === 'id') {
    return { kind: 'failed', problem: `no item has the id ${subject.id}`, advice: FIND };
  }
  return fetchedSample(app, operator, subject.address);
}

const FIND = 'Look it up by its headline under “Why not”.';

async function storedSample(app: App, id: string): Promise<ReadSample | null> {
  const item = await app.store.traces.item(id);
  if (item === undefined) return null;
  const body = ((await app.store.bodies.find(id))?.text ?? '').slice(0, MOST_BODY);
  const { language, sourceId } = item;
  const [title, summary] = [oneLine(item.title), oneLine(item.summary)];
  const isKnown = app.config.sources.some((source) => source.id === sourceId);
  const sample = { title, summary, body, language, source: isKnown ? sourceId : null };
  return { kind: 'read', sample, note: `Item ${id} of the archive, read from ${sourceId}.` };
}

async function fetchedSample(app: App, operator: string, url: string): Promise<ReadSample> {
  await app.store.audit.add({
    operator,
    action: 'read',
    subject: `page ${url}`,
    detail: 'to try keywords on it',
    at: app.now(),
  });
  const giveUp = new AbortController();
  const late = wait(PATIENCE_MS, null, { signal: giveUp.signal, ref: false }).catch(() => null);
  const reading = await Promise.race([app.readPage({ url, zone: 'UTC' }), late]);
  giveUp.abort();
  if (reading === null) {
    const problem = `the page did not come within ${PATIENCE_MS / 1000} s`;
    return { kind: 'failed', problem, advice: 'Paste its words instead, or try again.' };
  }
  if (reading.kind !== 'read') return failureOf(reading);
  const { title, lede, paragraphs, language } = reading.article;
  const sample: Sample = {
    title: oneLine(title),
    summary: oneLine(lede),
    body: paragraphs.map(oneLine).join('\n').slice(0, MOST_BODY),
    language: languageOf(language),
    source: null,
  };
  if (sample.title === '' && sample.summary === '') {
    return {
      kind: 'failed',
      problem: 'the page holds no text',
      advice: 'Paste its words instead.',
    };
  }
  return { kind: 'read', sample, note: `The archive lacks it; read just now from ${reading.url}` };
}

function failureOf(reading: Exclude<PageReading, { kind: 'read' }>): ReadSample {
  const advice = 'Paste its words instead.';
  if (reading.kind === 'gone') {
    return { kind: 'failed', problem: `there is no such page (${reading.status})`, advice };
  }
  const told = 'advice' in reading ? reading.advice : advice;
  return { kind: 'failed', problem: reading.problem, advice: told };
}

function languageOf(tag: string | null): Language | null {
  return LANGUAGES.find((one) => one === tag) ?? null;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
