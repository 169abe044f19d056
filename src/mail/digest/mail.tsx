import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Hr } from '@react-email/hr';
import { Html } from '@react-email/html';
import { Link } from '@react-email/link';
import { Preview } from '@react-email/preview';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

import { Story } from './story.tsx';
import { STYLE_SHEET, STYLES } from './style.ts';
import type { DigestView } from './view.ts';

const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/** Outlook on Windows knows no largest width; only it reads this table. */
const OUTLOOK_OPEN =
  '<!--[if mso]><table role="presentation" align="center" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->';
const OUTLOOK_CLOSE = '<!--[if mso]></td></tr></table><![endif]-->';

/** The mail as an HTML document. Everything from elsewhere is escaped. */
export function renderHtml(view: DigestView, subject: string, preview: string): string {
  const card = OUTLOOK_OPEN + renderToStaticMarkup(<Card view={view} />) + OUTLOOK_CLOSE;
  const document = (
    <Html lang={view.language}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style>{STYLE_SHEET}</style>
      </Head>
      <Body className="page" style={STYLES.page}>
        <Preview>{preview}</Preview>
        <div dangerouslySetInnerHTML={{ __html: card }} />
      </Body>
    </Html>
  );
  return DOCTYPE + renderToStaticMarkup(document);
}

function Card({ view }: { readonly view: DigestView }): ReactElement {
  return (
    <Container className="card" style={STYLES.card}>
      <div className="pad" style={STYLES.pad}>
        <Text className="accent" style={STYLES.service}>
          {view.service}
        </Text>
        <Heading as="h1" className="title ink" style={STYLES.title}>
          {view.title}
        </Heading>
        <Text className="soft" style={STYLES.small}>
          {view.window}
        </Text>
      </div>
      {view.groups.map((group) => (
        <Group key={group.title} {...group} words={view.words} />
      ))}
      <Board board={view.board} />
      <Nothing words={view.nothing} />
      <Hidden view={view} />
      <Foot view={view} />
    </Container>
  );
}

function Group({
  title,
  stories,
  words,
}: DigestView['groups'][number] & Pick<DigestView, 'words'>): ReactElement {
  return (
    <div className="pad" style={STYLES.pad}>
      <Section>
        <Heading as="h2" className="ink rule" style={STYLES.group}>
          {title}
        </Heading>
        {stories.map((story, index) => (
          <Story key={story.id} story={story} isLast={index === stories.length - 1} words={words} />
        ))}
      </Section>
    </div>
  );
}

function Board({ board }: Pick<DigestView, 'board'>): ReactElement | null {
  if (board === null) return null;
  return (
    <div className="pad" style={STYLES.pad}>
      <Heading as="h2" className="ink rule" style={STYLES.group}>
        <Linked href={board.href} words={board.title} />
      </Heading>
      {board.lines.map((line) => (
        <Text key={line} className="ink" style={STYLES.boardLine}>
          {line}
        </Text>
      ))}
    </div>
  );
}

function Nothing({ words }: { readonly words: string | null }): ReactElement | null {
  if (words === null) return null;
  return (
    <div className="pad" style={STYLES.pad}>
      <Text className="ink" style={STYLES.small}>
        {words}
      </Text>
    </div>
  );
}

function Hidden({ view }: { readonly view: DigestView }): ReactElement | null {
  if (view.hidden === null) return null;
  return (
    <div className="pad" style={STYLES.pad}>
      <Text className="ink" style={STYLES.small}>
        {'… '}
        <Linked href={view.archiveHref} words={view.hidden} />
      </Text>
    </div>
  );
}

function Foot({ view }: { readonly view: DigestView }): ReactElement {
  return (
    <div className="pad" style={STYLES.endPad}>
      <Hr className="rule" style={STYLES.rule} />
      <Text className="soft" style={STYLES.foot}>
        {view.coverage}
      </Text>
      <Text className="soft" style={STYLES.foot}>
        {view.reason} {view.foot}
      </Text>
      <Text className="soft" style={STYLES.foot}>
        {view.manageHref !== null && (
          <>
            <Linked href={view.manageHref} words={view.words.manage} />
            {' · '}
          </>
        )}
        <Linked href={view.unsubscribeHref} words={view.words.unsubscribe} />
      </Text>
    </div>
  );
}

function Linked(props: { readonly href: string | null; readonly words: string }): ReactElement {
  if (props.href === null) return <>{props.words}</>;
  return (
    <Link className="accent" style={STYLES.link} href={props.href}>
      {props.words}
    </Link>
  );
}
