import type { Config } from '../../config/load.ts';
import { compileClassifier } from '../../core/classify/classifier.ts';
import type { Language } from '../../core/source.ts';
import { fingerprint } from '../../core/stories/copies.ts';
import type { Member } from '../../core/stories/margins.ts';
import { signatureOf } from '../../core/stories/signature.ts';
import type { Label } from '../../core/verdict.ts';

/** A text that is to be compared with others. */
export type Told = {
  readonly language: Language;
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: Date | null;
  readonly key: string;
};

/** Turns texts into what stories are made of, with the label that the classifier gives them. */
export function memberMaker(config: Config): (told: Told) => Member & { readonly label: Label } {
  const classifier = compileClassifier(config.keywords, config.seeds);
  const entities = new Map(config.keywords.entities.map((entity) => [entity.id, entity]));
  return ({ key, publishedAt, language, ...text }) => {
    const verdict = classifier.judge({ language, ...text });
    return {
      key,
      publishedAt,
      print: fingerprint(text),
      signature: signatureOf(text, language, verdict, entities),
      bonds: [],
      sides: [],
      label: verdict.label,
    };
  };
}
