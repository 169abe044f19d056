import { createInterface } from 'node:readline';

/** Asks whoever sits at the terminal and resolves with the line typed; null where nobody does, or who does leaves. */
export function askPerson(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return Promise.resolve(null);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    terminal.on('close', () => resolve(null));
    terminal.question(question, (answer) => {
      resolve(answer.trim());
      terminal.close();
    });
  });
}
