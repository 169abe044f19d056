import type { Language } from './source.ts';
import type { Direction, Topic } from './verdict.ts';

/** A reference article of config/seeds. */
export type Seed = {
  /** File name without `.md`. */
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** ISO date. */
  readonly published: string;
  readonly language: Language;
  /** Null where the file has no front matter: the keyword rules then label the text. */
  readonly label: Topic | null;
  readonly direction: Direction | null;
  readonly parties: readonly string[];
  readonly sport: string;
  /** Plain text, paragraphs separated by blank lines. */
  readonly text: string;
};
