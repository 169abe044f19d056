import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** Questions to the DNS. An empty list: there is no such record. Rejects when nobody answers. */
export type Lookup = {
  /** TXT records, each put together from its pieces. */
  readonly texts: (name: string) => Promise<readonly string[]>;
  /** Mail exchangers by name, the most wanted first. */
  readonly exchangers: (name: string) => Promise<readonly string[]>;
  /** A and AAAA records; of an address, itself. */
  readonly addresses: (name: string) => Promise<readonly string[]>;
  /** PTR records of an address. */
  readonly names: (address: string) => Promise<readonly string[]>;
};

const TIMEOUT_MS = 5_000;
const TRIES = 2;

/** Asks the servers given as `host:port`, else those of this machine. */
export function openLookup(servers: readonly string[] = []): Lookup {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (servers.length > 0) resolver.setServers(servers);
  return {
    texts: async (name) =>
      (await known(resolver.resolveTxt(name))).map((pieces) => pieces.join('')),
    exchangers: async (name) =>
      (await known(resolver.resolveMx(name)))
        .toSorted((a, b) => a.priority - b.priority)
        .map(({ exchange }) => exchange),
    addresses: async (name) => {
      if (isIP(name) !== 0) return [name];
      const found = [known(resolver.resolve4(name)), known(resolver.resolve6(name))];
      return (await Promise.all(found)).flat();
    },
    names: (address) => known(resolver.reverse(address)),
  };
}

/** That there is no such record is an answer too. */
async function known<T>(asking: Promise<T[]>): Promise<T[]> {
  try {
    return await asking;
  } catch (error) {
    const code: unknown = typeof error === 'object' && error !== null && Reflect.get(error, 'code');
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw error;
  }
}
