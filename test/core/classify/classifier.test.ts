import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileClassifier, type Priors } from '../../../src/core/classify/classifier.ts';
import type { Language } from '../../../src/core/source.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { labelledItems, seedOf, shippedKeywords } from '../../support/keywords.ts';

const keywords = shippedKeywords();
const classifier = compileClassifier(keywords, []);
const PRIORS: Priors = { sport: false, domestic: null, role: 'paper' };

function judge(language: Language, title: string, summary = '', priors = PRIORS): Verdict {
  return classifier.judge({ title, summary, language }, priors);
}

function thresholdFor(priors: Partial<Priors>): number {
  return judge('en', 'Russia banned by FIFA', '', { ...PRIORS, ...priors }).evidence.threshold;
}

describe('over all labelled items', () => {
  const items = labelledItems();
  const verdicts = items.map((item) => ({ item, verdict: classifier.judge(item) }));

  test('the contributions add up to the log-odds, and the score is its logistic function', () => {
    for (const { verdict } of verdicts) {
      const { contributions, logit } = verdict.evidence;
      expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBe(logit);
      for (const { value, weight, points } of contributions) expect(points).toBe(value * weight);
      expect(verdict.score).toBe(1 / (1 + Math.exp(-logit)));
    }
  });

  test('every hit slices to its text', () => {
    let hits = 0;
    for (const { item, verdict } of verdicts) {
      for (const { zone, start, end, text } of verdict.evidence.hits) {
        const zoneText = zone === 'title' ? item.title : item.summary;
        expect(zoneText.slice(start, end)).toBe(text);
        hits += 1;
      }
    }
    expect(hits).toBeGreaterThan(items.length);
  });

  test('a label has a direction, and none has neither direction nor polarity', () => {
    for (const { verdict } of verdicts) {
      if (verdict.label === 'none')
        expect([verdict.direction, verdict.polarity]).toEqual([null, null]);
      else expect(verdict.direction).not.toBeNull();
    }
  });

  test('spelling variants never change a verdict', () => {
    for (const { item, verdict } of verdicts) {
      const variants = [
        (text: string) => text.normalize('NFD'),
        (text: string) => text.replaceAll(' ', '\u00A0'),
        (text: string) => text.replace(/(\p{L}{4})(?=\p{L})/gu, '$1\u00AD'),
        (text: string) => text.replaceAll('е', 'ё'),
      ];
      for (const vary of variants) {
        const other = classifier.judge({
          ...item,
          title: vary(item.title),
          summary: vary(item.summary),
        });
        expect([item.id, other.label, other.score]).toEqual([
          item.id,
          verdict.label,
          verdict.score,
        ]);
      }
    }
  });

  test('precision, recall, label and direction stay above their floors', () => {
    const found = verdicts.filter(({ verdict }) => verdict.label !== 'none');
    const wanted = verdicts.filter(({ item }) => item.label !== 'none');
    const right = found.filter(({ item }) => item.label !== 'none');
    const labelled = right.filter(({ item, verdict }) => item.label === verdict.label);
    const directed = labelled.filter(({ item, verdict }) => item.direction === verdict.direction);
    expect(right.length / found.length).toBeGreaterThanOrEqual(0.98);
    expect(right.length / wanted.length).toBeGreaterThanOrEqual(0.94);
    expect(labelled.length / right.length).toBeGreaterThanOrEqual(0.98);
    expect(directed.length / labelled.length).toBeGreaterThanOrEqual(0.9);
  });
});

test('any text is judged without an error, and its hits slice to their text', () => {
  const pieces = fc.constantFrom(
    'Russia',
    'ban',
    'lifted',
    'россиян',
    'IOC',
    '. ',
    '\u00AD',
    '👍',
    '"',
  );
  const text = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary' })))
    .map((all) => all.join(' '));
  fc.assert(
    fc.property(text, text, (title, summary) => {
      const { evidence } = classifier.judge({ title, summary, language: 'en' });
      for (const { zone, start, end, text: matched } of evidence.hits) {
        expect((zone === 'title' ? title : summary).slice(start, end)).toBe(matched);
      }
    }),
  );
});

test('a very long hostile text is judged with bounded evidence', () => {
  const verdict = judge(
    'en',
    'Russia lift ban '.repeat(5000),
    'Russia suspended by FIFA '.repeat(5000),
  );
  expect(verdict.evidence.hits.length).toBeLessThanOrEqual(200);
});

describe('gates', () => {
  test.each([
    ['no-target', 'FIFA suspends the Pakistan federation', ''],
    ['no-sport', 'EU extends sanctions on Russia', 'Banks and tankers are hit.'],
  ])('%s forces none: %s', (gate, title, summary) => {
    const verdict = judge('en', title, summary);
    expect([verdict.label, verdict.evidence.gate]).toEqual(['none', gate]);
  });

  test('no-party forces none on an agreement with nobody abroad', () => {
    const alone = 'Минспорт России подписал соглашение о сотрудничестве с федерацией бокса';
    expect(judge('ru', alone)).toMatchObject({ label: 'none', evidence: { gate: 'no-party' } });
    expect(judge('ru', `${alone} Кубы`)).toMatchObject({ label: 'agreement', countries: ['CUB'] });
  });

  test('a source that is all about sport passes without a word of sport', () => {
    const title = 'Russia banned until further notice';
    expect(judge('en', title).evidence.gate).toBe('no-sport');
    const verdict = judge('en', title, '', { ...PRIORS, sport: true });
    expect([verdict.label, verdict.evidence.gate]).toEqual(['sanction', null]);
  });

  test('domestic sources must clear a higher threshold, federations a lower one', () => {
    const usual = thresholdFor({});
    expect(thresholdFor({ domestic: 'RUS' })).toBeGreaterThan(usual);
    expect(thresholdFor({ role: 'federation' })).toBeLessThan(usual);
  });
});

