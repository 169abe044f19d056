/**
 * Whether two addresses belong to one site: their registrable domains are the same, as far as that can be told without the
 * list of public suffixes. Ports and schemes do not matter, as long as the hosts are names; addresses of machines must be equal.
 */
export function isSameSite(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  const [a, b] = [new URL(one).hostname, new URL(other).hostname];
  return a === b || (isName(a) && isName(b) && domainOf(a) === domainOf(b));
}

/** The last two labels, or three below a suffix such as `co.uk`: `www.sport.example.org` → `example.org`. */
function domainOf(host: string): string {
  const labels = host.replace(/\.$/, '').split('.');
  return labels.slice(SECOND_LEVEL.test(labels.slice(-2).join('.')) ? -3 : -2).join('.');
}

function isName(host: string): boolean {
  return !host.startsWith('[') && !/^[\d.]+$/.test(host);
}

/** Suffixes below which everyone may register, and shared platforms whose sites have nothing to do with one another. */
const SECOND_LEVEL =
  /^((co|com|org|net|gov|ac|edu|gob|gouv|in|or|go|ne)\.[a-z]{2}|(blogspot|wordpress|github|livejournal|substack|medium|tilda|ucoz|narod|turbopages|ampproject)\.[a-z]{2,4})$/;
