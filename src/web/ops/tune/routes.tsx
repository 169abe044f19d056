import { type Context, Hono } from 'hono';
import { answerNotFound, answerPage } from '../../answer.tsx';
import { SAFE_HEADERS } from '../../security.ts';
import type { WebPorts } from '../../ports.ts';
import type { OpsEnv } from '../env.ts';
import { Answer } from './answer.tsx';
import { EditorPage, type EditorState } from './editor.tsx';
import { readForm, type TuneForm } from './form.ts';
import { frameOf, listRoutes } from './lists.tsx';
import type { ReadSample, TunePort } from './ports.ts';
import { textOfSample } from './sample-text.ts';
import { TUNE_SCRIPT } from './script.ts';

/** Item and backtest ids are decimal strings of a positive bigint; 18 digits always fit one. */
const ID = /^[1-9]\d{0,17}$/;

/** The only pages with a script: it is a file of ours, and asks nobody but us. */
const SCRIPTED = `${SAFE_HEADERS.get('Content-Security-Policy') ?? ''}; script-src 'self'; connect-src 'self'`;

type C = Context<OpsEnv>;

/** `/ops/tune`: keywords are edited and tried, items near the threshold labelled. Nothing here writes to the configuration. */
export function tuneRoutes(ports: WebPorts, tune: TunePort): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  routes.get('/', (c) => openEditor(c, ports, tune));
  routes.get('/script.js', (c) =>
    c.body(TUNE_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  routes.post('/look', async (c) => {
    const form = await readForm(c);
    const isPart = c.req.query('part') === 'answer';
    const answer = form.text.trim() === '' ? null : await tune.look(form.draft, form.sample);
    if (!isPart) return answerEditor(c, ports, tune, form, { answer });
    const file = tune.files.find(({ key }) => key === form.draft.key);
    if (file === undefined) return answerNotFound(c, ports);
    return answerPage(c, <Answer answer={answer} file={file.name} text={form.draft.text} />);
  });
  routes.post('/read', (c) => readWords(c, ports, tune));
  routes.post('/diff', (c) => answerDiff(c, ports, tune));
  routes.post('/backtest', (c) => startBacktest(c, ports, tune));
  routes.route('/', listRoutes(ports, tune));
  return routes;
}

const NO_SAMPLE = { text: '', sample: { language: null, source: null }, address: '' } as const;

/** A file as it is on disk, or as a backtest had it; with the words of an item, where one is named. */
async function openEditor(c: C, ports: WebPorts, tune: TunePort): Promise<Response> {
  const opened = await openedFile(c, tune);
  if (opened === null) return answerNotFound(c, ports);
  const item = idOf(c.req.query('item'));
  if (item === null) {
    return showEditor(c, tune, { ...opened, ...NO_SAMPLE, answer: null, note: null });
  }
  // An id is only looked up: nothing is fetched for a GET.
  const read = await tune.read(c.get('operator'), item);
  const words =
    read.kind === 'failed'
      ? { answer: null }
      : {
          text: textOfSample(read.sample),
          sample: read.sample,
          answer: await tune.look(opened.draft, read.sample),
        };
  return showEditor(c, tune, { ...opened, ...NO_SAMPLE, ...words, note: noteOf(read) });
}

async function openedFile(
  c: C,
  tune: TunePort,
): Promise<Pick<EditorState, 'file' | 'draft'> | null> {
  const draftId = idOf(c.req.query('draft'));
  const draft = draftId === null ? null : await tune.draftOf(draftId);
  if (draftId !== null && draft === null) return null;
  const file = await tune.open(draft?.key ?? c.req.query('file') ?? tune.files[0]?.key ?? '');
  if (file === null) return null;
  return { file, draft: draft ?? { key: file.key, text: file.text, base: file.hash } };
}

/** The editor with what a form held, so that nothing typed is lost. */
async function answerEditor(
  c: C,
  ports: WebPorts,
  tune: TunePort,
  form: TuneForm,
  more: Partial<EditorState>,
): Promise<Response> {
  const file = await tune.open(form.draft.key);
  if (file === null) return answerNotFound(c, ports);
  const { draft, text, sample, address } = form;
  return showEditor(c, tune, {
    file,
    draft,
    text,
    sample,
    address,
    answer: null,
    note: null,
    ...more,
  });
}

function showEditor(c: C, tune: TunePort, state: EditorState): Response | Promise<Response> {
  c.header('Content-Security-Policy', SCRIPTED);
  return answerPage(c, <EditorPage frame={frameOf(c)} port={tune} state={state} />);
}

async function readWords(c: C, ports: WebPorts, tune: TunePort): Promise<Response> {
  const form = await readForm(c);
  const read = await tune.read(c.get('operator'), form.address);
  if (read.kind === 'failed') return answerEditor(c, ports, tune, form, { note: noteOf(read) });
  const { sample } = read;
  return answerEditor(c, ports, tune, form, {
    text: textOfSample(sample),
    sample,
    answer: await tune.look(form.draft, sample),
    note: noteOf(read),
  });
}

function noteOf(read: ReadSample): EditorState['note'] {
  if (read.kind === 'read') return { kind: 'done', text: read.note };
  return { kind: 'refused', text: `No words were read: ${read.problem}. ${read.advice}` };
}

const UNCHANGED = 'Nothing is changed yet: the text is that of the file on disk.';
const STALE = 'No diff was made, since it would take back what has changed in the file meanwhile.';

async function answerDiff(c: C, ports: WebPorts, tune: TunePort): Promise<Response> {
  const form = await readForm(c);
  const diff = await tune.diff(form.draft);
  if (diff.kind === 'diff') {
    c.header('Content-Disposition', `attachment; filename="${diff.fileName}"`);
    return c.body(diff.text, 200, { 'Content-Type': 'text/x-diff; charset=utf-8' });
  }
  const text = diff.kind === 'stale' ? STALE : UNCHANGED;
  return answerEditor(c, ports, tune, form, { note: { kind: 'refused', text } });
}

const BUSY = 'Four backtests are not finished yet. Wait for one of them.';

async function startBacktest(c: C, ports: WebPorts, tune: TunePort): Promise<Response> {
  const form = await readForm(c);
  const started = await tune.startBacktest(c.get('operator'), form.draft);
  if (started.kind === 'started') return c.redirect(`/ops/tune/backtests/${started.id}`, 303);
  if (started.kind === 'refused') return answerEditor(c, ports, tune, form, { answer: started });
  return answerEditor(c, ports, tune, form, { note: { kind: 'refused', text: BUSY } });
}

/** An id of a row, where a query or a path holds one. */
function idOf(text: string | undefined): string | null {
  return text !== undefined && ID.test(text) ? text : null;
}
