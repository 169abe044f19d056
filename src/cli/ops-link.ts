import type { Cli } from './context.ts';

/** Says how to come into the console while no operator is configured; `link` is null where one is, or where it is no use. */
export function tellWayIn(cli: Pick<Cli, 'print'>, link: string | null): void {
  if (link === null) return;
  cli.print(`console, once and within an hour: ${link}`);
  cli.print('(no operator is configured; `flagbearer ops token NAME` makes one)');
}
