import { loadConfig, type Config } from '../../config/load.ts';
import { readSourceRows, type SourceRow } from '../../config/sources.ts';
import type { Settings } from '../../settings.ts';
import { openHttp } from '../../sources/http.ts';
import { classifierOf } from '../classifier-of.ts';
import { httpOptions } from '../http-options.ts';
import { openRobots } from './page-robots.ts';
import { SOURCES_FILE } from './rows.ts';
import type { TrialPorts } from './trial.ts';

/** What it takes to try sources: neither records nor queue are needed. */
export type Desk = {
  readonly config: Config;
  /** All rows, also those that are not read. */
  readonly rows: readonly SourceRow[];
  readonly ports: TrialPorts;
  readonly close: () => Promise<void>;
};

/** Reads the configuration and opens the way out. Throws ConfigError or SetupError. */
export async function openDesk(settings: Settings, now: () => Date): Promise<Desk> {
  const config = await loadConfig(settings.configFolder);
  const { items } = config.service;
  const rows = readSourceRows(SOURCES_FILE, config.texts.get(SOURCES_FILE) ?? '', items);
  const options = httpOptions(config.service);
  const http = openHttp(options);
  const [product = ''] = options.userAgent.split('/');
  const classifier = classifierOf(config);
  const ports = { http, robots: openRobots(http, product), classifier, now };
  return { config, rows, ports, close: http.close };
}
