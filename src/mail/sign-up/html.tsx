import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Html } from '@react-email/html';
import { Link } from '@react-email/link';
import { Text } from '@react-email/text';
import type { CSSProperties, ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { STYLE_SHEET, STYLES } from '../digest/style.ts';
import type { LetterView } from './view.ts';

const PARAGRAPH: CSSProperties = {
  margin: '14px 0 0',
  fontSize: 16,
  lineHeight: '25px',
  color: STYLES.title.color,
};
const ACTION: CSSProperties = { margin: '24px 0 8px', fontSize: 17, lineHeight: '26px' };
const ADDRESS: CSSProperties = { ...STYLES.foot, margin: '0 0 20px', overflowWrap: 'anywhere' };

/** The letter as an HTML document. Everything in it is escaped. */
export function letterHtml(view: LetterView): string {
  const document = (
    <Html lang={view.language}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{view.title}</title>
        <style>{STYLE_SHEET}</style>
      </Head>
      <Body className="page" style={STYLES.page}>
        <Container className="card" style={STYLES.card}>
          <div className="pad" style={STYLES.endPad}>
            <Text className="accent" style={STYLES.service}>
              {view.service}
            </Text>
            <Heading as="h1" className="title ink" style={STYLES.title}>
              {view.title}
            </Heading>
            {view.before.map((words) => (
              <Text key={words} className="ink" style={PARAGRAPH}>
                {words}
              </Text>
            ))}
            <Action view={view} />
            {view.after.map((words) => (
              <Text key={words} className="soft" style={STYLES.foot}>
                {words}
              </Text>
            ))}
          </div>
        </Container>
      </Body>
    </Html>
  );
  return `<!DOCTYPE html>${renderToStaticMarkup(document)}`;
}

/** A link with words, and its address for those whose program shows no links. */
function Action({ view }: { readonly view: LetterView }): ReactElement | null {
  if (view.href === null) return null;
  return (
    <>
      <Text className="ink" style={ACTION}>
        <Link className="accent" style={{ ...STYLES.link, fontWeight: 700 }} href={view.href}>
          {view.button}
        </Link>
      </Text>
      <Text className="soft" style={ADDRESS}>
        {view.href}
      </Text>
    </>
  );
}
