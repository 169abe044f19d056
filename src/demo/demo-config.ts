import type { Config } from '../config/load.ts';
import type { Source } from '../core/source.ts';

const MINUTE = 60_000;

/** The shipped configuration, turned to the sample week's publishers on loopback. */
export function demoConfig(config: Config, sources: readonly Source[], origin: string): Config {
  return {
    ...config,
    sources,
    // The demo has readers of its own.
    subscribers: null,
    service: {
      ...config.service,
      // The sample's publishers have no pages of articles.
      items: { ...config.service.items, readArticles: false },
      network: { ...config.service.network, allow: [new URL(origin).host] },
      // Every step of the virtual clock polls every source, and nobody has to be spared.
      politeness: { perHost: 16, spacing: 0, scope: 'host' },
      polling: { minimum: 10 * MINUTE, default: 20 * MINUTE, maximum: 30 * MINUTE },
    },
  };
}
