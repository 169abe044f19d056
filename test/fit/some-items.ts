import type { Label } from '../../src/core/verdict.ts';
import type { Labelled } from '../../src/fit/labelled.ts';

/** A labelled item like any other but for what the test is about. */
export function aLabelled(id: string, parts: Partial<Labelled> = {}): Labelled {
  return {
    id,
    language: 'ru',
    title: `Заметка ${id} о фехтовании в России`,
    summary: '',
    label: 'none',
    direction: null,
    isBorder: false,
    isOutside: false,
    group: `none:${id}`,
    ...parts,
  };
}

const TEAMS = ['фехтовальщиков', 'гребцов', 'борцов', 'пловцов', 'лыжников', 'боксёров'];
const WHO = ['Федерация', 'Союз', 'Конгресс', 'Исполком'];

/**
 * Items of which half report, in a word that no keyword knows, that Russian athletes are shut out. Each team is a family
 * or an outlet; `labelOf` may give other labels.
 */
export function taughtItems(
  parts: Partial<Labelled> = {},
  labelOf: (right: Label, index: number) => Label = (right) => right,
): Labelled[] {
  return TEAMS.flatMap((team, family) =>
    WHO.flatMap((who, index) =>
      (['закапканила', 'поздравила'] as const).map((verb, which) => {
        const label = labelOf(which === 0 ? 'sanction' : 'none', family + index);
        return aLabelled(
          `${parts.isOutside === true ? 'out' : 'own'}-${family}-${index}-${which}`,
          {
            title: `${who} ${verb} ${team} России перед чемпионатом`,
            label,
            direction: label === 'sanction' ? 'imposed' : null,
            group: `${parts.isOutside === true ? 'outlet' : label}:${team}`,
            ...parts,
          },
        );
      }),
    ),
  );
}
