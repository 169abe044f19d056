/*
 * Whether the very process that was seen before still lives. A pid alone does not tell, since the system gives it to
 * another process later: pid and start time together do.
 */
import { readFileSync } from 'node:fs';
import { ownIdentity, run } from './child.ts';
import { codeOf } from './error-code.ts';

const UNKNOWN = 'unknown';

/** When a process started, in the system's own notation; `unknown` if that cannot be learned, empty when it is dead. */
export async function signatureOf(pid: number): Promise<string> {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !exists(pid)) return '';
  if (process.platform === 'linux') return linuxSignature(pid);
  const { ok, output } = await run('ps', ['-o', 'lstart=', '-p', String(pid)], {
    identity: ownIdentity(),
    cwd: '/',
  });
  return ok && output !== '' ? output.replaceAll(/[^0-9A-Za-z]+/g, '-') : UNKNOWN;
}

/** Whether the process that had this pid and this signature is still there. In doubt it is. */
export async function isAlive(pid: number, signature: string): Promise<boolean> {
  const now = await signatureOf(pid);
  if (now === '') return false;
  return now === signature || now === UNKNOWN || signature === UNKNOWN;
}

/** Whether any process has this pid. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Fields 3 (state) and 22 (start time) of /proc/pid/stat, proc(5); the name before them may hold blanks and brackets. */
function linuxSignature(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? UNKNOWN);
  } catch {
    return UNKNOWN;
  }
}
