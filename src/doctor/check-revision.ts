import { objectionTo } from '../app/admission.ts';
import { classifierOf } from '../app/classifier-of.ts';
import { goldenFile, measure, readGolden } from '../app/golden.ts';
import type { Config } from '../config/load.ts';
import type { InForce } from '../store/config-events.ts';
import type { Store } from '../store/store.ts';
import { failed, ok, warning, type Finding } from './finding.ts';

/** What judges is what the files say, or soon will be. */
export async function checkRevision(
  store: Store,
  folder: string,
  config: Config | undefined,
): Promise<Finding> {
  try {
    return await compare(store, folder, config);
  } catch (error) {
    return failed('revision', error);
  }
}

async function compare(store: Store, folder: string, config: Config | undefined): Promise<Finding> {
  const inForce = await store.config.inForce();
  if (inForce === undefined) return ok('revision', 'no configuration has judged yet');
  const judging = describe(inForce);
  if (config === undefined) {
    const mend =
      'correct what “configuration” names: the running service then takes it up by itself';
    return warning('revision', `${judging} judges on, since the files cannot be used`, mend);
  }
  if (config.revision === inForce.revision) return ok('revision', judging);
  const refusal = await store.config.refusal();
  if (refusal?.revision === config.revision) {
    const when = refusal.at.toISOString();
    return warning(
      'revision',
      `${judging} judges on; the files were refused ${when}: ${refusal.problem}`,
      refusal.mend,
    );
  }
  const measured = await measure(classifierOf(config), await readGolden(goldenFile(folder)));
  const objection = objectionTo(measured, inForce.golden);
  if (objection !== null) return warning('revision', objection.message, objection.mend);
  const files = config.revision.slice(0, 12);
  return ok(
    'revision',
    `${judging}; the files hold ${files}, which a service takes up at once or when it starts`,
  );
}

function describe({ revision, at, forced }: InForce): string {
  return `${revision.slice(0, 12)}, in force since ${at.toISOString()}${forced ? ', by order' : ''}`;
}
