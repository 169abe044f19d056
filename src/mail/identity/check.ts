import { messageOf } from '../../errors.ts';
import type { Lookup } from './lookup.ts';
import { dkimFinding, dmarcFinding, spfFinding, type IdentityFinding } from './records.ts';

/** Whose mail is looked at. */
export type Identity = {
  /** The domain in the address that mail is from. */
  readonly domain: string;
  /** Who signs, and under which selector; null where nobody said. */
  readonly dkim: { readonly domain: string; readonly selector: string } | null;
  /** The public key that mail is signed with, base64 of its SPKI form; null where it is not here. */
  readonly publicKey: string | null;
  /** The addresses that mail leaves from, or names of such hosts. */
  readonly senders: readonly string[];
};

/** Looks up all that receivers judge a sender by. Never throws: what nobody answered is a finding too. */
export async function checkIdentity(
  identity: Identity,
  lookup: Lookup,
): Promise<IdentityFinding[]> {
  const { domain, dkim } = identity;
  const findings = [
    attempt('SPF', async () => spfFinding(domain, identity.senders, await lookup.texts(domain))),
    attempt('DKIM', async () => {
      const name = dkim === null ? null : `${dkim.selector}._domainkey.${dkim.domain}`;
      const texts = name === null ? [] : await lookup.texts(name);
      return dkimFinding(identity, name, texts);
    }),
    attempt('DMARC', () => dmarc(domain, lookup)),
    attempt('MX', () => exchangers(domain, lookup)),
    ...(identity.senders.length === 0
      ? [Promise.resolve(NO_SENDER)]
      : identity.senders.map((sender) => attempt('PTR', () => pointer(sender, lookup)))),
  ];
  return Promise.all(findings);
}

const NO_SENDER: IdentityFinding = {
  name: 'PTR',
  state: 'warning',
  detail: 'nobody said which address mail leaves from: name it with --ip, or set SMTP_URL',
  record: null,
};

async function attempt(
  name: IdentityFinding['name'],
  look: () => Promise<IdentityFinding>,
): Promise<IdentityFinding> {
  try {
    return await look();
  } catch (error) {
    const detail = `could not be looked up: ${messageOf(error)}`;
    return { name, state: 'failed', detail, record: null };
  }
}

/** Without a record of its own, that of the domain above counts (RFC 7489, 6.6.3). */
async function dmarc(domain: string, lookup: Lookup): Promise<IdentityFinding> {
  const own = await lookup.texts(`_dmarc.${domain}`);
  const above = domain.split('.').slice(1).join('.');
  if (own.some(isDmarc) || !above.includes('.')) return dmarcFinding(domain, domain, own);
  const inherited = await lookup.texts(`_dmarc.${above}`);
  if (!inherited.some(isDmarc)) return dmarcFinding(domain, domain, own);
  return dmarcFinding(domain, above, inherited);
}

function isDmarc(text: string): boolean {
  return /^v=DMARC1(?:;|\s|$)/iu.test(text);
}

async function exchangers(domain: string, lookup: Lookup): Promise<IdentityFinding> {
  const found = await lookup.exchangers(domain);
  if (found.length > 0) return { name: 'MX', state: 'ok', detail: found.join(', '), record: null };
  return {
    name: 'MX',
    state: 'warning',
    detail: 'nobody takes mail for it: answers and bounces are lost',
    record: { name: domain, type: 'MX', value: '10 mail.example.org.' },
  };
}

/** Large receivers refuse hosts whose address has no name, or whose name leads elsewhere. */
async function pointer(sender: string, lookup: Lookup): Promise<IdentityFinding> {
  const addresses = await lookup.addresses(sender);
  if (addresses.length === 0) {
    return { name: 'PTR', state: 'failed', detail: `${sender} has no address`, record: null };
  }
  const problems: string[] = [];
  const good: string[] = [];
  for (const address of addresses) {
    const names = await lookup.names(address);
    const back = await Promise.all(names.map((name) => lookup.addresses(name)));
    const name = names.find((_, index) => back[index]?.includes(address) === true);
    if (name !== undefined) good.push(`${address} is ${name}`);
    else if (names.length === 0) problems.push(`${address} has no name`);
    else problems.push(`${address} is called ${names.join(', ')}, which leads elsewhere`);
  }
  const detail = [...problems, ...good].join('; ');
  if (problems.length === 0) return { name: 'PTR', state: 'ok', detail, record: null };
  const mend = 'ask whoever gave you the address to set it';
  return { name: 'PTR', state: 'failed', detail: `${detail}: ${mend}`, record: null };
}
