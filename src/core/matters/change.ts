import type { Direction, Topic } from '../verdict.ts';

/** What happens in a matter. */
export const CHANGE_KINDS = [
  // Of a measure.
  'proposed',
  'imposed',
  'reimposed',
  'extended',
  'appealed',
  'upheld',
  'refused',
  'eased',
  'lifted',
  // Of an agreement.
  'planned',
  'met',
  'signed',
  'held',
  'ended',
  // Of either.
  'restated',
  'new-party',
  'contradiction',
  'settled',
  'retracted',
  // Of a change that does not follow from the reports any more, and that nothing replaces: see reconcile.
  'corrected',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** How much of sport a measure covers, or leaves: all, all but athletes without flag, or one thing such as hosting. */
export type Scope = 'whole' | 'neutral' | 'part';

/** One step of a matter. */
export type Change = {
  readonly kind: ChangeKind;
  /** What the reports say; of `settled`, what the primary source says. */
  readonly direction: Direction;
  readonly storyId: string;
  /** When the first report says so; of `retracted`, when the last one was seen withdrawn. */
  readonly at: Date;
  readonly scope: Scope;
  /** Of an open direction, which way it points. */
  readonly toward: 'tighter' | 'looser' | null;
  /** Of `new-party`: who. */
  readonly party: string | null;
  /** Of `contradiction`, `settled` and `retracted`: the key of the change that it is about. */
  readonly against: string | null;
  /** A body that decides, or a court, says so itself. */
  readonly isPrimary: boolean;
  /** The reports that say so, the first first. */
  readonly itemIds: readonly string[];
};

/** What identifies a change within its matter, however often it is told. */
export function changeKey({
  storyId,
  kind,
  direction,
  party,
  against,
}: Pick<Change, 'storyId' | 'kind' | 'direction' | 'party' | 'against'>): string {
  const act = actOf({ kind, direction });
  return [storyId, act, direction, party ?? '', against === null ? '' : `(${against})`].join('/');
}

/** What is done, without what was before: a measure that is back, or told of again, is imposed like any other. */
export function actOf({ kind, direction }: Pick<Change, 'kind' | 'direction'>): ChangeKind {
  if (kind === 'reimposed') return 'imposed';
  return kind === 'restated' && (direction === 'imposed' || direction === 'lifted')
    ? direction
    : kind;
}

/** A kind as a report tells it; `null`: no step of the matter. */
type Told = ChangeKind | null;

/** What each direction of a measure is in its matter. */
const OF_MEASURES: Readonly<Record<string, Told>> = {
  // A body with the power adopts it. `reimposed` where it had gone, `restated` where it is in force: see changesOf.
  imposed: 'imposed',
  // The body prolongs or widens it, or says that it stays: the state goes on, and is known to.
  extended: 'extended',
  // A court or a congress confirms it.
  upheld: 'upheld',
  // Part of it goes: neutral status, juniors, hosting.
  eased: 'eased',
  // All of it goes: annulled, or membership given back.
  lifted: 'lifted',
  // A plan is voted down. Where that was an easing, the measure stands.
  rejected: 'refused',
  // Called for, planned, put to the vote; `appealed` where the text begins with going to court: see kindOf.
  proposed: 'proposed',
  // A reaction changes nothing.
  criticised: null,
};

/** What each direction of an agreement is in its matter. */
const OF_AGREEMENTS: Readonly<Record<string, Told>> = {
  // A document or a decision is there.
  signed: 'signed',
  // An intention: will sign, offers, invites.
  proposed: 'planned',
  // Talks without a document.
  meeting: 'met',
  // What was agreed takes place.
  held: 'held',
  // Cancelled, terminated, refused.
  ended: 'ended',
};

/** The step of its matter that a report tells; null where it tells none. */
export function kindOf(
  topic: Topic,
  direction: Direction | null,
  concepts: readonly string[],
): ChangeKind | null {
  if (direction === null) return null;
  if (topic === 'agreement') return OF_AGREEMENTS[direction] ?? null;
  const asked = concepts.find((concept) => PROPOSING.has(concept));
  if (direction === 'proposed' && asked === 'appeal') return 'appealed';
  return OF_MEASURES[direction] ?? null;
}

/** Concepts by which something is not done but asked for. */
const PROPOSING: ReadonlySet<string> = new Set([
  'appeal',
  'propose',
  'propose-idiom',
  'consider',
  'recommend',
]);

/**
 * Which way an open direction points. Of what is refused the title tells it, where it names the one and not the other:
 * an opening that is refused leaves things tighter.
 */
export function towardOf(
  kind: ChangeKind,
  titleConcepts: readonly string[],
  said: Change['toward'],
): Change['toward'] {
  if (kind !== 'refused') return said;
  const opens = titleConcepts.some((concept) => OPENINGS.has(concept));
  const closes = titleConcepts.includes('ban');
  return opens === closes ? said : opens ? 'tighter' : 'looser';
}

const OPENINGS: ReadonlySet<string> = new Set([
  'ease',
  'lift',
  'reinstate',
  'come-back',
  'neutral',
  'take-part',
]);

/** Measures of one thing beside the taking part of all: ids of concepts. */
const PARTIAL: ReadonlySet<string> = new Set([
  'visa-refusal',
  'host-removal',
  'money-cut',
  'personal-sanctions',
  'results-annulled',
  'honour-stripped',
  'fine',
]);

/** How much of sport it is about, by the concepts that a report names. */
export function scopeOf(kind: ChangeKind, concepts: readonly string[]): Scope {
  if (kind === 'eased') return concepts.includes('neutral') ? 'neutral' : 'part';
  if (concepts.includes('ban')) return 'whole';
  return concepts.some((concept) => PARTIAL.has(concept)) ? 'part' : 'whole';
}

/** What cannot both be so of one event. A measure may be kept for teams and eased for others, so that is no pair. */
const CONTRARY: Readonly<Partial<Record<ChangeKind, readonly ChangeKind[]>>> = {
  lifted: ['imposed', 'extended', 'upheld', 'refused'],
  imposed: ['lifted', 'eased'],
  extended: ['lifted'],
  upheld: ['lifted'],
  refused: ['lifted'],
  eased: ['imposed'],
  signed: ['ended'],
  held: ['ended'],
  ended: ['signed', 'held'],
};

/** A step with what it takes to tell whether it is contrary to another. */
export type Step = Pick<Change, 'kind' | 'toward'>;

/** Whether two steps cannot both be so. A plan against the country that is voted down is contrary to nothing. */
export function areContrary(one: Step, other: Step): boolean {
  if ([one, other].some(({ kind, toward }) => kind === 'refused' && toward !== 'tighter')) {
    return false;
  }
  return CONTRARY[one.kind]?.includes(other.kind) ?? false;
}
