import type { Entity } from '../../../src/core/classify/keywords.ts';
import { directoryOf } from '../../../src/core/matters/directory.ts';
import type { MatterReport, MatterStory } from '../../../src/core/matters/facts.ts';

/** The first minute of a scripted fortnight. */
export const START = new Date('2026-03-02T00:00:00Z');

/** So many hours after the beginning. */
export function hour(hours: number): Date {
  return new Date(START.getTime() + hours * 3_600_000);
}

function entity(id: string, parts: Partial<Entity>): Entity {
  return {
    id,
    kind: 'body',
    targets: [],
    strength: 1,
    sport: null,
    decides: null,
    court: false,
    country: null,
    patterns: {},
    ...parts,
  };
}

/** A few bodies, two courts and sports. */
export const ENTITIES: readonly Entity[] = [
  entity('FIS', { sport: 'skiing', patterns: { any: ['=FIS'] } }),
  entity('ISU', { sport: 'figure-skating' }),
  entity('FIE', { sport: 'fencing' }),
  entity('IJF', { sport: 'judo' }),
  entity('UEFA', { sport: 'football' }),
  entity('FIFA', { sport: 'football' }),
  entity('IOC', { sport: 'multi' }),
  entity('OCA', { sport: 'multi' }),
  entity('WA', { sport: 'athletics', patterns: { en: ['world athletic !final'] } }),
  entity('CAS', { sport: 'multi', court: true }),
  entity('FLGR', {
    sport: 'skiing',
    targets: ['RUS'],
    patterns: { ru: ['федерац* лыжн* гонок росси*'] },
  }),
  ...Object.entries({
    skiing: 'FIS',
    'ski-jumping': 'FIS',
    'figure-skating': 'ISU',
    'speed-skating': 'ISU',
    football: 'FIFA',
    futsal: 'FIFA',
    judo: 'IJF',
    fencing: 'FIE',
  }).map(([id, decides]) => entity(id, { kind: 'sport', sport: id, decides })),
];

export const DIRECTORY = directoryOf(ENTITIES);

/** A paper's report that FIS bans Russia, but for what the test is about. */
export function aReport(itemId: string, parts: Partial<MatterReport> = {}): MatterReport {
  return {
    itemId,
    sourceId: 'paper',
    outlet: `Paper ${itemId}`,
    title: `Headline ${itemId} written by nobody else`,
    summary: `Words of ${itemId} alone, ${Number(itemId) * 7919} of them.`,
    url: `https://paper.example/${itemId}`,
    publishedAt: hour(0),
    topic: 'sanction',
    direction: 'imposed',
    toward: null,
    targets: ['RUS'],
    countries: [],
    authority: 'FIS',
    sport: 'skiing',
    named: ['FIS', 'RUS', 'skiing'],
    concepts: ['ban'],
    titleConcepts: [],
    isPrimary: false,
    withdrawnAt: null,
    ...parts,
  };
}

/** A story which its first report leads. */
export function aStory(storyId: string, reports: readonly MatterReport[]): MatterStory {
  return { storyId, leadItemId: reports[0]?.itemId ?? '', reports };
}
