import type { ReactElement } from 'react';
import { LANGUAGES } from '../../../core/source.ts';
import { LANGUAGE_NAMES } from '../../words.ts';
import { FormToken } from '../frame.tsx';
import { Answer } from './answer.tsx';
import { TunePage, type TuneFrame } from './frame.tsx';
import type {
  Draft,
  Judgement,
  KeywordFile,
  OpenFile,
  Refused,
  Sample,
  TunePort,
} from './ports.ts';
import { SAMPLE_LENGTH } from './sample-text.ts';
import { TUNE_SCRIPT_PATH } from './script.ts';

/** What the editor shows. */
export type EditorState = {
  readonly file: OpenFile;
  readonly draft: Draft;
  /** The sample as it was typed or read. */
  readonly text: string;
  readonly sample: Pick<Sample, 'language' | 'source'>;
  readonly address: string;
  readonly answer: Judgement | Refused | null;
  /** Something to be told first: where words came from, or why something was not done. */
  readonly note: { readonly kind: 'done' | 'refused'; readonly text: string } | null;
};

/** A file of keywords, a text, and what the one says of the other. */
export function EditorPage(props: {
  readonly frame: TuneFrame;
  readonly port: Pick<TunePort, 'files' | 'sources'>;
  readonly state: EditorState;
}): ReactElement {
  const { frame, port, state } = props;
  const { file, draft, note, answer } = state;
  return (
    <TunePage frame={frame} title="Tune the keywords" part="edit">
      <FileChoice files={port.files} chosen={file.key} />
      {note !== null && (
        <p className={note.kind} role="status">
          {note.text}
        </p>
      )}
      {file.hash !== draft.base && <Stale />}
      <div className="tune">
        <form
          id="tune-form"
          className="tune-form"
          method="post"
          action="/ops/tune/look"
          encType="multipart/form-data"
        >
          <FormToken value={frame.formToken} />
          <input type="hidden" name="file" value={file.key} />
          <input type="hidden" name="base" value={draft.base} />
          <SampleFields state={state} sources={port.sources()} />
          <label htmlFor="tune-file">{`${file.name}: ${file.title}`}</label>
          <textarea
            id="tune-file"
            name="text"
            rows={22}
            wrap="off"
            spellCheck={false}
            autoComplete="off"
            defaultValue={draft.text}
          />
          <Actions />
        </form>
        <div className="tune-said" role="region" aria-label="Verdict and evidence" tabIndex={0}>
          <p id="tune-status" role="status" className="note" />
          <Answer answer={answer} file={file.name} text={draft.text} />
        </div>
      </div>
      <script src={TUNE_SCRIPT_PATH} defer />
    </TunePage>
  );
}

function FileChoice(props: {
  readonly files: readonly KeywordFile[];
  readonly chosen: string;
}): ReactElement {
  return (
    <form method="get" action="/ops/tune" className="fields">
      <div>
        <label htmlFor="tune-choice">File of keywords</label>
        <select id="tune-choice" name="file" defaultValue={props.chosen}>
          {props.files.map(({ key, title }) => (
            <option key={key} value={key}>{`${key}: ${title}`}</option>
          ))}
        </select>
      </div>
      <button className="quiet">Open as it is on disk</button>
    </form>
  );
}

function Stale(): ReactElement {
  return (
    <p className="refused">
      The file has changed since this text was begun, and a diff would take that change back. Copy
      your lines, open the file as it is now, and put them in.
    </p>
  );
}

function SampleFields(props: {
  readonly state: EditorState;
  readonly sources: ReturnType<TunePort['sources']>;
}): ReactElement {
  const { text, sample, address } = props.state;
  return (
    <>
      <label htmlFor="tune-sample">Text to judge</label>
      <textarea
        id="tune-sample"
        name="sample"
        rows={4}
        maxLength={SAMPLE_LENGTH}
        aria-describedby="tune-sample-hint"
        defaultValue={text}
      />
      <p id="tune-sample-hint" className="note">
        The headline on the first line, then the summary; after an empty line the article’s text.
      </p>
      <div className="fields">
        <div className="wide">
          <label htmlFor="tune-address">Or an item’s id, or an article’s address</label>
          <input id="tune-address" name="address" type="text" defaultValue={address} />
        </div>
        <button className="quiet" formAction="/ops/tune/read">
          Read its words
        </button>
      </div>
      <div className="fields">
        <div>
          <label htmlFor="tune-language">Language</label>
          <select id="tune-language" name="language" defaultValue={sample.language ?? ''}>
            <option value="">guess it</option>
            {LANGUAGES.map((language) => (
              <option key={language} value={language}>
                {LANGUAGE_NAMES[language]}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor="tune-source">As if read from</label>
          <select id="tune-source" name="source" defaultValue={sample.source ?? ''}>
            <option value="">no source</option>
            {props.sources.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
    </>
  );
}

function Actions(): ReactElement {
  return (
    <>
      <div className="fields actions">
        <button>Judge</button>
        <button className="quiet" formAction="/ops/tune/backtest">
          Backtest on the archive
        </button>
        <button className="quiet" formAction="/ops/tune/diff">
          Download the diff
        </button>
      </div>
      <p className="note">
        Nothing is written here: the diff is for the files under version control, which the service
        takes up by itself. Apply it in the folder above the configuration’s own, with{' '}
        <code>git apply</code> or <code>patch -p1</code>.
      </p>
    </>
  );
}
