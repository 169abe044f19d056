import { describe, expect, test } from '@jest/globals';
import { withSite } from './client.ts';
import { NOW, report, story } from './fake-ports.ts';
import { aMatter, aMeasure, anAgreement, aSource, aStep } from './matter-data.ts';

const side = { entry: '41', says: 'imposed', sources: [aSource({ outlet: 'One' })] } as const;
const DATA = {
  measures: [
    aMeasure({
      certain: { status: 'partly', since: new Date('2026-02-01T00:00:00Z'), entry: '9' },
      conflicts: [
        {
          at: NOW,
          sides: [side, { entry: '42', says: 'lifted', sources: [aSource({ outlet: 'Two' })] }],
        },
      ],
    }),
    aMeasure({
      matterId: '3',
      entry: null,
      target: 'BLR',
      sport: 'judo',
      status: 'none known',
      since: null,
      lastConfirmed: null,
      standing: 'confirmed',
      confirmedBy: 'anna',
      sources: [],
      pending: [{ entry: '51', kind: 'appealed', at: NOW, sources: [aSource({ outlet: 'Six' })] }],
    }),
  ],
  agreements: [anAgreement(), anAgreement({ entry: '22', parties: ['BLR', 'ASIF'], endedAt: NOW })],
} as const;

describe('the board of measures', () => {
  test('tells who, against whom, in what, how it stands, since when, and by whose word', () =>
    withSite(DATA, async ({ ask }) => {
      const { page } = await ask('/measures');
      const [first, second] = page('table tbody tr')
        .map((_, row) => page(row).text())
        .get();
      for (const words of [
        /^FISRussiaskiing■ Banned/,
        /Certain so far: partly closed since 1 Feb 2026/,
        /Reports contradict each other since 14 Mar 2026: “The measure is imposed” \(entry 41, One\), but “The measure is lifted” \(entry 42, Two\)/,
        /1 Mar 202614 Mar 2026/,
        /\? proposedentry 11/,
      ]) {
        expect(first).toMatch(words);
      }
      expect(second).toMatch(/FISBelarusjudo□ None knownAn appeal is made, 14 Mar 2026/);
      expect(second).toMatch(/unknownunknown✓ confirmedby annaSix/);
      expect(page('tbody th[scope=row]')).toHaveLength(2);
      expect(page('.sources a').first().attr('href')).toBe('https://paper.example/relay');
    }));

  test.each<readonly [string, readonly string[], string]>([
    ['', ['RUS', 'BLR'], '2 entries'],
    ['?country=BLR', ['BLR'], '1 of 2 entries'],
    ['?country=RUS&sport=skiing&status=banned', ['RUS'], '1 of 2 entries'],
    ['?status=none+known', ['BLR'], '1 of 2 entries'],
    ['?country=BLR&sport=skiing', [], '0 of 2 entries'],
    ['?country=rus&sport=%00&status=%27--&__proto__=x', ['RUS', 'BLR'], '2 entries'],
  ])('with %j shows %j, in each form', (query, targets, shown) =>
    withSite(DATA, async ({ ask }) => {
      const json = JSON.parse((await ask(`/measures.json${query}`)).body);
      expect(json.measures.map(({ target }: { target: string }) => target)).toEqual(targets);
      expect((await ask(`/measures.csv${query}`)).body).toBe(`board of ${targets.length}\r\n`);
      const { page, status } = await ask(`/measures${query}`);
      expect(status).toBe(200);
      expect(page('table tbody tr')).toHaveLength(targets.length);
      expect(page('main').text()).toContain(shown);
    }),
  );

  test('its filters are links that keep what is chosen, with what each would show', () =>
    withSite(DATA, async ({ ask }) => {
      const { page } = await ask('/measures?country=RUS');
      const links = page('.facets a')
        .map((_, link) => `${page(link).attr('href')} ${page(link).next('.count').text()}`)
        .get();
      expect(links).toEqual([
        '/measures 1 entry',
        '/measures?country=BLR 1 entry',
        '/measures?country=RUS&sport=skiing 1 entry',
        '/measures?country=RUS&status=banned 1 entry',
      ]);
      expect(page('.facets a[aria-current]').text()).toContain('Russia');
      expect(page('.note a').first().attr('href')).toBe('/measures.csv?country=RUS');
    }));

  test.each(['/measures', '/agreements'])('%s says so while there is nothing', (path) =>
    withSite({}, async ({ ask }) => {
      const { page } = await ask(path);
      expect(page('.empty').text()).toContain('It fills as');
      expect(page('table')).toHaveLength(0);
    }),
  );

  test('is a file for spreadsheets and for programs', () =>
    withSite(DATA, async ({ ask }) => {
      const { headers } = await ask('/agreements.csv');
      expect(headers['content-type']).toContain('text/csv');
      expect(headers['content-disposition']).toBe('attachment; filename="agreements.csv"');
      const { body } = await ask('/measures', { headers: { accept: 'application/json' } });
      expect(JSON.parse(body).measures[0]).toMatchObject({
        since: '2026-03-01T10:00:00.000Z',
        sources: [{ url: 'https://paper.example/relay' }],
      });
    }));
});

