import type { Source } from '../../../src/core/source.ts';

/** A document made to harm whoever reads it. */
export type HostileDocument = {
  readonly name: string;
  /** Makes it about so many bytes large; a few are as large as their harm needs. */
  readonly make: (bytes: number) => string | Buffer;
  /** What the server says of it. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the source is, where it is no feed. */
  readonly source?: Partial<Source>;
  /** `read`: its first item, `One`, comes out all the same. Otherwise the problem that is told. */
  readonly outcome: 'read' | RegExp;
};

/** The item that every document of these begins with. */
export const ITEM = '<item><title>One</title><link>https://example.org/1</link></item>';

/** A feed of the item, and what follows it. */
export function rss(rest: string, before = ''): string {
  return `${before}<rss version="2.0"><channel>${ITEM}${rest}</channel></rss>`;
}

/** An item of this, under the title `Two`. */
export function item(rest: string): string {
  return `<item><title>Two</title>${rest}</item>`;
}

/** An item that is described so. */
export function described(text: string): string {
  return item(`<description><![CDATA[${text}]]></description>`);
}

/** A piece over and over, about so many bytes of it. */
export function filled(bytes: number, piece: string): string {
  return piece.repeat(Math.max(1, Math.floor(bytes / Buffer.byteLength(piece))));
}

/** What is said of all that is no feed. */
export const NO_FEED = /neither RSS nor Atom nor JSON Feed|is empty|cannot be read/;
