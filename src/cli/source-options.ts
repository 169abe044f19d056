import { InvalidArgumentError } from 'commander';
import { isZone } from '../core/digest/schedule.ts';

/** Reads the id of a new source. */
export function readId(text: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 60) return text;
  throw new InvalidArgumentError('Small letters, digits and hyphens are wanted: world-archery.');
}

/** Reads a name for people. */
export function readName(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= 200 && !/\p{C}/u.test(name)) return name;
  throw new InvalidArgumentError('One line of up to 200 characters is wanted.');
}

/** Reads an IANA time zone. */
export function readTimeZone(name: string): string {
  if (isZone(name)) return name;
  throw new InvalidArgumentError('It is no IANA time zone; write for example Europe/Berlin.');
}
