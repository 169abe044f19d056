/** Who keeps machines out, and how that is known; headers are matched as `name: value` lines in lower case. */
type Wall = {
  readonly name: string;
  /** Words of a challenge or a refusal itself: pages that merely stand behind such a service carry its name too. */
  readonly body: RegExp;
  /** A header that says by itself that this is a challenge. */
  readonly said?: RegExp;
  /** A header that says who answers: it counts only beside a refusal. */
  readonly server?: RegExp;
};

const WALLS: readonly Wall[] = [
  {
    name: 'Cloudflare',
    said: /^cf-mitigated: challenge/m,
    body: /_cf_chl_opt|\/cdn-cgi\/challenge-platform\/h\/|cf-browser-verification|<title>just a moment\.\.\.<|<title>attention required! \| cloudflare|used cloudflare to restrict access/i,
  },
  { name: 'DataDome', server: /^x-(?:datadome|dd-b):/m, body: /captcha-delivery\.com/i },
  {
    name: 'Akamai',
    server: /^server: akamaighost/m,
    body: /errors\.edgesuite\.net|\bbm-verify=|sec-if-cpt-container|\/_sec\/cp_challenge\//i,
  },
  {
    name: 'Imperva',
    server: /^x-iinfo:|^x-cdn: (?:imperva|incapsula)/m,
    body: /_incapsula_resource|incapsula incident id/i,
  },
  { name: 'HUMAN', body: /px-captcha|captcha\.px-cdn\.net|perimeterx\.net/i },
  {
    name: 'AWS WAF',
    said: /^x-amzn-waf-action: (?:challenge|captcha)/m,
    body: /\.awswaf\.com\//i,
  },
  {
    name: 'DDoS-Guard',
    server: /^server: ddos-guard/m,
    body: /\/\.well-known\/ddos-guard\/|<title>ddos-guard</i,
  },
  { name: 'Qrator', server: /^server: qrator/m, body: /\/__qrator\//i },
  { name: 'Servicepipe', body: /servicepipe\.ru\// },
  { name: 'Anubis', body: /anubis_challenge|\/\.within\.website\/x\/cmd\/anubis\//i },
  { name: 'Sucuri', said: /^x-sucuri-block:/m, body: /sucuri website firewall/i },
  {
    name: 'unnamed',
    body: /enable javascript and cookies to continue|verify(?:ing)? (?:that )?you are (?:a )?human/i,
  },
];

/**
 * The service whose challenge or refusal stands where a source should be; null where none is recognised. Only for answers that
 * are no source: a refusal, or a page in which nothing was found. What is recognised is told, never evaded.
 */
export function botWallOf(answer: {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}): string | null {
  const { status, body } = answer;
  const head = body.subarray(0, HEAD_BYTES).toString('latin1');
  const headers = Object.entries(answer.headers)
    .map(([name, value]) => `${name}: ${value}`.toLowerCase())
    .join('\n');
  const isPage = /<(?:!doctype html|html|head|body|title|script|iframe)\b/i.test(head);
  const isRefusal = REFUSALS.has(status) && (isPage || body.length === 0);
  const wall = WALLS.find(
    ({ said, server, body: words }) =>
      said?.test(headers) === true ||
      (isPage && words.test(head)) ||
      (isRefusal && server?.test(headers) === true),
  );
  return wall?.name ?? null;
}

/** A server's name says little when it says that a page is not there, or that it is broken. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 429, 503]);

/** Challenges are short, or tell themselves at their beginning. */
const HEAD_BYTES = 65_536;
