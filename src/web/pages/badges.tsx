import type { ReactElement } from 'react';
import type { Verdict } from '../../core/verdict.ts';
import { countryName } from '../../core/countries.ts';
import { POLARITY_SIGNS, sportName, TARGET_NAMES, TOPIC_NAMES } from '../words.ts';

/** More countries than this are counted, not named. */
const COUNTRIES_NAMED = 4;

/** What a verdict says, as words in a row: polarity, topic with direction, countries, body, sport. */
export function Badges({ verdict }: { readonly verdict: Verdict }): ReactElement {
  // In news of a measure they are mostly places: where a court sits, where a council met.
  const parties = verdict.label === 'agreement' ? verdict.countries : [];
  const countries = parties.slice(0, COUNTRIES_NAMED).map(countryName);
  const unnamed = parties.length - countries.length;
  return (
    <ul className="badges" aria-label="What it is about">
      {verdict.polarity !== null && <PolarityBadge polarity={verdict.polarity} />}
      <li className="badge strong">{topicText(verdict)}</li>
      {verdict.targets.map((target) => (
        <li className="badge" key={target}>
          {TARGET_NAMES[target]}
        </li>
      ))}
      {countries.map((country) => (
        <li className="badge" key={country}>
          {country}
        </li>
      ))}
      {unnamed > 0 && <li className="badge">{`${unnamed} more countries`}</li>}
      {verdict.authority !== null && <li className="badge">{verdict.authority}</li>}
      {verdict.sport !== null && <li className="badge">{sportName(verdict.sport)}</li>}
    </ul>
  );
}

function PolarityBadge(props: {
  readonly polarity: NonNullable<Verdict['polarity']>;
}): ReactElement {
  const { symbol, word } = POLARITY_SIGNS[props.polarity];
  return (
    <li className={`badge polarity ${props.polarity}`}>
      <span aria-hidden="true">{symbol}</span> {word}
    </li>
  );
}

function topicText({ label, direction }: Verdict): string {
  const topic = label === 'none' ? 'Not flagged' : TOPIC_NAMES[label];
  return direction === null ? topic : `${topic} ${direction}`;
}
