import { mayDecide, type Directory } from './directory.ts';
import type { MatterKey, MatterReport, MatterStory } from './facts.ts';
import { mostSaid } from './most-said.ts';

/** More foreign sides than these are an overview, or games of many countries: no agreement of two. */
const MOST_PARTNERS = 3;

/**
 * The matters that a story belongs to: for a measure one per country that it is aimed at, for an agreement one per pair
 * of parties. Empty where nobody says who decides or who the other side is. What most of the reports say counts, so
 * that one report that was read wrongly opens no matter.
 */
export function matterKeysOf(story: MatterStory, directory: Directory): MatterKey[] {
  const reports = leadFirst(story);
  const topic = mostSaid(reports.map((report) => report.topic));
  if (topic === null) return [];
  const ofTopic = reports.filter((report) => report.topic === topic);
  const body = mostSaid(ofTopic.flatMap((report) => decidingBody(report, directory) ?? []));
  return topic === 'sanction'
    ? measureKeys(ofTopic, body, directory)
    : agreementKeys(ofTopic, body, directory);
}

/** One text for a key: equal keys give equal texts. */
export function keyText({ topic, a, b, sport }: MatterKey): string {
  return [topic, a, b, sport].join('|');
}

function measureKeys(
  reports: readonly MatterReport[],
  body: string | null,
  directory: Directory,
): MatterKey[] {
  if (body === null) return [];
  const sport = sportOf(reports, body, directory);
  return halfSay(reports, ({ targets }) => targets).map((target) => ({
    topic: 'sanction',
    a: body,
    b: target,
    sport,
  }));
}

function agreementKeys(
  reports: readonly MatterReport[],
  body: string | null,
  directory: Directory,
): MatterKey[] {
  const targets = halfSay(reports, (report) => report.targets);
  const foreign = halfSay(reports, (report) => partnersOf(report.countries));
  if (foreign.length > MOST_PARTNERS) return [];
  const sport = sportOf(reports, body, directory);
  const pair = (a: string, b: string): MatterKey => ({ topic: 'agreement', a, b, sport });
  if (foreign.length > 0) return targets.flatMap((a) => foreign.map((b) => pair(a, b)));
  if (targets.length === 2) return [pair('RUS', 'BLR')];
  return body === null ? [] : targets.map((target) => pair(target, body));
}

/** Ukraine is named for the war in most reports, beside the countries that act. */
export function partnersOf(countries: readonly string[]): readonly string[] {
  return countries.filter((country) => country !== 'UKR');
}

/**
 * Whose measure it is. A court rules on what another body has decided: on the one that is named beside it, or else the
 * one that decides in the sport.
 */
function decidingBody(report: MatterReport, directory: Directory): string | null {
  const { authority, named, sport, titleConcepts } = report;
  // A state keeps people out of a body's event: that is no measure of the body.
  if (titleConcepts.includes('visa-refusal') && !titleConcepts.includes('ban')) return null;
  if (authority === null || mayDecide(directory, authority)) return authority;
  const beside = named.find((id) => directory.bodies.has(id) && mayDecide(directory, id));
  if (beside !== undefined) return beside;
  return directory.deciders.get(sport ?? '') ?? authority;
}

/** The sport that is named, if the body has a say in it; else the body's own. */
function sportOf(
  reports: readonly MatterReport[],
  body: string | null,
  { bodies, deciders }: Directory,
): string {
  const named = mostSaid(reports.flatMap(({ sport }) => sport ?? [])) ?? 'multi';
  const own = bodies.get(body ?? '')?.sport ?? 'multi';
  if (named === 'multi') return own;
  const decider = deciders.get(named) ?? null;
  const isOwn =
    own === 'multi' || named === own || decider === body || decider === deciders.get(own);
  return isOwn ? named : own;
}

function leadFirst({ reports, leadItemId }: MatterStory): MatterReport[] {
  return reports.toSorted(
    (a, b) =>
      Number(b.itemId === leadItemId) - Number(a.itemId === leadItemId) ||
      a.publishedAt.getTime() - b.publishedAt.getTime() ||
      (a.url < b.url ? -1 : 1),
  );
}

/** What at least half of the reports name, in order. */
function halfSay(
  reports: readonly MatterReport[],
  valuesOf: (report: MatterReport) => readonly string[],
): string[] {
  const counts = new Map<string, number>();
  for (const report of reports) {
    for (const value of new Set(valuesOf(report))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count * 2 >= reports.length).map(([value]) => value);
}
