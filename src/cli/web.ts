import type { Command } from 'commander';
import type { Cli } from './context.ts';
import { tellWayIn } from './ops-link.ts';
import { closeOnSignal } from './stop.ts';

/** `flagbearer web`: the page alone. */
export function addWeb(program: Command, cli: Cli): void {
  program
    .command('web')
    .description('serve the web page, without running jobs')
    .addHelpText('after', '\nExample:\n  HOST=0.0.0.0 PORT=80 flagbearer web')
    .action(() => web(cli));
}

async function web(cli: Cli): Promise<void> {
  const { openService } = await import('../app/service.ts');
  const { serveService } = await import('../app/serve.ts');
  const settings = cli.settings();
  const log = cli.log();
  const service = await openService(settings, {
    schema: 'require',
    log,
    now: cli.now,
    follow: 'page',
  });
  try {
    const server = await serveService(service, settings);
    cli.print(`the page is up: ${server.url}`);
    tellWayIn(cli, server.signIn);
    await closeOnSignal(async () => {
      await server.close();
      await service.close();
    }, log);
  } catch (error) {
    await service.close();
    throw error;
  }
}
