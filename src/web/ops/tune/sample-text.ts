import type { Sample } from './ports.ts';

/** UTF-16 units of a sample that are tried: an article has a tenth of it. */
export const SAMPLE_LENGTH = 20_000;

/**
 * What a field holds as a text to judge: the headline on the first line, the summary up to the first empty line, the article's
 * own text after it.
 */
export function sampleOfText(text: string): Pick<Sample, 'title' | 'summary' | 'body'> {
  const lines = text.slice(0, SAMPLE_LENGTH).replaceAll(/\r\n?/g, '\n').trim().split('\n');
  const [title = '', ...rest] = lines.map((line) => line.trim());
  const gap = rest.indexOf('');
  const [summary, body] = gap === -1 ? [rest, []] : [rest.slice(0, gap), rest.slice(gap)];
  return { title, summary: summary.join(' '), body: body.join('\n').trim() };
}

/** The same the other way round. */
export function textOfSample({ title, summary, body }: Sample): string {
  const head = [title, summary].filter((part) => part !== '').join('\n');
  return body === '' ? head : `${head}\n\n${body}`;
}
