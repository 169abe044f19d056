import type { Source } from '../core/source.ts';
import type { FetchOutcome } from '../sources/fetch-source.ts';
import type { FetchRecord } from '../store/fetches.ts';

/** What a poll's outcome means for the source's record: nothing to read is a failure, never a success. */
export function describeFetch(
  source: Source,
  outcome: FetchOutcome,
  poll: { readonly at: Date; readonly ms: number; readonly kept: number },
): FetchRecord {
  const record = {
    sourceId: source.id,
    ...poll,
    outcome: outcome.kind,
    status: 'status' in outcome ? outcome.status : null,
    bytes: null,
    entries: null,
    problem: null,
    validators: null,
    items: [],
  };
  switch (outcome.kind) {
    case 'read':
      return describeRead(record, outcome);
    case 'unchanged':
      return { ...record, state: 'ok', validators: outcome.validators };
    case 'gone':
      return {
        ...record,
        state: 'gone',
        problem: 'the server says that it is gone for good (410)',
      };
    case 'refused':
      return { ...record, state: 'failing', problem: withoutPaths(outcome.problem) };
    case 'failed':
      return {
        ...record,
        state: 'failing',
        problem: withoutPaths(`${outcome.problem}. ${outcome.advice}`),
      };
  }
}

/** The page shows problems to everybody, and the path or query of an address may hold a key: its host is enough. */
function withoutPaths(problem: string): string {
  return problem.replaceAll(
    /https?:\/\/(?:[^\s/@]*@)?([^\s/?#]+?)(?:[/?#]\S*?)?(?=[:;,.)]*(?:\s|$))/gu,
    '$1',
  );
}

function describeRead(
  record: Omit<FetchRecord, 'state'>,
  outcome: Extract<FetchOutcome, { kind: 'read' }>,
): FetchRecord {
  const { parsed } = outcome;
  const read = {
    ...record,
    bytes: outcome.bytes,
    entries: parsed.entries.length,
    items: outcome.items,
  };
  if (parsed.entries.length > 0) return { ...read, state: 'ok', validators: outcome.validators };
  // Validators of a page that could not be read would make it look unchanged, and so fine, for ever.
  const problem = withoutPaths(parsed.problems[0] ?? 'the document holds no item');
  return { ...read, state: 'failing', problem, validators: { etag: null, lastModified: null } };
}
