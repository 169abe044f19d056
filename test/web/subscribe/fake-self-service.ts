import { USUAL_TERMS } from '../../../src/core/sign-up/form.ts';
import type {
  MoveView,
  OwnSubscription,
  PreviewView,
  SelfServicePort,
} from '../../../src/web/subscribe/port.ts';

/** What the fake knows: who has a token, and that every key ends with what it is for. */
export type SelfServiceData = {
  /** Token → whether its owner gets mail. */
  readonly tokens?: Readonly<Record<string, boolean>>;
  readonly own?: Partial<OwnSubscription>;
  /** What is answered to `ask`, `save` and `move`. */
  readonly tired?: boolean;
};

const TERMS = { ...USUAL_TERMS, zone: 'Europe/Vienna' };

const MOVE: MoveView = {
  from: 'old@example.org',
  to: 'new@example.org',
  state: 'open',
  isAllowed: false,
  askedAt: new Date('2026-03-14T12:00:00Z'),
};

/** The port over plain data; whatever would change something is noted as a call. */
export function fakeSelfService(
  { tokens = {}, own = {}, tired = false }: SelfServiceData,
  calls: string[],
): SelfServicePort {
  const find = (token: string): OwnSubscription | null => {
    const active = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
    if (active === undefined) return null;
    return {
      email: 'reader@example.org',
      state: active ? 'active' : 'left',
      isFixed: false,
      terms: TERMS,
      pausedUntil: null,
      suppressed: null,
      move: null,
      ...own,
    };
  };
  const note = <Answer>(call: string, answer: Answer): Promise<Answer> => {
    calls.push(call);
    return Promise.resolve(answer);
  };
  const done = tired ? 'tired' : 'done';
  return {
    choices: () => ({ sports: ['judo', 'skiing'], federations: ['FIS', 'World Archery'] }),
    ask: ({ email }) => note(`ask ${email}`, tired ? 'tired' : 'asked'),
    findSignUp: (key) =>
      Promise.resolve(
        key.endsWith('sign-up')
          ? { state: 'open', hasBegun: false, terms: TERMS, token: null }
          : null,
      ),
    confirm: (key) =>
      note(
        `confirm ${key}`,
        key.endsWith('sign-up')
          ? { state: 'active', hasBegun: true, terms: TERMS, token: 'token-of-a-reader' }
          : null,
      ),
    find: (token) => Promise.resolve(find(token)),
    save: (token) => note(`save ${token}`, done),
    resume: (token) => note(`resume ${token}`, done),
    preview: () => Promise.resolve(PREVIEW),
    move: (token, email) => note(`move ${token} ${email}`, done),
    findMove: (key) => Promise.resolve(moveOf(key)),
    answerMove: (key, answer) => note(`answer ${key} ${answer}`, moveOf(key)),
    exportOf: (token) => note(`export ${token}`, { email: 'reader@example.org' }),
    erase: (token) => note(`erase ${token}`, find(token) !== null),
  };
}

function moveOf(key: string): Awaited<ReturnType<SelfServicePort['findMove']>> {
  if (key.endsWith('new-end')) return { end: 'new', move: MOVE };
  return key.endsWith('old-end') ? { end: 'old', move: MOVE } : null;
}

const PREVIEW: PreviewView = {
  examined: 31,
  isCut: false,
  wanted: Array.from({ length: 11 }, (_, n) => storyOf(String(n + 1))),
  wantedCount: 29,
  leftOut: [{ story: storyOf('90'), reason: 'sport: judo; wanted: skiing' }],
  leftOutCount: 2,
};

function storyOf(id: string): PreviewView['wanted'][number] {
  return {
    id,
    title: `Federation bars Russian teams, part ${id}`,
    language: 'en',
    outlet: 'paper.example',
    changedAt: new Date('2026-03-14T12:30:00Z'),
    verdict: {
      label: 'sanction',
      direction: 'imposed',
      polarity: 'tighter',
      score: 0.9,
      targets: ['RUS'],
      countries: [],
      authority: 'FIS',
      sport: 'skiing',
      evidence: {
        topic: 'sanction',
        logit: 2.2,
        threshold: 0.5,
        gate: null,
        contributions: [],
        hits: [],
        seed: null,
      },
    },
  };
}
