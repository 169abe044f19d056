import type { Correction } from '../../../src/core/corrections/compare.ts';
import type { NewItem } from '../../../src/core/item.ts';
import { LANGUAGES, type Language } from '../../../src/core/source.ts';
import { anItem } from '../../support/records.ts';
import { CONTRARY, EDITS, SCRIPT } from './script.ts';

/** Midnight, UTC, before the first day; days are counted from one. */
export const START = new Date('2026-11-01T00:00:00Z');

/** One thing that happens. */
export type ScriptedEvent = {
  readonly name: string;
  readonly kind: 'sanction' | 'agreement' | 'noise';
  readonly reports: readonly NewItem[];
};

/** A change of an article after it was read. */
export type Edit = Pick<Correction, 'kind' | 'after'> & {
  readonly at: Date;
  readonly outlet: string;
  readonly event: string;
};

/** The events in the order of the script. Throws where a line cannot be read. */
export function readEvents(): ScriptedEvent[] {
  const blocks = SCRIPT.trim().split(/^# /mu).slice(1);
  return blocks.map((block) => {
    const [head = '', ...lines] = block.trim().split('\n');
    const [name = '', kind = ''] = head.split(' ');
    if (kind !== 'sanction' && kind !== 'agreement' && kind !== 'noise') throw new Error(head);
    const reports: NewItem[] = [];
    for (const line of lines) reports.push(readReport(line, name, reports));
    return { name, kind, reports };
  });
}

function readReport(line: string, event: string, before: readonly NewItem[]): NewItem {
  const { day, time, language, outlet, rest } = REPORT.exec(line)?.groups ?? {};
  if (outlet === undefined) throw new Error(line);
  const at = timeOf(day ?? '', time ?? '');
  const dated = { language: languageOf(language ?? ''), publishedAt: at, fetchedAt: at };
  const copied = /^\((.*)\)$/u.exec(outlet)?.[1];
  const text = copied === undefined ? textOf(rest ?? '', outlet) : copyOf(copied, before.at(-1));
  return anItem(`${event}-${before.length}`, { ...dated, ...text });
}

const REPORT =
  /^(?<day>\d+) (?<time>\d\d:\d\d) (?<language>\w\w) (?<outlet>[^|]+?)(?: \|(?<rest>.*))?$/u;

type Text = Pick<NewItem, 'title' | 'summary' | 'outlet'>;

function textOf(rest: string, outlet: string): Text {
  const [title = '', summary = ''] = rest.split('|').map((part) => part.trim());
  return { title, summary, outlet };
}

function copyOf(outlet: string, origin: NewItem | undefined): Text {
  if (origin === undefined) throw new Error(`${outlet} copies nothing`);
  return { title: origin.title, summary: origin.summary, outlet };
}

/** The articles' changes, by time. */
export function readEdits(): Edit[] {
  return linesOf(EDITS).map((line) => {
    const [, day = '', time = '', kind = '', outlet = '', event = '', after = ''] =
      /^(\d+) (\S+) (\w+) (.+?) ([\w-]+)(?: \| (.*))?$/u.exec(line) ?? [];
    if (kind !== 'headline' && kind !== 'withdrawn') throw new Error(line);
    return { kind, outlet, event, at: timeOf(day, time), after: after || 'the page answers 410' };
  });
}

/** Reports against what was told, each an event of its own, `contrary` to the one that it is about. */
export function readContrary(): { readonly event: string; readonly report: NewItem }[] {
  return linesOf(CONTRARY).map((line) => {
    const [
      ,
      day = '',
      time = '',
      language = '',
      outlet = '',
      event = '',
      title = '',
      summary = '',
    ] = /^(\d+) (\S+) (\w\w) (.+?) ([\w-]+) \| (.*) \| (.*)$/u.exec(line) ?? [];
    const at = timeOf(day, time);
    const parts = { title, summary, outlet, publishedAt: at, fetchedAt: at };
    return {
      event,
      report: anItem(`${event}-contrary`, { ...parts, language: languageOf(language) }),
    };
  });
}

function linesOf(text: string): string[] {
  return text.trim().split('\n');
}

function timeOf(day: string, time: string): Date {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  return new Date(
    START.getTime() + ((Number(day) - 1) * 24 + hours) * 3_600_000 + minutes * 60_000,
  );
}

function languageOf(code: string): Language {
  const language = LANGUAGES.find((one) => one === code);
  if (language === undefined) throw new Error(`${code} is no language`);
  return language;
}
