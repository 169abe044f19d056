import type { Agreement } from '../../../src/core/matters/agreements.ts';
import type { Measure } from '../../../src/core/matters/board.ts';
import { START } from './some-reports.ts';

const dayOf = (at: Date): string =>
  `day ${Math.floor((at.getTime() - START.getTime()) / 86_400_000)}`;

/** A cell of the board as the script writes it. */
export function measureLine(measure: Measure): string {
  const { authority, target, sport, status, since, confirmedBy, sources, certain, conflicts } =
    measure;
  const disputed = conflicts.map(
    ({ sides }) => `disputed: ${sides.map(({ says }) => says).join(' or ')}`,
  );
  return [
    `${authority} ${target} ${sport} ${status}${since === null ? '' : ` since ${dayOf(since)}`}`,
    confirmedBy === null ? 'proposed' : `confirmed by ${confirmedBy}`,
    `${sources.length} report${sources.length === 1 ? '' : 's'}`,
    ...(certain === null ? [] : [`certain: ${certain.status}`]),
    ...disputed,
  ].join(', ');
}

/** An entry of the register as the script writes it. */
export function agreementLine({ parties, kind, at, endedAt }: Agreement): string {
  const end = endedAt === null ? '' : ` until ${dayOf(endedAt)}`;
  return `${parties.join('+')} ${kind} on ${dayOf(at)}${end}`;
}
