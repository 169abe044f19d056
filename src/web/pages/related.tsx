import type { ReactElement } from 'react';
import { clip } from '../excerpt.ts';
import { storyPath } from '../json/story.ts';
import { Day } from '../moment.tsx';
import type { StoryLine } from '../ports.ts';
import { outletsText, POLARITY_SIGNS } from '../words.ts';

/** In UTF-16 units. */
const HEADLINE_LENGTH = 200;

/** What else was told of the same matter, or of the same parties and sport. */
export function RelatedStories(props: {
  readonly stories: readonly StoryLine[];
}): ReactElement | null {
  if (props.stories.length === 0) return null;
  return (
    <section aria-labelledby="related">
      <h2 id="related">Related stories</h2>
      <ul className="related">
        {props.stories.map(({ id, changedAt, lead, confirmation }) => (
          <li key={id}>
            <a href={storyPath(id)} lang={lead.language}>
              {clip(lead.title, HEADLINE_LENGTH) || 'Report without a headline'}
            </a>
            <span className="under">
              {lead.verdict.polarity !== null && `${POLARITY_SIGNS[lead.verdict.polarity].word} · `}
              <Day at={changedAt} />
              {` · ${outletsText(confirmation)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
