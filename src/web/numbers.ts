/** A number with so many decimals, a true minus sign, and a dash for what is no number. */
export function decimal(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '–';
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The same with a plus sign before what is positive. */
export function signed(value: number, digits: number): string {
  const text = decimal(value, digits);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** Made once: it takes longer to make than a page to write. */
const COUNTS = new Intl.NumberFormat('en-GB');

/** `12,345`. */
export function countText(count: number): string {
  return COUNTS.format(count);
}
