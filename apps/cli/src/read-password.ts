import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * A password as somebody types it, without showing it; or the first line of what is piped in. Never an argument: those stand in
 * the list of processes and in the shell's history. Empty for none.
 */
export async function readPassword(prompt: string): Promise<string> {
  const isTerminal = process.stdin.isTTY;
  if (isTerminal) process.stderr.write(prompt);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
      lines.once('SIGINT', () => reject(new Error('Nothing was changed.')));
    });
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
}
