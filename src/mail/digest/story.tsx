import { Heading } from '@react-email/heading';
import { Link } from '@react-email/link';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import type { ReactElement, ReactNode } from 'react';

import { STYLES } from './style.ts';
import type { NewsLine } from './news-lines.ts';
import type { DigestView, Piece, StoryView } from './view.ts';

/** One story: badges, headline, quote, who reports it and when, and the way to its evidence. */
export function Story(props: {
  readonly story: StoryView;
  readonly isLast: boolean;
  /** What the links to its evidence, and against it, say. */
  readonly words: Pick<DigestView['words'], 'why' | 'irrelevant'>;
}): ReactElement {
  const { story } = props;
  return (
    <Section className="line" style={props.isLast ? STYLES.lastStory : STYLES.story}>
      <div style={STYLES.storyCell}>
        <Badges sign={story.sign} badges={story.badges} />
        <Heading as="h3" className="ink" style={STYLES.headline} lang={story.language}>
          <Headline href={story.href}>
            <Marked pieces={story.headline} />
          </Headline>
        </Heading>
        {story.news.map((line, index) => (
          <News key={index} line={line} />
        ))}
        {story.quote !== null && (
          <blockquote className="ink line" style={STYLES.quote} lang={story.language}>
            <Marked pieces={story.quote} />
          </blockquote>
        )}
        <Text className="soft" style={STYLES.small}>
          {story.byline}
          {story.whyHref !== null && (
            <>
              <br />
              <Link className="accent" style={STYLES.link} href={story.whyHref}>
                {props.words.why}
              </Link>
            </>
          )}
          {story.irrelevantHref !== null && (
            <>
              {' · '}
              <Link className="accent" style={STYLES.link} href={story.irrelevantHref}>
                {props.words.irrelevant}
              </Link>
            </>
          )}
        </Text>
      </div>
    </Section>
  );
}

function News({ line: { text, quoted, href } }: { readonly line: NewsLine }): ReactElement {
  return (
    <Text className="ink line" style={STYLES.news}>
      {quoted === null ? (
        <Linked href={href}>{text}</Linked>
      ) : (
        <>
          {`${text} `}
          <Linked href={href}>
            <span lang={quoted.language ?? undefined}>{quoted.text}</span>
          </Linked>
        </>
      )}
    </Text>
  );
}

function Linked(props: {
  readonly href: string | null;
  readonly children: ReactNode;
}): ReactElement {
  if (props.href === null) return <>{props.children}</>;
  return (
    <Link className="accent" style={STYLES.link} href={props.href}>
      {props.children}
    </Link>
  );
}

function Badges(props: Pick<StoryView, 'sign' | 'badges'>): ReactElement {
  const [measure, ...others] = props.badges;
  return (
    <Text className="soft" style={STYLES.badges}>
      <span className="ink rule" style={STYLES.measure}>
        <span aria-hidden="true">{props.sign}</span> {measure}
      </span>
      {others.map((badge, index) => (
        <Badge key={index} text={badge} />
      ))}
    </Text>
  );
}

/** The space before it is where a line may break. */
function Badge({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {' '}
      <span className="soft line" style={STYLES.badge}>
        {text.replaceAll(' ', '\u00A0')}
      </span>
    </>
  );
}

function Headline(props: {
  readonly href: string | null;
  readonly children: ReactNode;
}): ReactElement {
  if (props.href === null) return <>{props.children}</>;
  return (
    <Link className="ink" style={STYLES.headlineLink} href={props.href}>
      {props.children}
    </Link>
  );
}

/** Matched words are bold too: not every mail program shows a ground colour. */
function Marked({ pieces }: { readonly pieces: readonly Piece[] }): ReactElement {
  return (
    <>
      {pieces.map(({ text, isMarked }, index) =>
        isMarked ? (
          <mark className="mark" style={STYLES.mark} key={index}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
