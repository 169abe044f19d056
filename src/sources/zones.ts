import { firstInstantAt, wallClock } from '../core/wall-clock.ts';
import type { WallClock } from '../core/wall-clock.ts';

/**
 * Minutes east of UTC that a zone name or an offset of a date means: `GMT`, `MSK`, `+0300`, `UTC+3`, `-03:30`.
 * Null for what is no zone. Names that several zones share mean the most populous place that news is dated by.
 */
export function offsetOf(text: string): number | null {
  const name = text.trim().toUpperCase();
  const offset = /^(?:GMT|UTC|UT|Z)?\s?([+\u2212-])(\d{1,2}):?(\d{2})?$/.exec(name);
  if (offset !== null) return signed(offset[1], Number(offset[2]), Number(offset[3] ?? 0));
  return OFFSETS.get(name) ?? null;
}

/** Minutes east of UTC of an IANA zone at the moment when its clocks show `wall` (milliseconds, as if they were UTC). */
export function zoneOffset(wall: number, zone: string): number {
  const clock = zone === 'UTC' ? null : clockOf(zone);
  return clock === null ? 0 : Math.round((wall - firstInstantAt(wall, clock)) / 60_000);
}

/** Making a clock takes longer than reading dozens of dates by it; there are as many zones as sources have. */
const clocks = new Map<string, WallClock | null>();

function clockOf(zone: string): WallClock | null {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  if (clocks.size >= MAX_CLOCKS) clocks.clear();
  const clock = wallClock(zone);
  clocks.set(zone, clock);
  return clock;
}

const MAX_CLOCKS = 500;

function signed(sign: string | undefined, hours: number, minutes: number): number | null {
  if (hours > 15 || minutes > 59) return null;
  return (hours * 60 + minutes) * (sign === '+' ? 1 : -1);
}

/** Hours east of UTC. */
const HOURS: Readonly<Record<string, string>> = {
  '0': 'Z UT UTC GMT WET',
  '1': 'BST WEST CET MEZ WAT',
  '2': 'CEST MEST MESZ EET SAST CAT IDT',
  '3': 'MSK EEST TRT EAT МСК',
  '3.5': 'IRST',
  '4': 'MSD SAMT GET AZT GST',
  '4.5': 'IRDT AFT',
  '5': 'YEKT PKT UZT TJT TMT',
  '5.5': 'IST',
  '5.75': 'NPT',
  '6': 'OMST ALMT KGT BDT',
  '7': 'KRAT NOVT ICT WIB',
  '8': 'IRKT AWST HKT SGT PHT MYT ULAT',
  '9': 'YAKT JST KST',
  '9.5': 'ACST',
  '10': 'VLAT AEST',
  '10.5': 'ACDT',
  '11': 'MAGT SRET AEDT SAKT',
  '12': 'PETT NZST ANAT',
  '13': 'NZDT',
  '-1': 'AZOT CVT',
  '-2': 'UYST FNT',
  '-2.5': 'NDT',
  '-3': 'BRT ART ADT CLST UYT',
  '-3.5': 'NST',
  '-4': 'EDT AST CLT BOT AMT VET',
  '-5': 'EST CDT COT PET ET',
  '-6': 'CST MDT CT',
  '-7': 'MST PDT MT',
  '-8': 'PST AKDT PT',
  '-9': 'AKST',
  '-10': 'HST',
};

const OFFSETS: ReadonlyMap<string, number> = new Map(
  Object.entries(HOURS).flatMap(([hours, names]) =>
    names.split(' ').map((name) => [name, Number(hours) * 60] as const),
  ),
);
