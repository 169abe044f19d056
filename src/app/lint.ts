import { listFiles, readText } from '../config/read-text.ts';
import { ConfigError } from '../config/error.ts';
import { loadConfig, type Config } from '../config/load.ts';
import { placedPatterns } from '../config/placed-patterns.ts';
import { lintKeywords, type LintFinding, type PlacedPattern } from '../core/classify/lint.ts';
import { countUsage, type PatternUsage } from '../core/classify/lint-usage.ts';
import type { Store } from '../store/store.ts';

/** What is to be said of a folder's keywords. */
export type KeywordLint = {
  readonly findings: readonly LintFinding[];
  readonly patterns: readonly PlacedPattern[];
  /** Null where the configuration cannot be loaded; the findings say why. */
  readonly config: Config | null;
};

/** Looks at the keywords of a configuration folder, whether it can be loaded or not. Throws SetupError where it cannot be read. */
export async function lintFolder(folder: string): Promise<KeywordLint> {
  const names = await listFiles(`${folder}/keywords`);
  const files = await Promise.all(
    names
      .filter((name) => /\.ya?ml$/i.test(name))
      .map((name) => readText(folder, `keywords/${name}`)),
  );
  const input = placedPatterns(new Map(files.map(({ shown, text }) => [shown, text])));
  const findings = lintKeywords(input);
  const { config, mistakes } = await load(folder);
  return { findings: merged(findings, mistakes), patterns: input.patterns, config };
}

async function load(
  folder: string,
): Promise<{ readonly config: Config | null; readonly mistakes: readonly LintFinding[] }> {
  try {
    return { config: await loadConfig(folder), mistakes: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const mistakes = error.problems.map(({ file, line, column, path, message }) => ({
      rule: 'malformed' as const,
      level: 'error' as const,
      file,
      line,
      column,
      owner: path,
      pattern: '',
      message,
    }));
    return { config: null, mistakes };
  }
}

/** What is wrong with a pattern shows when it is loaded as well: it is told once. */
function merged(
  findings: readonly LintFinding[],
  mistakes: readonly LintFinding[],
): readonly LintFinding[] {
  const told = new Set(
    findings
      .filter(({ level }) => level === 'error')
      .map(({ file, line, column }) => `${file}:${line}:${column}`),
  );
  const others = mistakes.filter(
    ({ file, line, column }) => !told.has(`${file}:${line}:${column}`),
  );
  return [...others, ...findings];
}

/** What the patterns found in the archive. */
export type ArchiveUsage = {
  readonly since: Date;
  readonly items: number;
  readonly used: readonly (PatternUsage & Pick<PlacedPattern, 'file' | 'line'>)[];
  /** Whether older items of the time were left out, since there are so many. */
  readonly isCut: boolean;
  /** Patterns that found nothing, in the order of their places. */
  readonly unused: readonly PlacedPattern[];
};

const PAGE = 1_000;
/** Items that are searched, the newest first: twenty seconds of computing. */
const MOST_ITEMS = 50_000;

/** Searches the items read since a moment with the patterns as they are now. */
export async function usageOf(
  store: Store,
  { config, patterns }: { readonly config: Config; readonly patterns: readonly PlacedPattern[] },
  options: { readonly since: Date; readonly searched: (items: number) => void },
): Promise<ArchiveUsage> {
  const count = countUsage(config.keywords);
  let before: string | null = null;
  while (count.items() < MOST_ITEMS) {
    const page: Awaited<ReturnType<Store['traces']['texts']>> = await store.traces.texts({
      since: options.since,
      before,
      limit: PAGE,
    });
    for (const text of page) count.add(text);
    options.searched(count.items());
    before = page.at(-1)?.id ?? null;
    if (page.length < PAGE) break;
  }
  const items = count.items();
  const found = placed(count.result(), patterns);
  return { since: options.since, items, isCut: items >= MOST_ITEMS, ...found };
}

function placed(
  usages: readonly PatternUsage[],
  patterns: readonly PlacedPattern[],
): Pick<ArchiveUsage, 'used' | 'unused'> {
  const places = new Map<string, PlacedPattern>();
  for (const pattern of patterns) {
    const { language, kind, id, source } = pattern;
    places.set(`${language} ${kind} ${id} ${source}`, pattern);
  }
  const found = new Set<PlacedPattern>();
  const used = usages.flatMap((usage) => {
    const { kind, id, pattern, language } = usage;
    const place =
      places.get(`${language} ${kind} ${id} ${pattern}`) ??
      places.get(`any ${kind} ${id} ${pattern}`);
    if (place === undefined) return [];
    found.add(place);
    return [{ ...usage, file: place.file, line: place.line }];
  });
  // Word lists are found only through the patterns that call them.
  const unused = patterns.filter((one) => one.kind !== 'words' && !found.has(one));
  return { used: used.toSorted((a, b) => b.matches - a.matches), unused };
}
