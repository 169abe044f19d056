import { readArticle } from './article.ts';
import type { Article } from './article.ts';
import { decode } from './decode.ts';

/** The page of an article as it came. All of it can be handed to another thread. */
export type ArticlePage = {
  readonly body: Uint8Array;
  readonly contentType: string | null;
  /** The address it came from in the end. */
  readonly url: string;
  /** IANA zone of dates that name none. */
  readonly zone: string;
};

/** Reads the article of a page, here or elsewhere. */
export type ParsePage = (page: ArticlePage) => Promise<Article>;

/** Reads the article of a page at once. Never rejects; a hostile page of 5 MB takes seconds. */
export const parsePage: ParsePage = async ({ contentType, url, zone, ...rest }) => {
  const { buffer, byteOffset, byteLength } = rest.body;
  const { text } = decode(Buffer.from(buffer, byteOffset, byteLength), contentType);
  return readArticle(text, { url, zone });
};
