/** Serves the pages of the records at the given address, and the text of the first page as it stands; prints where. */
process.env['NODE_ENV'] = 'production';
const { pino } = await import('pino');
const { mattersPort } = await import('../../src/app/matters/web-port.ts');
const { storiesPort } = await import('../../src/app/stories/web-port.ts');
const { openPool } = await import('../../src/store/pool.ts');
const { openStore } = await import('../../src/store/store.ts');
const { createWeb } = await import('../../src/web/app.ts');
const { serveWeb } = await import('../../src/web/server.ts');
const { fakeApp } = await import('../../test/support/fake-app.ts');
const { fakeWeb } = await import('../../test/web/fake-ports.ts');

/** Connections as shipped. */
const CONNECTIONS = 10;

const [, , connectionString = '', moment = ''] = process.argv;
const log = pino({ level: 'silent' });
const store = openStore(openPool({ connectionString }, CONNECTIONS, log));
const now = (): Date => new Date(moment);
const clock = (): number => performance.now();
const app = fakeApp({ store, now });
const ports = {
  ...fakeWeb().ports,
  log,
  now,
  stories: storiesPort(store, now, clock),
  matters: mattersPort(() => app, clock),
};
const local = { host: '127.0.0.1', port: 0 };
const web = createWeb(ports);
let text = '';
web.get('/constant', (c) => c.html(text));
text = await (await web.request('/')).text();
const { url } = await serveWeb(web, local);
process.stdout.write(`${url}\n`);
// Ends by itself, so that a profile of it can be written.
process.once('SIGTERM', () => process.exit());
