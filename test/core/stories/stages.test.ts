import { describe, expect, test } from '@jest/globals';
import { competitionsOf } from '../../../src/core/stories/competitions.ts';
import { stagesOf } from '../../../src/core/stories/stages.ts';

describe('stagesOf', () => {
  test.each([
    ['en', 'The union goes back on its invitation', ['turn']],
    ['en', 'The club reversed last year’s exclusion', ['turn']],
    ['en', 'The federation reinstates its ban', ['turn']],
    ['en', 'The federation announced its ban', []],
    ['de', 'Der Verband rudert zurück', ['turn']],
    ['fr', 'La fédération se ravise', ['turn']],
    ['es', 'La federación da marcha atrás', ['turn']],
    ['ru', 'Федерация передумала', ['turn']],
    ['uk', 'Федерація скасувала бойкот', ['turn']],
    ['be', 'Федэрацыя перадумала', ['turn']],
    ['en', 'The agency is not compliant with the code', ['non-compliant']],
    ['en', 'The agency is compliant again', ['compliant']],
    ['de', 'Die Agentur ist nicht regelkonform', ['non-compliant']],
    ['ru', 'Агентство признано не соответствующим кодексу', ['non-compliant']],
    ['ru', 'Агентство признано соответствующим кодексу', ['compliant']],
    ['uk', 'Агенція не відповідає кодексу', ['non-compliant']],
    ['en', 'The court dismissed the appeal', ['dismissed']],
    ['en', 'The court upheld the appeal', ['granted']],
    ['fr', "Le TAS rejette l'appel", ['dismissed']],
    ['es', 'El tribunal da la razón a los remeros', ['granted']],
    ['de', 'Das Gericht gibt der Klage der Ruderer statt', ['granted']],
    ['ru', 'Суд отклонил апелляцию', ['dismissed']],
    ['uk', 'Суд задовольнив апеляцію', ['granted']],
    ['en', 'The council turned down the bid', []],
    ['en', 'Rowers go back to the lake', []],
    ['ru', 'Совет отклонил заявку', []],
  ] as const)('%s: "%s" tells of %j', (language, text, stages) => {
    expect(stagesOf(text, language)).toEqual(stages);
  });

  test('a text of one phrase without end is read at once', () => {
    expect(stagesOf('weist '.repeat(200_000), 'de')).toEqual([]);
    expect(stagesOf(`appeal ${'nicht a '.repeat(200_000)}`, 'de')).toEqual([]);
  });
});

describe('competitionsOf', () => {
  test.each([
    ['world-championship', 'the World Rowing Championships in Perth'],
    ['world-championship', 'bei der Weltmeisterschaft'],
    ['world-championship', 'на чемпионате мира по гребле'],
    ['world-championship', 'aux championnats du monde'],
    ['world-cup', 'a World Cup in Perth'],
    ['world-cup', 'этап Кубка мира'],
    ['european-championship', 'на чемпіонаті Європи з дзюдо'],
    ['european-championship', 'au championnat d’Europe'],
    ['olympics', 'Juegos Olímpicos de invierno'],
    ['paralympics', 'the Paralympics'],
    ['qualifiers', 'в отборочном турнире'],
  ])('%s is "%s"', (id, text) => {
    expect(competitionsOf(text)).toEqual([id]);
  });

  test.each(['the world championed them', 'a cup of tea', 'отборные овощи', 'the committee'])(
    '"%s" names none',
    (text) => {
      expect(competitionsOf(text)).toEqual([]);
    },
  );
});
