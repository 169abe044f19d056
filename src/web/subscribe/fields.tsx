import type { ReactElement, ReactNode } from 'react';
import type { FieldProblem } from '../../core/sign-up/fields.ts';

/** What is wrong with a form, if anything. */
export type Problems = readonly FieldProblem[];

/** The box at the head of a form that was sent back: every mistake, each with the way to its field. */
export function ProblemBox({ problems }: { readonly problems: Problems }): ReactElement | null {
  if (problems.length === 0) return null;
  return (
    <div className="problems" role="alert">
      <h2>This was not sent yet</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function problemOf(problems: Problems, field: string): string | null {
  return problems.find((one) => one.field === field)?.message ?? null;
}

/** What ties a control to its mistake, for those who hear the page. */
export function blamed(problems: Problems, field: string): object {
  if (problemOf(problems, field) === null) return {};
  return { 'aria-invalid': true, 'aria-describedby': `${field}-problem` };
}

/** The mistake of one field, under it. */
export function FieldNote(props: {
  readonly problems: Problems;
  readonly field: string;
}): ReactElement | null {
  const message = problemOf(props.problems, props.field);
  if (message === null) return null;
  return (
    <p className="wrong" id={`${props.field}-problem`}>
      {message}
    </p>
  );
}

/** A control under its label. */
export function Labelled(props: {
  readonly field: string;
  readonly label: string;
  readonly problems: Problems;
  readonly className?: string;
  readonly children: ReactNode;
}): ReactElement {
  const { field, label, problems, className, children } = props;
  return (
    <div className={`field ${className ?? ''}`.trim()}>
      <label htmlFor={field}>{label}</label>
      {children}
      <FieldNote problems={problems} field={field} />
    </div>
  );
}

/** One of several that can be chosen together. */
export type Choice = { readonly value: string; readonly text: ReactNode };

/** Boxes to tick, or buttons of which one is in. */
export function Choices(props: {
  readonly field: string;
  readonly legend: string;
  readonly kind: 'checkbox' | 'radio';
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly problems: Problems;
}): ReactElement {
  const { field, legend, kind, choices, chosen, problems } = props;
  return (
    <fieldset id={field} {...blamed(problems, field)}>
      <legend>{legend}</legend>
      <Ticks {...{ field, kind, choices, chosen }} />
      <FieldNote problems={problems} field={field} />
    </fieldset>
  );
}

function Ticks(props: {
  readonly field: string;
  readonly kind: 'checkbox' | 'radio';
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
}): ReactElement {
  const { field, kind, choices, chosen } = props;
  return (
    <div className="ticks">
      {choices.map(({ value, text }) => (
        <label key={value} className="tick">
          <input
            type={kind}
            name={field}
            value={value}
            defaultChecked={chosen.includes(value)}
            required={kind === 'radio'}
          />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
}

/** Many boxes to tick, folded away under what is chosen of them. */
export function LongChoices(props: {
  readonly field: string;
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly problems: Problems;
  /** What no tick at all means. */
  readonly none: string;
}): ReactElement {
  const { field, legend, choices, chosen, problems, none } = props;
  const count = choices.filter(({ value }) => chosen.includes(value)).length;
  return (
    <details className="long" id={field} open={problemOf(problems, field) !== null}>
      <summary>
        {legend} <span className="note">{count === 0 ? none : `${count} chosen`}</span>
      </summary>
      <fieldset {...blamed(problems, field)}>
        <legend className="unseen">{legend}</legend>
        <Ticks {...{ field, kind: 'checkbox', choices, chosen }} />
      </fieldset>
      <FieldNote problems={problems} field={field} />
    </details>
  );
}

/** A list of which one is chosen. */
export function Select(props: {
  readonly field: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  readonly chosen: string;
  readonly problems: Problems;
  readonly className?: string;
}): ReactElement {
  const { field, label, choices, chosen, problems, className } = props;
  return (
    <Labelled {...{ field, label, problems }} className={className ?? ''}>
      <select id={field} name={field} defaultValue={chosen} {...blamed(problems, field)}>
        {choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
