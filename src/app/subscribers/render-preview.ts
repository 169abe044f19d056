import { readText } from '../../config/read-text.ts';
import { readService, type ServiceConfig } from '../../config/service.ts';
import { renderDigest } from '../../mail/digest/render.tsx';
import { stringsOf } from '../../mail/digest/strings.ts';
import type { Settings } from '../../settings.ts';
import { baseUrlOf } from '../base-url.ts';
import type { DigestPreview } from './preview.ts';

/** A token that nobody has: its page says so, and changes nothing. */
export const TEST_TOKEN = 'only-a-test';

/** The mail of a preview as it would be written, but for the reader's own links, which lead nowhere. */
export async function renderPreview(
  { digest, subscriber }: DigestPreview,
  settings: Pick<Settings, 'configFolder' | 'baseUrl' | 'port'>,
): Promise<ReturnType<typeof renderDigest>> {
  const service = await readServiceFile(settings.configFolder);
  const baseUrl = baseUrlOf(service, settings);
  return renderDigest(digest, {
    service: service.name,
    baseUrl,
    unsubscribeUrl: `${baseUrl}/unsubscribe/${TEST_TOKEN}`,
    manageUrl: `${baseUrl}/preferences/${TEST_TOKEN}`,
    scheduleText: stringsOf(digest.language).schedule(subscriber.schedule, subscriber.zone),
  });
}

/** flagbearer.yaml alone, which is read in a moment. Throws ConfigError. */
export async function readServiceFile(configFolder: string): Promise<ServiceConfig> {
  const file = await readText(configFolder, 'flagbearer.yaml');
  return readService(file.shown, file.text);
}
