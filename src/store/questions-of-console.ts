import { addAuditEntry, auditedOperators, findAuditEntry, listAuditEntries } from './audit-log.ts';
import {
  countInstant,
  digestContent,
  findDigest,
  listDigests,
  nextDigests,
} from './digest-list.ts';
import {
  endOperatorSession,
  endOperatorSessions,
  findOperatorSession,
  noteSignInFailure,
  openOperatorSession,
  signInFailures,
} from './operator-sessions.ts';
import { activityByBody, activityByLanguage, itemsByDay, newShares } from './source-activity.ts';
import {
  allSourceOverrides,
  pauseSource,
  resumeSource,
  setSourceInterval,
  sourceOverrides,
} from './source-overrides.ts';
import { countReach, countSince, searchSubscribers } from './subscriber-search.ts';

/** Who is signed in to the console, what they did there, and what they look at. */
export const CONSOLE = {
  sessions: {
    open: openOperatorSession,
    find: findOperatorSession,
    end: endOperatorSession,
    endAll: endOperatorSessions,
    noteFailure: noteSignInFailure,
    failures: signInFailures,
  },
  audit: {
    add: addAuditEntry,
    list: listAuditEntries,
    find: findAuditEntry,
    operators: auditedOperators,
  },
  overrides: {
    of: sourceOverrides,
    all: allSourceOverrides,
    pause: pauseSource,
    resume: resumeSource,
    setInterval: setSourceInterval,
  },
  activity: {
    days: itemsByDay,
    newShares,
    languages: activityByLanguage,
    bodies: activityByBody,
    since: countSince,
  },
  digestList: {
    next: nextDigests,
    countInstant,
    list: listDigests,
    find: findDigest,
    content: digestContent,
  },
  readers: { search: searchSubscribers, count: countReach },
};
