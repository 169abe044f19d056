import type { ReactElement, ReactNode } from 'react';
import { clip } from '../../excerpt.ts';
import { Moment } from '../../moment.tsx';
import { OutLink } from '../../pages/outlink.tsx';
import { counted } from '../../words.ts';
import type { OpsFrame } from '../answer.ts';
import { OpsPage } from '../frame.tsx';
import type { HistoryView, LookoutView, NearTitle, WhyView } from '../ports/why.ts';

const TITLE_LENGTH = 300;

/** What became of an article. */
export function WhyPage(props: {
  readonly frame: OpsFrame;
  readonly asked: string;
  /** Null: nothing was asked yet. */
  readonly answer: WhyView | null;
}): ReactElement {
  const { frame, asked, answer } = props;
  return (
    <OpsPage {...frame} title="Why not" section="why">
      <form method="get" action="/ops/why">
        <label htmlFor="q">Address, headline or number of an article</label>
        <div className="fields">
          <input id="q" name="q" className="wide" required maxLength={2000} defaultValue={asked} />
          <button>Look it up</button>
        </div>
      </form>
      {answer !== null && <Answer answer={answer} />}
    </OpsPage>
  );
}

function Answer({ answer }: { readonly answer: WhyView }): ReactElement {
  if (answer.found) return <History history={answer} />;
  if ('sources' in answer) return <Unread host={answer.host ?? ''} sources={answer.sources} />;
  if (answer.near.length === 0) {
    return (
      <p className="empty">
        No item with such a headline was read. Try a few telling words of it, or the article’s
        address, which also tells which source should have it.
      </p>
    );
  }
  return <Near title="No item has this headline. The likest:" near={answer.near} />;
}

function History({ history }: { readonly history: HistoryView }): ReactElement {
  const { id, title, url, outlet, source, publishedAt, fetchedAt, judged, story, told } = history;
  return (
    <>
      <h2 dir="auto">
        <OutLink to={url}>{clip(title, TITLE_LENGTH) || 'No headline'}</OutLink>
      </h2>
      <dl className="facts">
        <Fact name="Published">
          <Moment at={publishedAt} />
          {` by ${clip(outlet, 100)}`}
        </Fact>
        <Fact name="Read">
          <Moment at={fetchedAt} />
          {' from '}
          <a href={`/ops/sources/${encodeURIComponent(source)}`}>{source}</a>
          {`, as item ${id}`}
        </Fact>
        <Fact name="Judged">
          {judged === null ? 'not yet' : judged.because}
          {judged?.at != null && (
            <span className="under">
              <Moment at={judged.at} />
              {judged.revision !== null && ` by revision ${judged.revision.slice(0, 12)}`}
            </span>
          )}
        </Fact>
        <Fact name="Story">
          {story === null ? (
            'none'
          ) : (
            <>
              <a href={`/ops/stories/${story.id}`}>{story.id}</a>
              {`, ${counted(story.reports, 'report')}`}
            </>
          )}
        </Fact>
        <Fact name="Told">{toldText(told)}</Fact>
      </dl>
      {history.untold.length > 0 && (
        <ul>
          {history.untold.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {history.near.length > 0 && (
        <Near title="Other items with a headline like this" near={history.near} />
      )}
    </>
  );
}

function Fact(props: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function toldText(told: HistoryView['told']): string {
  if (told.length === 0) return 'to nobody';
  const people = new Set(told.map(({ subscriberId }) => subscriberId)).size;
  return `to ${counted(people, 'subscriber')}, in ${counted(told.length, 'digest')}`;
}

function Near(props: {
  readonly title: string;
  readonly near: readonly NearTitle[];
}): ReactElement {
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      <ul>
        {props.near.map(({ id, title, likeness }) => (
          <li key={id}>
            <a href={`/ops/why?q=${id}`} dir="auto">
              {clip(title, TITLE_LENGTH) || `item ${id}`}
            </a>
            {` (likeness ${likeness.toFixed(2)})`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unread(props: {
  readonly host: string;
  readonly sources: readonly LookoutView[];
}): ReactElement {
  const { host, sources } = props;
  if (sources.length === 0) {
    return (
      <p className="empty">
        {`It was never read: no source is at ${host}, and none has brought an article from there. To have it read: `}
        <code>{`flagbearer source add https://${host}`}</code>
      </p>
    );
  }
  return (
    <section aria-labelledby="unread">
      <h2 id="unread">It was never read. These sources could have had it:</h2>
      <ul>
        {sources.map(({ source, how, state, problem, lastOkAt, polls }) => (
          <li key={source}>
            <a href={`/ops/sources/${encodeURIComponent(source)}`}>{source}</a>
            {how === 'own' ? ' is at this host: ' : ' has brought articles from there: '}
            {`${state}, last read well `}
            {lastOkAt === null ? 'never' : <Moment at={lastOkAt} />}
            {problem !== null && `, ${clip(problem, 200)}`}
            <span className="under">{pollText(polls)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function pollText({ of, n, failed }: LookoutView['polls']): string {
  const when = of === null ? '' : ` of ${of} and the day after`;
  if (n === 0) return `no poll${when} is remembered`;
  const polls = `of ${counted(n, 'remembered poll')}${when}`;
  return failed === 0
    ? `${polls} none failed: it was not in the feed, or had left it`
    : `${polls} ${failed} failed`;
}
