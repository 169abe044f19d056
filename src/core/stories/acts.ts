import type { Signature } from './signature.ts';

/** What a report says is done; all that opens a door is one act, whatever the word. */
export function actsOf({ concepts }: Pick<Signature, 'concepts'>): string[] {
  return [...new Set(concepts.flatMap((concept) => ACTS[concept] ?? []))];
}

/** By the ids of concepts. */
const ACTS: Readonly<Record<string, string>> = {
  ban: 'ban',
  'ban-idiom': 'ban',
  'extend-idiom': 'extend',
  'ease-idiom': 'open',
  'propose-idiom': 'propose',
  sign: 'sign',
  'call-off': 'call-off',
  propose: 'propose',
  recommend: 'propose',
  consider: 'propose',
  'visa-refusal': 'visa-refusal',
  'host-removal': 'host-removal',
  'non-compliance': 'non-compliance',
  'money-cut': 'money-cut',
  'personal-sanctions': 'personal-sanctions',
  'results-annulled': 'results-annulled',
  'honour-stripped': 'honour-stripped',
  fine: 'fine',
  extend: 'extend',
  uphold: 'uphold',
  ease: 'open',
  'come-back': 'open',
  lift: 'open',
  reinstate: 'open',
  refuse: 'refuse',
  boycott: 'boycott',
};
