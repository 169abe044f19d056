import type { App } from '../ports.ts';

/** Tells the records which configuration judges from now on, and which sources there are. */
export async function introduceConfig({
  config,
  store,
  now,
}: Pick<App, 'config' | 'store' | 'now'>): Promise<void> {
  await store.revisions.record({ hash: config.revision, texts: config.texts }, now());
  await store.sources.ensure(config.sources, now());
}
