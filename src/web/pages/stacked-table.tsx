import type { ReactElement, ReactNode } from 'react';

/** A row; its first cell is the row's heading. */
export type Row = { readonly key: string; readonly cells: readonly ReactNode[] };

/**
 * A table whose rows become blocks on narrow screens. The roles repeat what the elements say, because browsers
 * forget it when a style sheet changes how they are displayed.
 */
export function StackedTable(props: {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The column that holds numbers. */
  readonly numeric?: string;
  /** The name of its style, where it has one of its own. */
  readonly look?: 'board' | 'console';
  readonly rows: readonly Row[];
}): ReactElement {
  return (
    <table className={props.look === undefined ? 'stacked' : `stacked ${props.look}`} role="table">
      <caption>{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {props.columns.map((column) => (
            <th
              key={column}
              scope="col"
              role="columnheader"
              className={numberClass(column, props.numeric)}
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <TableRow key={row.key} row={row} columns={props.columns} numeric={props.numeric} />
        ))}
      </tbody>
    </table>
  );
}

function TableRow(props: {
  readonly row: Row;
  readonly columns: readonly string[];
  readonly numeric: string | undefined;
}): ReactElement {
  const [heading, ...cells] = props.row.cells;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {heading}
      </th>
      {cells.map((cell, index) => {
        const column = props.columns[index + 1] ?? '';
        return (
          <td
            key={column}
            role="cell"
            className={numberClass(column, props.numeric)}
            data-label={column}
          >
            {cell}
          </td>
        );
      })}
    </tr>
  );
}

function numberClass(column: string, numeric: string | undefined): string | undefined {
  return column === numeric ? 'number' : undefined;
}
