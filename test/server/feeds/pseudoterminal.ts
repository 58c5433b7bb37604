/** A real pseudo-terminal, made by Python: what is written to it comes out of a device file, and the other way round. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { until } from './heard.ts';

/** Passes bytes between its own standard input and output and the terminal; says the device's path first. */
const PROGRAM = `
import os, pty, sys, threading, tty
own, device = pty.openpty()
tty.setraw(device)
os.write(2, os.ttyname(device).encode() + b"\\n")
def out():
    try:
        while True: os.write(1, os.read(own, 4096))
    except OSError: os._exit(0)
threading.Thread(target=out, daemon=True).start()
while True:
    said = os.read(0, 4096)
    if not said: os._exit(0)
    os.write(own, said)
`;

export interface PseudoTerminal {
  readonly path: string;
  /** Everything that came to the device's other end. */
  heard(): string;
  write(text: string): void;
  /** The device goes away. */
  close(): Promise<void>;
}

/** Whether this machine can make one: Python, and a system with pseudo-terminals. */
export const hasPseudoTerminals = (): boolean =>
  spawnSync('python3', ['-c', 'import pty; pty.openpty()']).status === 0;

export async function pseudoTerminal(): Promise<PseudoTerminal> {
  const child: ChildProcess = spawn('python3', ['-c', PROGRAM]);
  let [path, heard] = ['', ''];
  child.stderr!.on('data', (bytes) => (path += bytes));
  child.stdout!.on('data', (bytes) => (heard += bytes));
  let gone = false;
  child.once('close', () => {
    gone = true;
  });
  await until(() => path.endsWith('\n') || gone);
  return {
    path: path.trim(),
    heard: () => heard,
    write: (text) => void child.stdin!.write(text),
    async close() {
      child.kill('SIGKILL');
      await until(() => gone);
    },
  };
}
