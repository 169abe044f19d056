import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from '../config/read-text.ts';
import { messageOf } from '../errors.ts';

/** What programs write for editors, and the demo's publishers: neither judges anything. */
const LEFT_OUT = /^(schemas|sample)(\/|$)/;

/**
 * A text that is another one whenever a file of the configuration was written, added or taken away. Only the files'
 * entries are asked, nothing is read. Never throws: a folder that cannot be read is a state as well.
 */
export async function configState(folder: string): Promise<string> {
  return (await statesIn(folder, '')).filter((line) => !LEFT_OUT.test(line)).join('\n');
}

async function statesIn(folder: string, below: string): Promise<string[]> {
  try {
    const names = await listFiles(join(folder, below));
    const states = names.map((name) => stateOf(folder, below === '' ? name : `${below}/${name}`));
    return (await Promise.all(states)).flat();
  } catch (error) {
    return [`${below} ${messageOf(error)}`];
  }
}

async function stateOf(folder: string, name: string): Promise<string[]> {
  try {
    const facts = await stat(join(folder, name));
    // A link to a folder is listed as a file.
    if (facts.isDirectory()) return await statesIn(folder, name);
    // The change time moves even where a copy keeps the modification time, the inode where a file is replaced.
    const { ino, size, mtimeMs, ctimeMs } = facts;
    return [`${name} ${ino} ${size} ${mtimeMs} ${ctimeMs}`];
  } catch (error) {
    return [`${name} ${messageOf(error)}`];
  }
}
