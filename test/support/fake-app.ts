import { pino } from 'pino';
import type { App } from '../../src/ports.ts';

/** An App that touches nothing: name what the test is about, and the rest refuses to be used. */
export function fakeApp(parts: Partial<App>): App {
  const refusing: ProxyHandler<App> = {
    get: (app, name) => {
      if (name in app) return Reflect.get(app, name);
      throw new Error(`${String(name)} is not faked`);
    },
    // Handlers get a copy of the App with a logger of their own.
    ownKeys: (app) => Reflect.ownKeys(app),
  };
  const given = { log: pino({ level: 'silent' }), ...parts };
  // What is missing throws when it is used, which is the point of it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return new Proxy(given as App, refusing);
}
