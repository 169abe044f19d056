/** A value of a JSON document that somebody else wrote. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** True of what JSON calls an object. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads JSON as pages hold it: within comment or CDATA marks, with raw line breaks in strings, commas before closing brackets, or a
 * semicolon at the end. Undefined where it cannot be read even so.
 */
export function readLooseJson(text: string): unknown {
  const bare = text
    .replaceAll(/(?:\/\/|\/\*)?[ \t]{0,9}(?:<!\[CDATA\[|\]\]>|<!--|-->)[ \t]{0,9}(?:\*\/)?/g, '')
    .trim()
    .replace(/;$/, '');
  // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
  const spaced = bare.replace(/[\u0000-\u001f]/g, ' ');
  for (const attempt of [text, bare, spaced, spaced.replace(/,\s{0,99}(?=[}\]])/g, '')]) {
    try {
      return JSON.parse(attempt) as unknown;
    } catch {
      // The next attempt may succeed.
    }
  }
  return undefined;
}

/**
 * The values of string members with these names in a text that is nearly JSON, the longest of each name: what can be saved of a
 * document that no parser reads. Takes time linear in the text.
 */
export function stringMembers(text: string, names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const member = new RegExp(`"(${names.join('|')})"\\s{0,9}:\\s{0,9}"`, 'g');
  for (let start = member.exec(text); start !== null; start = member.exec(text)) {
    const end = endOfString(text, member.lastIndex);
    const value = unescaped(text.slice(member.lastIndex, end));
    const name = start[1] ?? '';
    if (value.length > (found.get(name)?.length ?? 0)) found.set(name, value);
    member.lastIndex = end;
  }
  return found;
}

/** Where a string ends: at its quote, or at one that was forgotten to be escaped only if what follows could follow a string. */
function endOfString(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"' && /^\s{0,9}([,}\]]|$)/.test(text.slice(at + 1, at + 12))) return at;
    at += 1;
  }
  return text.length;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: ' ', f: ' ' };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|([^]))/gi, (_all, code?: string, other?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return ESCAPES[other ?? ''] ?? other ?? '';
  });
}
