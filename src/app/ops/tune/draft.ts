import type { DraftTexts } from '../../../store/backtests.ts';
import { isJudging, readJudgingTexts, type JudgingTexts } from './judging-texts.ts';

/** How the files of a folder, one of them with another text, differ from the texts of a revision. */
export async function draftOfFolder(
  folder: string,
  edited: { readonly name: string; readonly text: string },
  revision: JudgingTexts,
): Promise<DraftTexts> {
  const texts = new Map(await readJudgingTexts(folder)).set(edited.name, edited.text);
  const changed = [...texts].filter(([name, text]) => revision.get(name) !== text);
  const gone = [...revision.keys()].filter((name) => isJudging(name) && !texts.has(name));
  return Object.fromEntries([
    ...changed,
    ...gone.map((name): [string, null] => [name, null]),
    // Also where nothing differs: the draft is of this file.
    [edited.name, edited.text],
  ]);
}

/** The texts of a revision with a draft over them. */
export function textsOfDraft(revision: JudgingTexts, draft: DraftTexts): JudgingTexts {
  const texts = new Map([...revision].filter(([name]) => isJudging(name)));
  for (const [name, text] of Object.entries(draft)) {
    if (text === null) texts.delete(name);
    else texts.set(name, text);
  }
  return texts;
}
