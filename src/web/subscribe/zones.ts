/** The time zones of one part of the world. */
export type ZoneGroup = { readonly title: string; readonly zones: readonly string[] };

/** The zones that this Node.js knows, by the part of the world; `own` is among them, whatever it is. */
export function zoneGroups(own: string): ZoneGroup[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), ...(own === '' ? [] : [own])]);
  zones.delete('UTC');
  const groups = new Map<string, string[]>([['Everywhere', ['UTC']]]);
  for (const zone of [...zones].toSorted((a, b) => a.localeCompare(b, 'en'))) {
    const title = zone.includes('/') ? (zone.split('/')[0] ?? '') : 'Others';
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [zone]);
    else group.push(zone);
  }
  return [...groups].map(([title, members]) => ({ title, zones: members }));
}

/** A zone as people read it: `New York`, of `America/New_York`. */
export function zoneName(zone: string): string {
  const [, ...place] = zone.split('/');
  return (place.length === 0 ? zone : place.join(', ')).replaceAll('_', ' ');
}
