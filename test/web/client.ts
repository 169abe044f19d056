import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { type CheerioAPI, load } from 'cheerio';
import { createWeb } from '../../src/web/app.ts';
import { serveWeb } from '../../src/web/server.ts';
import { type FakeData, type FakeWeb, fakeWeb } from './fake-ports.ts';

/** An answer, read to its end. */
export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body as a browser would read it. */
  readonly page: CheerioAPI;
};

/** What to ask for; the path goes out as written, dots and all. */
export type Question = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A site that listens on loopback, and how to ask it. */
export type Site = FakeWeb & {
  readonly url: string;
  readonly ask: (path: string, question?: Question) => Promise<Answer>;
  readonly close: () => Promise<void>;
};

/** Serves fake ports over real HTTP on any free port. */
export async function openSite(
  data: FakeData = {},
  change: Partial<FakeWeb['ports']> = {},
): Promise<Site> {
  const fake = fakeWeb(data);
  const ports = { ...fake.ports, ...change };
  const { url, close } = await serveWeb(createWeb(ports), { host: '127.0.0.1', port: 0 });
  return { ...fake, ports, url, close, ask: (path, question) => ask(url, path, question) };
}

/** Asks a server that listens at an address. */
export function ask(url: string, path: string, question: Question = {}): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const { method = 'GET', headers = {}, body } = question;
  return new Promise((resolve, reject) => {
    const options = { host: hostname, port, path, method, headers, agent: false };
    const outgoing = httpRequest(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const { statusCode: status = 0, headers: received } = incoming;
        resolve({ status, headers: received, body: text, page: load(text) });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Runs a test against a site and closes it whatever happens. */
export async function withSite(
  data: FakeData,
  test: (site: Site) => Promise<void>,
  change: Partial<FakeWeb['ports']> = {},
): Promise<void> {
  const site = await openSite(data, change);
  try {
    await test(site);
  } finally {
    await site.close();
  }
}
