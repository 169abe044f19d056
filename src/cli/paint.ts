/** What a stretch of text is, for terminals that show colours. */
export type Ink = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'struck';

/** Colours text, or leaves it alone. */
export type Paint = (ink: Ink, text: string) => string;

/** ECMA-48 SGR parameters: on, off. */
const CODES: Readonly<Record<Ink, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  struck: [9, 29],
};

/** The painter for output that shows colours, or for one that does not. */
export function painter(colours: boolean): Paint {
  if (!colours) return (_ink, text) => text;
  return (ink, text) => {
    const [on, off] = CODES[ink];
    return text === '' ? '' : `\u001B[${on}m${text}\u001B[${off}m`;
  };
}

/**
 * Whether stdout is to be coloured: where it is a terminal, unless NO_COLOR (no-color.org) holds anything or the
 * terminal calls itself dumb; FORCE_COLOR colours what goes into a pipe.
 */
export function wantsColours(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean | undefined,
): boolean {
  const { NO_COLOR: no = '', FORCE_COLOR: force = '', TERM: terminal = '' } = environment;
  if (no !== '') return false;
  if (force !== '') return force !== '0';
  return isTerminal === true && terminal !== 'dumb';
}

/** Foreign text without what would move the cursor, turn the writing round or hide a word. Lengths stay as they are. */
export function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, ' ');
}