test('the register tells the parties, what came of it, and when it ended', () =>
  withSite(DATA, async ({ ask }) => {
    const { page } = await ask('/agreements');
    const rows = page('table tbody tr').map((_, row) => page(row).text());
    expect(rows.get()[0]).toMatch(/^Russia – Chinaseveral sports● Signed14 Mar 2026/);
    expect(rows.get()[1]).toMatch(/^Belarus – ASIFseveral sports● Signedended 14 Mar 2026/);
    expect((await ask('/agreements?country=CHN')).page('tbody tr')).toHaveLength(1);
  }));

describe('the history of a story', () => {
  const steps = [
    aStep({ id: '31', storyId: '5', at: new Date('2026-01-05T00:00:00Z') }),
    aStep({ id: '32', kind: 'eased', at: new Date('2026-02-05T00:00:00Z') }),
    aStep({ id: '33', corrects: '32', kind: 'lifted', at: new Date('2026-02-06T00:00:00Z') }),
  ];
  test('lists the steps that count in their order, with links to their stories', () =>
    withSite({ stories: [story('7', report())], matters: [aMatter(...steps)] }, async ({ ask }) => {
      const { page } = await ask('/story/7');
      expect(page('.matter h3').text()).toBe('FIS – Russia, skiing');
      const told = page('.steps > li').map((_, step) => page(step).text());
      expect(told.get()[0]).toMatch(/^5 Jan 2026The measure is imposed · its story/);
      expect(told.get()[1]).toMatch(/^6 Feb 2026The measure is lifted · this story/);
      expect(told.get()).toHaveLength(2);
      expect(page('.steps a').first().attr('href')).toBe('/story/5');
      const json = JSON.parse((await ask('/story/7.json')).body);
      expect(json.matters[0].changes).toHaveLength(2);
    }));

  test('folds all but the last eight away', () => {
    const many = Array.from({ length: 11 }, (_, index) => aStep({ id: String(100 + index) }));
    return withSite(
      { stories: [story('7', report())], matters: [aMatter(...many)] },
      async ({ ask }) => {
        const { page } = await ask('/story/7');
        expect(page('.matter summary').first().text()).toBe('3 earlier');
        expect(page('.matter > .steps > li')).toHaveLength(8);
      },
    );
  });

  test('tells how articles were changed', () => {
    const facts = { url: 'https://paper.example/relay', outlet: 'Paper', seenAt: NOW };
    const corrections = [
      { ...facts, id: '1', kind: 'headline', before: 'Out for ever', after: 'Out for a year' },
      { ...facts, id: '2', kind: 'withdrawn', before: 'Out', after: 'the page answers 410' },
      { ...facts, id: '3', kind: 'restored', before: 'Out', after: 'In' },
    ] as const;
    return withSite({ stories: [story('7', report())], corrections }, async ({ ask }) => {
      const { page } = await ask('/story/7');
      expect(page('.steps del').text()).toBe('Out for ever');
      const texts = page('.steps li').map((_, one) => page(one).text());
      expect(texts.get()[1]).toContain('Withdrawn, the page answers 410. It was headed Out');
      expect(texts.get()[2]).toContain('There again, headed In');
    });
  });
});
