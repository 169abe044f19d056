import { z } from 'zod';

const UNITS = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
} as const;

/** Ten years: whoever writes more has mistaken the unit. */
const LONGEST = 3650 * UNITS.d;

const FORM = /^\d{1,9}(ms|s|m|h|d|w)$/;
const FORM_OR_NONE = /^(none|\d{1,9}(ms|s|m|h|d|w))$/;

/** A time span such as `15m` or `72h` in a file, milliseconds in the program. */
export const duration = spanText(FORM, 'a time span such as `30s`, `15m`, `72h` or `7d`').transform(
  (text) => parseDuration(text) ?? 0,
);

/** A time span, or `none` for no limit: null in the program. */
export const durationOrNone = spanText(
  FORM_OR_NONE,
  '`none` or a time span such as `15m`, `72h` or `7d`',
).transform((text) => (text === 'none' ? null : (parseDuration(text) ?? 0)));

/** Milliseconds of `30s`, `15m`, `72h`, `7d`, `2w` or `50ms`; null for any other text, or more than ten years. */
export function parseDuration(text: string): number | null {
  const found = /^(\d{1,9})(ms|s|m|h|d|w)$/.exec(text);
  const unit = found?.[2];
  if (!isUnit(unit)) return null;
  const span = Number(found?.[1]) * UNITS[unit];
  return span > LONGEST ? null : span;
}

/** Writes milliseconds in the largest unit that needs no fraction; weeks as days. */
export function formatDuration(span: number): string {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    if (span > 0 && span % UNITS[unit] === 0) return `${span / UNITS[unit]}${unit}`;
  }
  return span === 0 ? '0s' : `${span}ms`;
}

function spanText(form: RegExp, wanted: string): z.ZodType<string, string> {
  return z
    .string({ error: ({ input }) => (input === undefined ? undefined : wrong(wanted, input)) })
    .regex(form, { error: ({ input }) => wrong(wanted, input), abort: true })
    .refine((text) => text === 'none' || parseDuration(text) !== null, {
      error: 'is longer than ten years',
    });
}

function wrong(wanted: string, input: unknown): string | undefined {
  if (input === null) return undefined;
  if (typeof input === 'number') return `expected ${wanted}, got a number without unit`;
  return typeof input === 'string'
    ? `expected ${wanted}, got ${JSON.stringify(input.slice(0, 80))}`
    : `expected ${wanted}`;
}

function isUnit(unit: string | undefined): unit is keyof typeof UNITS {
  return unit !== undefined && Object.hasOwn(UNITS, unit);
}
