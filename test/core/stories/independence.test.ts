import { describe, expect, test } from '@jest/globals';
import { creditsOf } from '../../../src/core/stories/agency.ts';
import { confirmationOf, independentReports } from '../../../src/core/stories/independence.ts';

const WIRE = {
  title: 'Curling federation suspends Russia until next summer',
  summary: 'The board voted by nine to two on Tuesday, the federation said in Perth.',
};

describe('creditsOf', () => {
  test.each([
    ['an outlet that is one', 'Vote in Perth', '', 'TASS', ['TASS']],
    ['a dateline', 'Vote', 'PERTH (Reuters) - The board voted.', 'a', ['Reuters']],
    ['a slashed dateline', 'Vote', 'MOSCOW, March 4 /TASS/. The board voted.', 'a', ['TASS']],
    ['a prefix of the title', 'РИА Новости: совет проголосовал', '', 'a', ['RIA']],
    ['the end of a text', 'Abstimmung in Perth', 'Der Vorstand stimmte ab. (SID)', 'a', ['SID']],
    [
      '"сообщает"',
      'Голосование',
      'Совет решил, сообщает агентство «Интерфакс».',
      'a',
      ['Interfax'],
    ],
    ['"told"', 'Vote', 'It is over, the president told the news agency AFP.', 'a', ['AFP']],
    ['"selon"', 'Vote', "Le conseil a voté, selon l'AFP.", 'a', ['AFP']],
    ['"según"', 'Voto', 'El consejo votó, según EFE.', 'a', ['EFE']],
    ['"laut"', 'Abstimmung', 'Laut dpa war es knapp; laut der Zeitung auch.', 'a', []],
    ['"паведамляе"', 'Галасаванне', 'Рада вырашыла, паведамляе БелТА.', 'a', ['BelTA']],
    ['two of them', 'Vote', 'The board voted (AP), citing TASS.', 'a', ['AP', 'TASS']],
    ['a mere mention', 'TASS reporter sent home', 'She had worked for TASS since May.', 'a', []],
    ['a word that looks like one', 'SIDE LOST', 'The gap was wide.', 'Sidmouth Herald', []],
  ])('%s', (_, title, summary, outlet, expected) => {
    expect(creditsOf({ title, summary, outlet })).toEqual(expected);
  });
});

describe('independentReports', () => {
  test('copies, texts of one agency and one outlet\u2019s reports count once', () => {
    const reports = [
      { ...WIRE, outlet: 'a' },
      { ...WIRE, title: `${WIRE.title} - B Sport`, outlet: 'b' },
      { title: 'Curlers shut out', summary: 'So the body decided (AFP).', outlet: 'c' },
      {
        title: 'Door closes in Perth',
        summary: 'Nine members were in favour, AFP reports.',
        outlet: 'd',
      },
      { title: 'Comment: what the vote means', summary: 'It was to be expected.', outlet: 'd' },
      { title: 'Скорлупа закрыта', summary: 'Пишет наш корреспондент.', outlet: 'e' },
    ];
    expect(independentReports(reports).map((group) => group.map(({ outlet }) => outlet))).toEqual([
      ['a', 'b'],
      ['c', 'd', 'd'],
      ['e'],
    ]);
    expect(confirmationOf(reports)).toEqual({ outlets: 5, independent: 3 });
  });

  test('no reports are no confirmation', () => {
    expect(confirmationOf([])).toEqual({ outlets: 0, independent: 0 });
  });
});
