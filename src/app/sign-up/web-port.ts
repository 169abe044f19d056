import { changeLimit } from '../../core/sign-up/limits.ts';
import type { App } from '../../ports.ts';
import type { FoundSignUp } from '../../store/sign-ups.ts';
import type { StoredSubscriber } from '../../store/subscribers.ts';
import type { OwnSubscription, SelfServicePort, SignUpView } from '../../web/subscribe/port.ts';
import { askToSignUp } from './ask.ts';
import { choicesOf } from './choices.ts';
import { confirmSignUp } from './confirm.ts';
import { askToMove, moveView } from './move.ts';
import { resume, savePreferences } from './preferences.ts';
import { previewMonth } from './preview.ts';

/** What people settle by themselves, for the pages. Asked for anew each time: a changed configuration replaces `App`. */
export function selfServicePort(appOf: () => App): SelfServicePort {
  return {
    choices: (own) => choicesOf(appOf().config, own),
    ask: (wanted) => askToSignUp(appOf(), wanted),
    findSignUp: async (key) => {
      const { store, now } = appOf();
      return signUpView(await store.signUps.find(key, now()));
    },
    confirm: async (key, network) => signUpView(await confirmSignUp(appOf(), key, network)),
    ...ownPort(appOf),
    ...movePort(appOf),
  };
}

type OwnPort = Pick<SelfServicePort, 'find' | 'save' | 'resume' | 'preview' | 'exportOf' | 'erase'>;

function ownPort(appOf: () => App): OwnPort {
  const ownerOf = (token: string): Promise<StoredSubscriber | undefined> =>
    appOf().store.subscribers.findByToken(token);
  const mayAsk = ({ id }: StoredSubscriber): Promise<boolean> =>
    appOf().store.requests.count([changeLimit(id)], appOf().now());
  return {
    find: async (token) => {
      const owner = await ownerOf(token);
      return owner === undefined ? null : ownView(appOf(), owner);
    },
    save: (token, wanted) => savePreferences(appOf(), token, wanted),
    resume: (token, network) => resume(appOf(), token, network),
    preview: async (token, { preferences }) => {
      const { store, now } = appOf();
      const owner = await ownerOf(token);
      if (owner === undefined) return null;
      return (await mayAsk(owner)) ? previewMonth(store, preferences, now()) : 'tired';
    },
    exportOf: async (token, network) => {
      const { store, now } = appOf();
      const owner = await ownerOf(token);
      if (owner === undefined) return null;
      if (!(await mayAsk(owner))) return 'tired';
      const way = 'preferences page';
      await store.consents.note(
        { subscriberId: owner.id },
        { act: 'exported', way, wording: null, network, detail: null, at: now() },
      );
      return (await store.people.data(owner.email)) ?? null;
    },
    erase: async (token) => {
      const { store, now } = appOf();
      const owner = await ownerOf(token);
      if (owner !== undefined) await store.people.erase(owner.email, now());
      return owner !== undefined;
    },
  };
}

function movePort(appOf: () => App): Pick<SelfServicePort, 'move' | 'findMove' | 'answerMove'> {
  return {
    move: (token, email, network) => askToMove(appOf(), token, { email, network }),
    findMove: async (key) => {
      const { store, now } = appOf();
      const found = await store.addressChanges.find(key, now());
      return found === undefined ? null : { end: found.end, move: moveView(found.change) };
    },
    answerMove: async (key, answer, network) => {
      const { store, now } = appOf();
      const said = {
        way: 'link in a letter',
        wording: null,
        network,
        detail: null,
        at: now(),
      } as const;
      const found = await store.addressChanges.answer(key, answer, said);
      return found === undefined ? null : { end: found.end, move: moveView(found.change) };
    },
  };
}

function signUpView(found: FoundSignUp | undefined): SignUpView | null {
  if (found === undefined) return null;
  const { state, hasBegun, terms, token } = found;
  return { state, hasBegun, terms, token };
}

async function ownView({ store, now }: App, owner: StoredSubscriber): Promise<OwnSubscription> {
  const { email, state, managedBy, schedule, zone, preferences, pausedUntil } = owner;
  const at = now();
  const suppression = await store.suppressions.find(email);
  const change = await store.addressChanges.open(owner.id, at);
  return {
    email,
    state,
    isFixed: managedBy === 'file',
    terms: { schedule, zone, preferences },
    pausedUntil: pausedUntil !== null && pausedUntil > at ? pausedUntil : null,
    suppressed: suppression?.reason ?? null,
    move: change === undefined ? null : moveView(change),
  };
}
