import type { ParsedFeed } from '../core/item.ts';
import type { Source } from '../core/source.ts';
import { messageOf } from '../errors.ts';
import type { DocumentReading } from './read-document.ts';

/** The documents in which a source goes on: further pages of its listing, or the parts that its index names. Five at most. */
export function furtherAddresses(
  { listing }: Source,
  { parts = [] }: ParsedFeed,
): readonly string[] {
  return [...new Set([...parts, ...(listing?.pages ?? [])])].slice(0, MAX_FURTHER);
}

/**
 * Adds to the reading of a first document what further ones hold, asked one after another. One that cannot be read costs nothing
 * but its own items; the problems tell of it. Rejects never.
 */
export async function withFurther(
  first: DocumentReading,
  addresses: readonly string[],
  read: (address: string) => Promise<DocumentReading>,
): Promise<DocumentReading> {
  const further: DocumentReading[] = [];
  const failures: string[] = [];
  for (const address of addresses) {
    try {
      further.push(await read(address));
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  return addresses.length === 0 ? first : joined(first, further, failures);
}

const MAX_FURTHER = 5;

function joined(
  first: DocumentReading,
  further: readonly DocumentReading[],
  failures: readonly string[],
): DocumentReading {
  const { parts, ...parsed } = first.parsed;
  const readings = [first, ...further];
  // The same entry may have moved to the next page meanwhile.
  const items = new Map(readings.flatMap((each) => each.items).map((item) => [item.key, item]));
  return {
    ...first,
    items: [...items.values()],
    parsed: {
      ...parsed,
      // An index is nothing to be read itself.
      format: parts === undefined ? parsed.format : (further[0]?.parsed.format ?? parsed.format),
      entries: readings.flatMap((each) => each.parsed.entries),
      problems: [...failures, ...readings.flatMap((each) => each.parsed.problems)],
    },
  };
}
