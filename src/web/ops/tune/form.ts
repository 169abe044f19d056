import type { Context } from 'hono';
import { LANGUAGES } from '../../../core/source.ts';
import type { Draft, Sample } from './ports.ts';
import { sampleOfText } from './sample-text.ts';

/** What the editor's form holds. */
export type TuneForm = {
  readonly draft: Draft;
  /** As it was typed. */
  readonly text: string;
  readonly sample: Sample;
  /** An address or an id, to read words from. */
  readonly address: string;
};

/** Reads the form that the guard has parsed already. What is missing is empty; lines of the file end with `\n`. */
export async function readForm(c: Context): Promise<TuneForm> {
  const form = await c.req.parseBody();
  const field = (name: string): string => {
    const value = form[name];
    return typeof value === 'string' ? value : '';
  };
  const text = field('sample');
  const language = LANGUAGES.find((one) => one === field('language')) ?? null;
  return {
    draft: {
      key: field('file'),
      // Browsers send CR and LF, and what no file of text holds is nothing to be tried.
      text: field('text').replaceAll(/\r\n?/g, '\n').replaceAll('\u0000', ''),
      base: field('base'),
    },
    text,
    sample: { ...sampleOfText(text), language, source: field('source') || null },
    address: field('address').trim().slice(0, 2_000),
  };
}
