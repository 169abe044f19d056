import type { ReactElement } from 'react';
import { clip } from '../../excerpt.ts';
import { Moment } from '../../moment.tsx';
import { StackedTable } from '../../pages/stacked-table.tsx';
import { address } from '../../query.ts';
import { counted } from '../../words.ts';
import type { OpsFrame } from '../answer.ts';
import { FormToken, OpsPage } from '../frame.tsx';
import type { DigestRow, DigestsPort } from '../ports/digests.ts';

const PROBLEM_LENGTH = 200;

/** The states that deliveries can be chosen by. */
export const DELIVERY_STATES = [
  'queued',
  'held',
  'sending',
  'sent',
  'failed',
  'unknown',
  'cancelled',
  'empty',
] as const;

type Held = Awaited<ReturnType<DigestsPort['held']>>;
type Upcoming = Awaited<ReturnType<DigestsPort['upcoming']>>;

/** Digests that wait for a person, that come, and that went. */
export function DigestsPage(props: {
  readonly frame: OpsFrame;
  readonly held: Held;
  readonly upcoming: Upcoming;
  readonly digests: readonly DigestRow[];
  readonly next: string | null;
  readonly state: string | null;
}): ReactElement {
  const { frame, held, upcoming, digests, next, state } = props;
  return (
    <OpsPage {...frame} title="Digests" section="digests">
      <PreviewForm />
      <HeldMail held={held} formToken={frame.formToken} />
      <UpcomingTable upcoming={upcoming} />
      <section aria-labelledby="composed">
        <h2 id="composed">Composed</h2>
        <p className="note">
          What was sent is not sent again: a story is told once, and a mail of unknown outcome is
          repeated by itself, under the same Message-ID. A correction is told in the next digest.
        </p>
        <StateFilter state={state} />
        <DigestTable digests={digests} />
      </section>
      {next !== null && (
        <nav className="pager" aria-label="Pages">
          <a
            rel="next"
            href={address('/ops/digests', [
              ['state', state],
              ['before', next],
            ])}
          >
            Older digests
          </a>
        </nav>
      )}
    </OpsPage>
  );
}

/** Asks whose digest to show. */
export function PreviewForm({ email = '' }: { readonly email?: string }): ReactElement {
  return (
    <form method="get" action="/ops/digests/preview" className="fields">
      <div>
        <label htmlFor="email">Preview as a subscriber</label>
        <input
          id="email"
          name="email"
          type="email"
          required
          placeholder="name@example.org"
          defaultValue={email}
        />
      </div>
      <button className="quiet">Preview</button>
    </form>
  );
}

function HeldMail(props: { readonly held: Held; readonly formToken: string }): ReactElement {
  const { stops, digests } = props.held;
  if (stops.length + digests.length === 0) return <p className="empty">Nothing is held.</p>;
  return (
    <section aria-labelledby="held" className="refused">
      <h2 id="held">Held</h2>
      <ul>
        {stops.map(({ reason, at }) => (
          <li key={reason}>
            {'No digest is sent since '}
            <Moment at={at} />
            {`: ${clip(reason, PROBLEM_LENGTH)}`}
          </li>
        ))}
        {digests.map(({ id, email, reason, at }) => (
          <li key={id}>
            {`For ${email}, since `}
            <Moment at={at} />
            {`: ${clip(reason, PROBLEM_LENGTH)}`}
          </li>
        ))}
      </ul>
      <form method="post" action="/ops/digests/release">
        <FormToken value={props.formToken} />
        <button>Send what is held</button>
      </form>
    </section>
  );
}

function UpcomingTable({ upcoming }: { readonly upcoming: Upcoming }): ReactElement {
  const { digests, instant } = upcoming;
  return (
    <section aria-labelledby="upcoming">
      <h2 id="upcoming">Upcoming</h2>
      <p className="note">
        {`${counted(instant, 'subscriber')} ${instant === 1 ? 'gets' : 'get'} mail as soon as there is news.`}
      </p>
      {digests.length > 0 && (
        <StackedTable
          caption="The next ones"
          columns={['Subscriber', 'Due', 'Schedule', 'Preview']}
          look="console"
          rows={digests.map(({ email, dueAt, scheduleText }) => ({
            key: email,
            cells: [
              email,
              <Moment key="due" at={dueAt} />,
              scheduleText,
              <a key="preview" href={address('/ops/digests/preview', [['email', email]])}>
                as of now<span className="unseen">{` for ${email}`}</span>
              </a>,
            ],
          }))}
        />
      )}
    </section>
  );
}

function StateFilter({ state }: { readonly state: string | null }): ReactElement {
  return (
    <form method="get" action="/ops/digests" className="fields">
      <div>
        <label htmlFor="state">State</label>
        <select id="state" name="state" defaultValue={state ?? ''}>
          <option value="">any</option>
          {DELIVERY_STATES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <button className="quiet">Show</button>
    </form>
  );
}

function DigestTable({ digests }: { readonly digests: readonly DigestRow[] }): ReactElement {
  if (digests.length === 0) return <p className="empty">No digest is so.</p>;
  return (
    <StackedTable
      caption="The latest first"
      columns={['Digest', 'To', 'State', 'Composed', 'Sent', 'Stories', 'Problem']}
      look="console"
      rows={digests.map((digest) => ({
        key: digest.id,
        cells: [
          <a key="id" href={`/ops/digests/${digest.id}`}>
            {digest.id}
          </a>,
          digest.email,
          digest.state,
          <Moment key="composed" at={digest.composedAt} />,
          digest.sentAt === null ? '–' : <Moment key="sent" at={digest.sentAt} />,
          digest.stories,
          digest.problem === null ? (
            <span className="none">none</span>
          ) : (
            clip(digest.problem, PROBLEM_LENGTH)
          ),
        ],
      }))}
    />
  );
}
