import {
  AGREEMENT_DIRECTIONS,
  SANCTION_DIRECTIONS,
  type Direction,
  type Label,
} from '../../core/verdict.ts';
import { SetupError } from '../../errors.ts';

const DIRECTIONS: Readonly<Record<Label, readonly Direction[]>> = {
  sanction: SANCTION_DIRECTIONS,
  agreement: AGREEMENT_DIRECTIONS,
  none: [],
};

/** Reads a label. Throws SetupError. */
export function labelOf(text: string): Label {
  if (text === 'sanction' || text === 'agreement' || text === 'none') return text;
  throw new SetupError(`“${text}” is no label`, 'Choose sanction, agreement or none.');
}

/** Reads a direction that fits a label; null where none was given. Throws SetupError. */
export function directionOf(label: Label, text: string | null): Direction | null {
  if (text === null) return null;
  const direction = DIRECTIONS[label].find((known) => known === text);
  if (direction !== undefined) return direction;
  const mend =
    label === 'none'
      ? 'What reports nothing has no direction: leave it out.'
      : `Of this label there are ${DIRECTIONS[label].join(', ')}.`;
  throw new SetupError(`“${text}” is no direction of the label ${label}`, mend);
}
