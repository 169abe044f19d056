import { isIP } from 'node:net';
import { clip } from '../../core/digest/clip.ts';

/** What was found of one thing that receivers look at. */
export type IdentityFinding = {
  readonly name: 'SPF' | 'DKIM' | 'DMARC' | 'MX' | 'PTR';
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  /** The record to set; null where there is nothing to set. */
  readonly record: { readonly name: string; readonly type: string; readonly value: string } | null;
};

/** Mechanisms that cost a question; more than ten in one evaluation are an error (RFC 7208, 4.6.4). */
const COSTLY = /(?:^|\s)[+?~-]?(?:include:|a(?:[:/\s]|$)|mx(?:[:/\s]|$)|ptr|exists:|redirect=)/giu;
const MOST_QUESTIONS = 10;

/** Judges the SPF record among the texts of a domain (RFC 7208). */
export function spfFinding(
  domain: string,
  senders: readonly string[],
  texts: readonly string[],
): IdentityFinding {
  const records = texts.filter((text) => /^v=spf1(?:\s|$)/iu.test(text));
  const [record = ''] = records;
  const name = 'SPF' as const;
  const wanted = { name: domain, type: 'TXT', value: spfRecord(senders) };
  if (records.length === 0) {
    return { name, state: 'failed', detail: 'there is no record', record: wanted };
  }
  if (records.length > 1) {
    const detail = `there are ${records.length} records, which counts as none: keep one`;
    return { name, state: 'failed', detail, record: null };
  }
  const questions = [...record.matchAll(COSTLY)].length;
  if (questions > MOST_QUESTIONS) {
    const detail = `it asks ${questions} questions, ${MOST_QUESTIONS} are allowed: ${shown(record)}`;
    return { name, state: 'failed', detail, record: null };
  }
  if (/(?:^|\s)\+?all(?:\s|$)/iu.test(record)) {
    const detail = `it lets everybody send in your name: ${shown(record)}`;
    return { name, state: 'failed', detail, record: wanted };
  }
  return { name, state: 'ok', detail: shown(record), record: null };
}

function spfRecord(senders: readonly string[]): string {
  const ways = senders.map((sender) => {
    const version = isIP(sender);
    return version === 0 ? `a:${sender}` : `ip${version}:${sender}`;
  });
  return ['v=spf1', ...(ways.length === 0 ? ['mx'] : ways), '~all'].join(' ');
}

/** Judges the DKIM record among the texts at its name (RFC 6376), also against the key that signs. */
export function dkimFinding(
  {
    domain,
    dkim,
    publicKey,
  }: {
    readonly domain: string;
    readonly dkim: { readonly domain: string } | null;
    readonly publicKey: string | null;
  },
  place: string | null,
  texts: readonly string[],
): IdentityFinding {
  const name = 'DKIM' as const;
  if (dkim === null || place === null) {
    const detail =
      'nobody said who signs: set mail.dkim in flagbearer.yaml, or name the mail server’s selector with --selector';
    return { name, state: 'warning', detail, record: null };
  }
  const wanted =
    publicKey === null
      ? null
      : { name: place, type: 'TXT', value: `v=DKIM1; k=rsa; p=${publicKey}` };
  const finding = (state: IdentityFinding['state'], detail: string): IdentityFinding => ({
    name,
    state,
    detail,
    record: state === 'ok' ? null : wanted,
  });
  const found = texts.map(tagsOf).find((tags) => tags.has('p'));
  const key = found?.get('p')?.replaceAll(/\s/gu, '');
  if (key === undefined) return finding('failed', `there is no key at ${place}`);
  if (key === '') return finding('failed', `the key at ${place} is revoked`);
  if (publicKey !== null && key !== publicKey) {
    return finding('failed', `the key at ${place} is not the one that signs`);
  }
  if (!isAligned(domain, dkim.domain)) {
    const detail = `${dkim.domain} signs, which says nothing for ${domain}: DMARC asks for the same domain`;
    return { name, state: 'failed', detail, record: null };
  }
  return finding('ok', `${place} has ${publicKey === null ? 'a key' : 'the key that signs'}`);
}

/** Judges the DMARC record among the texts of `_dmarc` (RFC 7489); `place` is the domain that has it. */
export function dmarcFinding(
  domain: string,
  place: string,
  texts: readonly string[],
): IdentityFinding {
  const name = 'DMARC' as const;
  const records = texts.filter((text) => /^v=DMARC1(?:;|\s|$)/iu.test(text));
  const value = `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`;
  const record = { name: `_dmarc.${domain}`, type: 'TXT', value };
  const [text = ''] = records;
  if (records.length === 0) {
    return { name, state: 'failed', detail: 'there is no record', record };
  }
  if (records.length > 1) {
    const detail = `there are ${records.length} records, which counts as none: keep one`;
    return { name, state: 'failed', detail, record: null };
  }
  const policy = tagsOf(text).get('p')?.toLowerCase() ?? '';
  if (!['none', 'quarantine', 'reject'].includes(policy)) {
    return { name, state: 'failed', detail: `it names no policy: ${shown(text)}`, record };
  }
  const where = place === domain ? '' : ` (of ${place})`;
  return { name, state: 'ok', detail: `${shown(text)}${where}`, record: null };
}

/** Relaxed alignment, without the list of public suffixes: one is the other, or below it. */
function isAligned(from: string, signer: string): boolean {
  const [a, b] = [from.toLowerCase(), signer.toLowerCase()];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

function tagsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(';').flatMap((tag) => {
      const at = tag.indexOf('=');
      return at === -1 ? [] : [[tag.slice(0, at).trim().toLowerCase(), tag.slice(at + 1).trim()]];
    }),
  );
}

function shown(record: string): string {
  return clip(record, 200);
}
