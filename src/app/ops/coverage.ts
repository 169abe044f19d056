import { UNREAD_STATES } from '../../core/health/health.ts';
import { sitesOf } from '../../core/matters/own-sites.ts';
import { DAY_MS } from '../../core/poll/spans.ts';
import { LANGUAGES } from '../../core/source.ts';
import type { BodyActivity, LanguageActivity } from '../../store/source-activity.ts';
import type { BodyCoverage, Coverage, LanguageCoverage } from '../../web/ops/ports/coverage.ts';
import type { Service } from '../service.ts';

/** News of sanctions comes in waves; a month without any of a body is worth a look, a week is not. Our own choice. */
const DAYS = 30;

/** What is watched by language and by deciding body, and where something is missing. */
export async function coverageOf({ app }: Pick<Service, 'app'>): Promise<Coverage> {
  const { store, config, now } = app;
  const since = new Date(now().getTime() - DAYS * DAY_MS);
  const ids = config.sources.map(({ id }) => id);
  const [health, languages, bodies] = await Promise.all([
    store.sources.health(ids, now()),
    store.activity.languages(since),
    store.activity.bodies(since),
  ]);
  const unread = new Set(
    health.filter(({ state }) => UNREAD_STATES.includes(state)).map(({ sourceId }) => sourceId),
  );
  const isReadable = (id: string): boolean => !unread.has(id);
  const { ownSites } = sitesOf(config.sources, config.keywords.entities);
  const known = config.keywords.entities.filter(({ kind }) => kind === 'body').map(({ id }) => id);
  const names = new Set([...known, ...bodies.map(({ body }) => body)]);
  return {
    days: DAYS,
    languages: LANGUAGES.map((language) => {
      const sources = config.sources.filter((source) => source.language === language);
      const readable = sources.filter(({ id }) => isReadable(id)).length;
      const active = languages.find((one) => one.language === language);
      return languageCoverage(language, sources.length, readable, active);
    }),
    bodies: [...names]
      .map((body) => {
        const own = (ownSites.get(body) ?? []).map((id) => ({ id, isReadable: isReadable(id) }));
        return bodyCoverage(
          body,
          own,
          bodies.find((one) => one.body === body),
        );
      })
      .toSorted((a, b) => b.reports - a.reports || (a.body < b.body ? -1 : 1)),
  };
}

function languageCoverage(
  language: string,
  sources: number,
  readable: number,
  { items, reports }: Pick<LanguageActivity, 'items' | 'reports'> = { items: 0, reports: 0 },
): LanguageCoverage {
  const gap =
    sources === 0
      ? 'No source is in this language.'
      : readable === 0
        ? 'None of its sources can be read.'
        : items === 0
          ? `Nothing was read in it within ${DAYS} days.`
          : null;
  return { language, sources, readable, items, reports, gap };
}

function bodyCoverage(
  body: string,
  ownSites: BodyCoverage['ownSites'],
  active: BodyActivity | undefined,
): BodyCoverage {
  const isReported = active !== undefined;
  return {
    body,
    ownSites,
    reports: active?.reports ?? 0,
    outlets: active?.sources ?? 0,
    languages: active?.languages ?? [],
    latest: active?.latest ?? null,
    gap: gapOf(ownSites, isReported),
  };
}

function gapOf(ownSites: BodyCoverage['ownSites'], isReported: boolean): string | null {
  if (ownSites.length > 0 && ownSites.every(({ isReadable }) => !isReadable)) {
    return 'Its own site cannot be read.';
  }
  if (ownSites.length > 0) return null;
  return isReported ? 'Its own site is not watched.' : 'Neither its own site nor a report of it.';
}
