import type { Config } from '../config/load.ts';
import type { HttpOptions } from '../sources/http.ts';
import { packageVersion } from './version.ts';

/** How whoever asks sources introduces itself and behaves, as the configuration says. */
export function httpOptions({ network, politeness }: Config['service']): HttpOptions {
  return {
    // Not the service's own name, which may hold letters that a header cannot carry.
    userAgent: `Flagbearer/${packageVersion()} (+${network.contact})`,
    allow: network.allow,
    perHost: politeness.perHost,
    spacingMs: politeness.spacing,
    scope: politeness.scope,
  };
}
