// Builds dist/ unless it is newer than everything it is made of. `npm start` on a fresh clone thus just works,
// and an installed package, which has dist/ but no src/, is left alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

if (existsSync(join(root, 'src')) && newestSource() > builtAt()) {
  process.stderr.write('building dist/ …\n');
  const build = spawnSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: 'inherit' });
  process.exitCode = build.status ?? 1;
}

function newestSource() {
  const files = readdirSync(join(root, 'src'), { recursive: true }).map((file) =>
    join('src', file),
  );
  return Math.max(
    ...[...files, 'tsconfig.json', 'tsconfig.build.json', 'package.json'].map(modifiedAt),
  );
}

function builtAt() {
  const file = join('dist', 'main.js');
  return existsSync(join(root, file)) ? modifiedAt(file) : -1;
}

function modifiedAt(file) {
  return statSync(join(root, file)).mtimeMs;
}
