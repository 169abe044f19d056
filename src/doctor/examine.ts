import type { Logger } from 'pino';
import { classifierOf } from '../app/classifier-of.ts';
import { openRecords, type Records } from '../app/records.ts';
import { loadConfig, type Config } from '../config/load.ts';
import type { Settings } from '../settings.ts';
import { openHttp } from '../sources/http.ts';
import {
  checkClock,
  checkFolder,
  checkMail,
  checkNetwork,
  checkPort,
  checkQueue,
} from './checks.ts';
import { checkHolds } from './check-holds.ts';
import { checkRevision } from './check-revision.ts';
import { failed, ok, warning, type Finding } from './finding.ts';

/** What the examination may use; `tell` hears of each finding as it is made. */
export type Examination = {
  readonly settings: () => Settings;
  readonly log: Logger;
  readonly now: () => Date;
  readonly tell: (finding: Finding) => void;
};

/** Checks the whole set-up, as far as one check does not need what another found broken. */
export async function examine(examination: Examination): Promise<Finding[]> {
  const findings: Finding[] = [];
  const note = (finding: Finding): void => {
    findings.push(finding);
    examination.tell(finding);
  };
  const settings = attempt(examination.settings, (error) => note(failed('environment', error)));
  if (settings === undefined) return findings;
  note(describeEnvironment(settings));
  const config = await checkConfig(settings, note);
  note(await checkFolder(settings));
  await checkRecords(settings, config, examination, note);
  note(await checkMail(settings, config, examination.log));
  await checkReach(settings, config, note);
  return findings;
}

function describeEnvironment(settings: Settings): Finding {
  if (settings.warnings.length === 0) return ok('environment', 'every variable can be read');
  return warning('environment', settings.warnings.join('; '), 'correct the names');
}

async function checkConfig(
  settings: Settings,
  note: (finding: Finding) => void,
): Promise<Config | undefined> {
  try {
    const config = await loadConfig(settings.configFolder);
    classifierOf(config);
    const { sources, seeds, revision } = config;
    const detail = `${sources.length} sources, ${seeds.length} seeds, revision ${revision.slice(0, 12)}`;
    note(ok('configuration', detail));
    return config;
  } catch (error) {
    note(failed('configuration', error, 'correct the file'));
    return undefined;
  }
}

async function checkRecords(
  settings: Settings,
  config: Config | undefined,
  { log, now }: Examination,
  note: (finding: Finding) => void,
): Promise<void> {
  let records: Records;
  try {
    records = await openRecords(settings, { schema: 'require', log, now });
  } catch (error) {
    note(failed('database', error, 'check DATABASE_URL, and that the server runs'));
    // A queue in the database shares its fate; one in Redis has its own.
    if (settings.redis !== null) note(await checkQueue(settings, {}, log));
    return;
  }
  try {
    const where = settings.database === null ? 'the private server' : 'the server at DATABASE_URL';
    note(ok('database', `${where} answers, the schema is up to date`));
    note(await checkClock(records.pool, now));
    note(await checkRevision(records.store, settings.configFolder, config));
    note(await checkHolds(records.store));
    note(await checkQueue(settings, records.address, log));
  } finally {
    await records.close();
  }
}

async function checkReach(
  settings: Settings,
  config: Config | undefined,
  note: (finding: Finding) => void,
): Promise<void> {
  const { port } = settings;
  const http = openHttp({
    userAgent: 'Flagbearer doctor',
    // Its own page is the one private address that it asks.
    allow: [...(config?.service.network.allow ?? []), `127.0.0.1:${port}`],
    perHost: 2,
    spacingMs: 0,
  });
  try {
    if (config !== undefined) note(await checkNetwork(config, http));
    note(await checkPort(settings, http));
  } finally {
    await http.close();
  }
}

function attempt<T>(run: () => T, caught: (error: unknown) => void): T | undefined {
  try {
    return run();
  } catch (error) {
    caught(error);
    return undefined;
  }
}
