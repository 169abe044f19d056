import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Suites that need a program which npm does not install, and the names it goes by. */
const SERVERS = [
  { suffix: 'redis', programs: ['redis-server'] },
  { suffix: 'browser', programs: ['chromium', 'chromium-browser', 'google-chrome'] },
];

/** The servers that are not on PATH. With REQUIRE_SERVERS=1 a missing one is an error. */
export function missingServers(environment = process.env) {
  const folders = (environment.PATH ?? '').split(delimiter);
  const missing = SERVERS.filter(
    ({ programs }) =>
      !programs.some((program) => folders.some((folder) => canRun(folder, program))),
  );
  if (missing.length > 0 && environment.REQUIRE_SERVERS === '1') {
    const names = missing.map(({ programs }) => programs.join(' or ')).join(', ');
    throw new Error(`REQUIRE_SERVERS=1, but not on PATH: ${names}`);
  }
  return missing;
}

function canRun(folder, program) {
  try {
    accessSync(join(folder, program), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
