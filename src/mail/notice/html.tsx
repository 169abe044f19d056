import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Html } from '@react-email/html';
import { Link } from '@react-email/link';
import { Text } from '@react-email/text';
import { renderToStaticMarkup } from 'react-dom/server';

import { STYLE_SHEET, STYLES } from '../digest/style.ts';
import type { NoticeView } from './view.ts';

/** The mail as an HTML document. Everything from elsewhere is escaped. */
export function noticeHtml(view: NoticeView): string {
  const document = (
    <Html lang="en">
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
            <Entries view={view} />
            <Text className="soft" style={STYLES.foot}>
              {view.coverage}{' '}
              {view.page !== null && (
                <Link className="accent" style={STYLES.link} href={view.page.href}>
                  {view.page.words}
                </Link>
              )}
            </Text>
            <Text className="soft" style={STYLES.foot}>
              {view.foot}
            </Text>
          </div>
        </Container>
      </Body>
    </Html>
  );
  return `<!DOCTYPE html>${renderToStaticMarkup(document)}`;
}

function Entries({ view }: { readonly view: NoticeView }) {
  return (
    <>
      {view.entries.map(({ name, change, reason }) => (
        <Text key={`${name} ${change}`} className="ink" style={STYLES.small}>
          <strong>{name}</strong> {change}
          {reason !== null && (
            <>
              <br />
              {reason}
            </>
          )}
          <br />
          <br />
        </Text>
      ))}
      {view.hidden !== null && (
        <Text className="soft" style={STYLES.small}>
          {view.hidden}
        </Text>
      )}
    </>
  );
}
