import type { HttpResponse } from '../../sources/http.ts';

/**
 * Who keeps programs out, where an answer is a challenge for browsers instead of what was asked for; null where it is not.
 * A refusal with 403 counts without a name: it is what is left when a wall does not introduce itself.
 */
export function botWallOf({ status, headers, body }: HttpResponse): string | null {
  if (headers['cf-mitigated'] === 'challenge') return 'Cloudflare';
  const isPage = !/^\s*(<\?xml|<rss|<feed|<rdf|\{)/i.test(headOf(body));
  const isRefusal = status === 403 || status === 429 || status === 503;
  // A wall is a small page; a long article may well speak of one.
  if (isPage && (isRefusal || (status === 200 && body.length < MOST_BYTES))) {
    const text = headOf(body);
    const known = WALLS.find(([, pattern]) => pattern.test(text));
    if (known !== undefined) return known[0];
  }
  return status === 403 ? 'unnamed' : null;
}

const MOST_BYTES = 60_000;

function headOf(body: Buffer): string {
  return body.subarray(0, MOST_BYTES).toString('latin1');
}

/** What the challenge pages of the usual services cannot do without. */
const WALLS: readonly (readonly [string, RegExp])[] = [
  ['Cloudflare', /challenges\.cloudflare\.com|cdn-cgi\/challenge-platform|<title>Just a moment/i],
  ['Imperva', /_Incapsula_Resource|Incapsula incident ID/i],
  ['DataDome', /captcha-delivery\.com/i],
  ['PerimeterX', /px-captcha|perimeterx/i],
  ['Akamai', /errors\.edgesuite\.net|bm-verify/i],
  ['AWS WAF', /awswaf\.com|AwsWafIntegration/i],
  ['DDoS-Guard', /ddos-guard/i],
  ['Qrator', /__qrator|qauth/i],
  ['Servicepipe', /servicepipe\.ru/i],
  ['Anubis', /anubis_challenge|\.within\.website\/x\/cmd\/anubis/i],
  [
    'unnamed',
    /enable javascript and cookies to continue|verify(ing)? (that )?you are (a )?human|are you a robot\?/i,
  ],
];
