import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Judged } from '../core/classify/classifier.ts';
import { LANGUAGES } from '../core/source.ts';
import { messageOf, UsageError } from '../errors.ts';
import type { Store } from '../store/store.ts';

/** An item that is judged anew, with where it is from. */
export type JudgedItem = Judged & {
  readonly id: string;
  /** The id of its source in the archive, or what a file says of its publisher. */
  readonly source: string | null;
};

const PAGE = 1_000;

/** The items that the archive has fetched since a moment, newest first; only a page of them is held at once. */
export async function* archiveItems(store: Store, since: Date): AsyncGenerator<JudgedItem> {
  let before: string | null = null;
  for (;;) {
    const page: Awaited<ReturnType<Store['archive']['page']>> = await store.archive.page({
      since,
      before,
      limit: PAGE,
    });
    for (const { sourceId, body, ...item } of page) {
      yield { ...item, source: sourceId, ...(body === null ? {} : { body }) };
    }
    before = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return;
  }
}

const Line = z.object({
  id: z.string().nullish(),
  lang: z.enum(LANGUAGES),
  title: z.string(),
  summary: z.string().nullish(),
  body: z.string().nullish(),
  source: z.string().nullish(),
  publisher: z.string().nullish(),
});

/** The items of a file, one JSON object a line; only a line is held at once. Throws UsageError with the line that cannot be read. */
export async function* fileItems(file: string): AsyncGenerator<JudgedItem> {
  let at = 0;
  let items = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file) })) {
      at += 1;
      if (line.trim() === '') continue;
      items += 1;
      yield itemOf(line, at);
    }
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new UsageError(`${file}:${at === 0 ? '' : `${at}:`} ${why}`);
  }
  if (items === 0) throw new UsageError(`${file} holds no item`);
}

function itemOf(line: string, at: number): JudgedItem {
  const { id, lang, title, summary, body, source, publisher } = Line.parse(JSON.parse(line));
  return {
    id: id ?? `line ${at}`,
    language: lang,
    title,
    summary: summary ?? '',
    source: publisher ?? source ?? null,
    ...(body === null || body === undefined ? {} : { body }),
  };
}
