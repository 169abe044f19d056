import { Parser } from 'htmlparser2';

/** A feed in an OPML file. */
export type Outline = {
  readonly url: string;
  readonly name: string | null;
  /** As the file has it, such as `en` or `en-GB`. */
  readonly language: string | null;
};

/** What an OPML text holds, and what of it could not be used. */
export type OpmlReading = {
  readonly outlines: readonly Outline[];
  readonly problems: readonly string[];
};

/**
 * Reads the feeds of an OPML 1.0 or 2.0 text, whatever folders they lie in. Entities that the text declares are not expanded,
 * and what is nested deeper than 100 or comes after the 10,000th feed is left out and told. Never throws.
 */
export function readOpml(text: string): OpmlReading {
  const outlines: Outline[] = [];
  const problems: string[] = [];
  let depth = 0;
  let isOpml = false;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        depth += 1;
        if (depth > MAX_DEPTH) throw new LimitReached(`nested deeper than ${MAX_DEPTH}`);
        isOpml ||= tag === 'opml';
        if (tag !== 'outline') return;
        const outline = outlineOf(attributes, problems);
        if (outline !== null) outlines.push(outline);
        if (outlines.length >= MAX_OUTLINES) throw new LimitReached(`${MAX_OUTLINES} feeds`);
      },
      onclosetag: () => {
        depth -= 1;
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  try {
    parser.end(text);
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    problems.push(`the rest is left out: ${error.message}`);
  }
  if (!isOpml) return { outlines: [], problems: ['it is no OPML file'] };
  return { outlines, problems: problems.slice(0, MAX_PROBLEMS) };
}

/** Writes feeds as OPML 2.0. */
export function writeOpml(title: string, outlines: readonly Outline[]): string {
  const lines = outlines.map(({ url, name, language }) => {
    const words = attribute('text', name ?? url) + attribute('title', name);
    return `    <outline type="rss"${words}${attribute('xmlUrl', url)}${attribute('language', language)}/>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `  <head><title>${escaped(title)}</title></head>`,
    '  <body>',
    ...lines,
    '  </body>',
    '</opml>',
  ].join('\n');
}

const MAX_DEPTH = 100;
const MAX_OUTLINES = 10_000;
const MAX_PROBLEMS = 50;
const LONGEST_NAME = 200;

class LimitReached extends Error {}

function outlineOf(
  attributes: Readonly<Record<string, string>>,
  problems: string[],
): Outline | null {
  const url = attributes['xmlurl']?.trim() ?? '';
  // A folder.
  if (url === '') return null;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    problems.push(`${JSON.stringify(url.slice(0, 200))} is no http address`);
    return null;
  }
  const name = [attributes['title'], attributes['text']].map(oneLine).find((each) => each !== '');
  return {
    url: new URL(url).href,
    name: name ?? null,
    language: oneLine(attributes['language']) || null,
  };
}

function oneLine(text: string | undefined): string {
  const line = (text ?? '').replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return line.slice(0, LONGEST_NAME).trim();
}

function attribute(name: string, value: string | null): string {
  return value === null ? '' : ` ${name}="${escaped(value)}"`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
