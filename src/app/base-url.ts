import type { ServiceConfig } from '../config/service.ts';
import type { Settings } from '../settings.ts';

/** Where the links of mails lead. */
export function baseUrlOf(
  service: Pick<ServiceConfig, 'baseUrl'>,
  settings: Pick<Settings, 'baseUrl' | 'port'>,
): string {
  return settings.baseUrl ?? service.baseUrl ?? `http://127.0.0.1:${settings.port}`;
}
