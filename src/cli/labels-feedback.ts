import type { Command } from 'commander';
import type { Irrelevant } from '../store/feedback.ts';
import type { Cli } from './context.ts';
import { harmless } from './paint.ts';
import { withStore } from './with-archive.ts';

const MOST = 200;

/** `flagbearer labels feedback`: what readers called irrelevant, as a queue of what to label. */
export function addFeedback(labels: Command, cli: Cli): void {
  labels
    .command('feedback')
    .description('show the stories that readers called irrelevant, those of most readers first')
    .option('--json', 'one JSON object a line')
    .addHelpText(
      'after',
      `
What readers say changes no verdict. Look at the story, and say what it reports: labels add ITEM none.

Example:
  flagbearer labels feedback`,
    )
    .action(({ json }: { readonly json?: true }) =>
      withStore(cli, async (store) => {
        const stories = await store.feedback.irrelevant(MOST);
        for (const story of stories) cli.print(json === true ? JSON.stringify(story) : line(story));
        if (stories.length === 0) cli.tell('no reader has called a story irrelevant');
      }),
    );
}

function line({ leadItemId, title, outlet, readers, told }: Irrelevant): string {
  return `${readers} of ${told} readers  item ${leadItemId}  ${harmless(title)} (${harmless(outlet)})`;
}
