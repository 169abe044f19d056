import { promisify } from 'node:util';
import type { Readable } from 'node:stream';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';

import { FetchError } from './fetch-error.ts';

/** The most bytes that a document may have, inflated: a feed has a tenth of that. */
export const MAX_BODY = 5 * 1024 * 1024;

/** Reads a stream to its end; destroys it and throws a `FetchError` of kind `too-large` once it exceeds `maxBytes`. */
export async function readAll(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/**
 * Undoes a Content-Encoding. A body that is not compressed at all though the header says so passes as it is, and one
 * that breaks off yields what there is of it. Throws a `FetchError`: `too-large` when it inflates beyond `maxBytes`.
 */
export async function inflateBody(
  body: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const codings = (contentEncoding ?? '').toLowerCase().split(',').slice(0, MAX_CODINGS);
  return codings
    .toReversed()
    .reduce<Promise<Buffer>>(
      async (inflated, coding) => inflateOnce(await inflated, coding.trim(), maxBytes),
      Promise.resolve(body),
    );
}

/** True of the two bytes that every gzip file begins with. */
export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

const MAX_CODINGS = 3;
const unzip = promisify(gunzip);
const unzlib = promisify(inflate);
const unzlibRaw = promisify(inflateRaw);
const unbrotli = promisify(brotliDecompress);

async function inflateOnce(body: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  const zlib = { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH };
  const brotli = { maxOutputLength: maxBytes, finishFlush: constants.BROTLI_OPERATION_FLUSH };
  try {
    if (coding === 'gzip' || coding === 'x-gzip')
      return isGzip(body) ? await unzip(body, zlib) : body;
    if (coding === 'deflate') {
      // Half of the servers send the bare stream, though the standard asks for the zlib frame.
      const framed = ((body[0] ?? 0) & 0x0f) === 8;
      return framed ? await unzlib(body, zlib) : await unzlibRaw(body, zlib);
    }
    if (coding === 'br' && body.length > 0) return await unbrotli(body, brotli);
    return body;
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge(maxBytes);
    throw new FetchError('broken', `the ${coding} body cannot be inflated`, { cause: error });
  }
}

function isTooLarge(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_BUFFER_TOO_LARGE'
  );
}

function tooLarge(maxBytes: number): FetchError {
  return new FetchError('too-large', `the body has more than ${maxBytes} bytes`);
}
