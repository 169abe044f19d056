import {
  answerAddressChange,
  askAddressChange,
  findAddressChange,
  moveUnopposed,
  openAddressChange,
  silentAddressChanges,
} from './address-changes.ts';
import { consentsOf, noteConsent } from './consents.ts';
import { findTold, irrelevantStories, noteIrrelevant } from './feedback.ts';
import { claimLetter, dueLetters, lostLetters, recordLetter } from './letters.ts';
import { erasedAmong, erasePerson, forgetErasure, personalData } from './personal-data.ts';
import { recentStories } from './recent-stories.ts';
import { countRequest, pruneCounts } from './request-counts.ts';
import { askSignUp, confirmSignUp, findSignUp, pendingSignUps, pruneSignUps } from './sign-ups.ts';

/** The questions behind what people settle by themselves, by noun: signing up, another address, what is kept of them. */
export const SELF_SERVICE = {
  signUps: {
    ask: askSignUp,
    find: findSignUp,
    confirm: confirmSignUp,
    pending: pendingSignUps,
    prune: pruneSignUps,
  },
  addressChanges: {
    ask: askAddressChange,
    open: openAddressChange,
    find: findAddressChange,
    answer: answerAddressChange,
    silent: silentAddressChanges,
    move: moveUnopposed,
  },
  letters: { due: dueLetters, lost: lostLetters, claim: claimLetter, record: recordLetter },
  consents: { note: noteConsent, of: consentsOf },
  feedback: { find: findTold, note: noteIrrelevant, irrelevant: irrelevantStories },
  requests: { count: countRequest, prune: pruneCounts },
  people: {
    data: personalData,
    erase: erasePerson,
    erased: erasedAmong,
    forgetErasure,
    recentStories,
  },
} as const;