describe('directions', () => {
  test.each([
    ['en', 'FIS suspends Russian skiers', 'imposed', 'tighter'],
    ['en', 'IIHF extends ban on Russian teams', 'extended', 'tighter'],
    ['en', 'CAS dismisses appeal of Russian football clubs', 'upheld', 'tighter'],
    ['en', 'Fencers from Russia cleared to compete as neutral athletes', 'eased', 'looser'],
    ['en', 'IJF lifts all sanctions on Belarusian judo athletes', 'lifted', 'looser'],
    ['en', 'FIS votes against return of Russian athletes', 'rejected', 'open'],
    ['en', 'Ministers urge IOC to ban Russian athletes', 'proposed', 'open'],
    ['en', 'Kremlin slams exclusion of athletes as discrimination', 'criticised', 'open'],
    ['ru', 'ФИФА отстранила сборную России', 'imposed', 'tighter'],
    ['ru', 'CAS отменил отстранение российских спортсменов', 'lifted', 'looser'],
    ['ru', 'Биатлонистов России допустили в нейтральном статусе', 'eased', 'looser'],
    ['en', 'Russian and Cuban Olympic committees sign memorandum', 'signed', null],
    ['en', 'Serbia calls off friendly football match with Russia', 'ended', null],
    ['ru', 'Минспорт России и Китая подписали соглашение о сотрудничестве', 'signed', null],
  ] as const)('%s: %s is %s', (language, title, direction, polarity) => {
    const verdict = judge(language, title);
    expect([verdict.direction, verdict.polarity]).toEqual([direction, polarity]);
  });
});

describe('who, whom and what', () => {
  test.each([
    ['UEFA bans Russian clubs', 'UEFA', 'football', ['RUS'], []],
    ['Belarusian rowing crews suspended by World Rowing', 'WR', 'rowing', ['BLR'], []],
    ['IOC suspends Russia and Belarus', 'IOC', 'multi', ['RUS', 'BLR'], []],
    ['Russia and Cuba sign boxing agreement', null, 'boxing', ['RUS'], ['CUB']],
  ])('%s: %s, %s, %j, %j', (title, authority, sport, targets, countries) => {
    const verdict = judge('en', title);
    expect([verdict.authority, verdict.sport]).toEqual([authority, sport]);
    expect(verdict.targets).toEqual(targets);
    expect(verdict.countries).toEqual(countries);
  });
});

test('a mask cancels what it overlaps, and the evidence keeps it', () => {
  const masked = judge('en', 'Russian sprinter took a banned substance').evidence.hits;
  expect(masked.find(({ concept }) => concept === 'ban')).toMatchObject({ masked: 'no-act' });
  const open = judge('en', 'Russian sprinters banned').evidence.hits;
  expect(open.find(({ concept }) => concept === 'ban')).toMatchObject({ masked: null });
});

describe('seeds', () => {
  const ban = seedOf(
    'ban',
    'Skating union bans Russian skaters',
    'The ISU council has suspended all skaters from Russia and Belarus from its championships.',
    { label: 'sanction', direction: 'imposed' },
  );
  const deal = seedOf(
    'deal',
    'Россия и Беларусь подписали соглашение',
    'Министры спорта двух стран подписали план о сотрудничестве и совместных сборах.',
    { language: 'ru' },
  );
  const item = {
    title: 'Skaters from Russia suspended',
    summary: 'The council has excluded them from the championships.',
    language: 'en',
  } as const;

  test('the nearest seed is evidence, with what it shares, and adds points', () => {
    const seeded = compileClassifier(keywords, [ban, deal]).judge(item);
    expect(seeded.evidence.seed).toMatchObject({ seed: 'ban' });
    expect(seeded.evidence.seed?.sharedTerms).toContain('skater');
    expect(seeded.evidence.seed?.sharedConcepts).toContain('ban');
    const added = seeded.evidence.contributions.filter(({ feature }) =>
      feature.startsWith('seed:'),
    );
    expect(added.map(({ feature }) => feature)).toEqual(['seed:terms', 'seed:concepts']);
    expect(seeded.score).toBeGreaterThan(classifier.judge(item).score);
  });

  test('a seed is near to items of other languages by its concepts', () => {
    const verdict = compileClassifier(keywords, [deal]).judge({
      title: 'Belarus and Russia sign sports cooperation agreement',
      summary: '',
      language: 'en',
    });
    expect(verdict.evidence.seed).toMatchObject({ seed: 'deal', sharedTerms: [] });
    expect(verdict.evidence.seed?.sharedConcepts).toContain('sign');
  });

  test('without seeds there is no nearest one', () => {
    expect(classifier.judge(item).evidence.seed).toBeNull();
  });

  test('a seed that the rules cannot label is refused by name, with the front matter to add', () => {
    const dull = seedOf('dull', 'Sunny weekend ahead', 'Warm air comes from the south.');
    expect(() => compileClassifier(keywords, [dull])).toThrow('dull');
    expect(() => compileClassifier(keywords, [dull])).toThrow(
      expect.objectContaining({ mend: expect.stringContaining('label: sanction') }),
    );
  });
});
