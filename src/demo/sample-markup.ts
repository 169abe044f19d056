/** Text as it may stand in XML and HTML, between tags and in quoted attributes; what XML 1.0 forbids becomes a space. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(FORBIDDEN, ' ').replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}

/** All that is no `Char` of XML 1.0 (section 2.2); with the u flag a surrogate matches only when it is alone. */
// oxlint-disable-next-line no-control-regex -- control characters are what must go.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
