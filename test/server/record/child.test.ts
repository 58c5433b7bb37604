import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Child, type ChildOptions } from '../../../server/record/child.ts';

const entry = path.join(import.meta.dirname, 'echo.side.ts');
const children: Child[] = [];
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.stop()));
});

/** A child, and its messages, lines and ends one after the other. */
function begun(options: Partial<ChildOptions> = {}) {
  const said: string[] = [];
  let wake = (): void => {};
  const tell = (what: string): void => {
    said.push(what);
    wake();
  };
  const delays: number[] = [];
  const child = new Child({
    ...{ name: 'echo', entry, random: () => 1 },
    after(delayMs, task) {
      delays.push(delayMs);
      // What it waits for between two starts passes at once; what bounds it keeps its length.
      const timer = setTimeout(task, delayMs < 1000 ? 0 : delayMs);
      return () => clearTimeout(timer);
    },
    onMessage: (bytes) => tell(Buffer.from(bytes).toString()),
    onUp: () => tell('up'),
    onDown: (why) => tell(why),
    ...options,
  });
  children.push(child);
  child.start();
  /** Resolves when this was said, with what was said up to it. */
  const until = async (what: string): Promise<readonly string[]> => {
    for (;;) {
      const at = said.indexOf(what);
      if (at >= 0) return said.splice(0, at + 1);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { child, until, delays };
}

const text = (words: string): Uint8Array => Buffer.from(words);

describe('a process beside the main one', () => {
  test('is started with its arguments, hears and answers', async () => {
    const { child, until } = begun({ args: ['--one', 'two'] });
    expect(await until('ready')).toEqual(['up', 'ready']);
    expect(child.send(text('arguments'))).toBe(true);
    expect(child.send(text('hello'))).toBe(true);
    expect(await until('hello')).toEqual(['--one two', 'hello']);
    expect(child.state).toEqual({ life: 'running', restarts: 0 });
  });

  test('a stray line on its output is a line of the log, and breaks no message', async () => {
    let tellLine: (line: string) => void = () => {};
    const line = new Promise<string>((resolve) => {
      tellLine = resolve;
    });
    const { child, until } = begun({ onLine: (one) => tellLine(one) });
    await until('ready');
    child.send(text('speak'));
    child.send(text('after'));
    expect(await until('after')).toEqual(['speak', 'after']);
    expect(await line).toBe('a stray line');
  });

  test('is started again with growing delays, and says why it ended', async () => {
    const { child, until, delays } = begun();
    for (let i = 0; i < 3; i += 1) {
      await until('ready');
      child.send(text('fail'));
      await until('ended with code 3');
    }
    await until('ready');
    expect(child.state).toEqual({ life: 'running', restarts: 3, lastExit: 'ended with code 3' });
    expect(delays.filter((ms) => ms < 5000)).toEqual([250, 500, 1000]);
  });

  test('killed, it takes nothing until it runs again', async () => {
    const { child, until } = begun();
    await until('ready');
    process.kill(child.pid!, 'SIGKILL');
    await until('ended by SIGKILL');
    expect(child.send(text('lost'))).toBe(false);
    await until('up');
    expect(child.send(text('found'))).toBe(true);
    await until('found');
  });

  test('stopped, it is gone and stays so', async () => {
    const { child, until } = begun();
    await until('ready');
    const { pid } = child;
    await child.stop();
    expect(child.state).toEqual({ life: 'stopped', restarts: 0, lastExit: 'ended with code 0' });
    expect(() => process.kill(pid!, 0)).toThrow('ESRCH');
    expect(child.send(text('late'))).toBe(false);
  });

  test('one that does not end is killed', async () => {
    const { child, until } = begun({
      after(delayMs, task) {
        const timer = setTimeout(task, Math.min(delayMs, 50));
        return () => clearTimeout(timer);
      },
    });
    await until('ready');
    child.send(text('deaf'));
    child.send(text('heard'));
    await until('heard');
    await child.stop();
    expect(child.state.lastExit).toBe('ended by SIGKILL');
  });

  test('a program that is not there is told, and tried again', async () => {
    const { child, until } = begun({ entry: path.join(import.meta.dirname, 'no-such.mjs') });
    await until('ended with code 1');
    await until('ended with code 1');
    expect(child.state.restarts).toBeGreaterThan(0);
  });

  test('more than it can read at once waits, and there is room again', async () => {
    let room = 0;
    let tellRoom = (): void => {};
    const roomy = new Promise<void>((resolve) => {
      tellRoom = resolve;
    });
    const { child, until } = begun({
      onRoom() {
        room += 1;
        tellRoom();
      },
      onMessage: () => {},
    });
    await until('up');
    let taken = 0;
    while (child.send(new Uint8Array(1 << 20))) taken += 1;
    expect(taken).toBeGreaterThan(6);
    expect(taken).toBeLessThan(10);
    await roomy;
    expect(room).toBe(1);
    expect(child.send(new Uint8Array(1))).toBe(true);
  });
});
