import { matchesPath, pathOf, readPathPattern } from './path-pattern.ts';
import type { PathPattern } from './path-pattern.ts';

/** What a robots.txt says to one robot. */
export type Robots = {
  readonly rules: readonly RobotsRule[];
  /** Seconds between requests that the site wishes for: a hint outside the standard; null where it wishes none. */
  readonly crawlDelaySeconds: number | null;
};

type RobotsRule = { readonly allow: boolean; readonly path: string; readonly pattern: PathPattern };

/** Whether an address may be read; `rule` is the line that forbids it. */
export type RobotsVerdict =
  { readonly allowed: true } | { readonly allowed: false; readonly rule: string };

/** Nothing is forbidden: what a site without a robots.txt says. */
export const NO_RULES: Robots = { rules: [], crawlDelaySeconds: null };

/**
 * Reads the robots.txt of a site for the robot of a product token (RFC 9309): the groups that name it, case ignored, else those
 * for `*`. Reads the first 500 KiB. Never throws: a line that makes no sense says nothing.
 */
export function readRobots(bytes: Buffer, productToken: string): Robots {
  const groups = groupsOf(linesOf(bytes));
  const token = productToken.toLowerCase();
  const own = groups.filter(({ agents }) => agents.includes(token));
  const chosen = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'));
  const delays = chosen.flatMap(({ delays: of }) => of);
  return {
    rules: chosen.flatMap(({ rules }) => rules),
    crawlDelaySeconds: delays.length === 0 ? null : Math.max(...delays),
  };
}

/**
 * Whether an address may be read: the longest rule that matches its path and query decides, `Allow` where two are as long.
 * The robots.txt itself always may.
 */
export function robotsVerdict({ rules }: Robots, address: URL): RobotsVerdict {
  if (address.pathname === '/robots.txt') return { allowed: true };
  const path = pathOf(address);
  let best: RobotsRule | null = null;
  for (const rule of rules) {
    const isBetter = best === null || isStronger(rule, best);
    if (isBetter && matchesPath(rule.pattern, path)) best = rule;
  }
  if (best === null || best.allow) return { allowed: true };
  return { allowed: false, rule: `Disallow: ${best.path.slice(0, 200)}` };
}

const MAX_BYTES = 500 * 1024;
/** Longer rules match no address that is ever asked for. */
const MAX_RULE = 4096;
/** A day: whoever wishes for more is not heard. */
const MAX_DELAY_SECONDS = 86_400;

type Group = {
  readonly agents: string[];
  readonly rules: RobotsRule[];
  readonly delays: number[];
};
type Line = { readonly key: string; readonly value: string };

function linesOf(bytes: Buffer): readonly Line[] {
  const text = bytes
    .subarray(0, MAX_BYTES)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  return text.split(/\r\n|\r|\n/).flatMap((line) => {
    const hash = line.indexOf('#');
    const said = hash < 0 ? line : line.slice(0, hash);
    const colon = said.indexOf(':');
    if (colon < 0) return [];
    return [
      { key: said.slice(0, colon).trim().toLowerCase(), value: said.slice(colon + 1).trim() },
    ];
  });
}

/** Lines that name agents begin a group; the rules that follow end its beginning. Other lines do neither. */
function groupsOf(lines: readonly Line[]): readonly Group[] {
  const groups: Group[] = [];
  let isBeginning = false;
  for (const line of lines) {
    const group = groups.at(-1);
    if (line.key === 'user-agent') {
      if (isBeginning && group !== undefined) group.agents.push(agentOf(line.value));
      else groups.push({ agents: [agentOf(line.value)], rules: [], delays: [] });
      isBeginning = true;
    } else if (group !== undefined) {
      isBeginning &&= line.key !== 'allow' && line.key !== 'disallow';
      addLine(group, line);
    }
  }
  return groups;
}

function addLine(group: Group, { key, value }: Line): void {
  if (key === 'crawl-delay' && /^\d{1,6}(\.\d+)?$/.test(value)) {
    group.delays.push(Math.min(Number(value), MAX_DELAY_SECONDS));
  }
  const isRule = key === 'allow' || key === 'disallow';
  if (!isRule || value === '' || value.length > MAX_RULE) return;
  group.rules.push({ allow: key === 'allow', path: value, pattern: readPathPattern(value) });
}

/** `Example/1.2 (news)` names the product `example`; a star alone stands for everyone. */
function agentOf(value: string): string {
  if (/^\*(\s|$)/.test(value)) return '*';
  return /^[a-z_-]*/i.exec(value)?.[0].toLowerCase() ?? '';
}

function isStronger(rule: RobotsRule, than: RobotsRule): boolean {
  const more = rule.pattern.length - than.pattern.length;
  return more > 0 || (more === 0 && rule.allow && !than.allow);
}
