import { mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SerialFeed } from '../../../server/feeds/serial.ts';
import { type Heard, heard, playUntil, until } from './heard.ts';
import { hasPseudoTerminals, type PseudoTerminal, pseudoTerminal } from './pseudoterminal.ts';
import { settingsOf } from './settingsof.ts';

const canMake = hasPseudoTerminals();
if (!canMake) console.warn('SKIPPED: serial feeds over a device; python3 with pseudo-terminals is not there');

const running: { feeds: SerialFeed[]; devices: PseudoTerminal[]; folders: string[] } = {
  feeds: [],
  devices: [],
  folders: [],
};
afterEach(async () => {
  for (const feed of running.feeds.splice(0)) await feed.stop();
  for (const device of running.devices.splice(0)) await device.close();
  for (const folder of running.folders.splice(0)) rmSync(folder, { recursive: true });
});

function serialFeed(path: string, ears: Heard, ...load: [() => Promise<never>] | []): SerialFeed {
  const settings = settingsOf(`serial:${path}?format=ais`);
  if (settings.transport !== 'serial') throw new Error(settings.transport);
  const feed = new SerialFeed(settings, ears.context, ...load);
  running.feeds.push(feed);
  feed.start();
  return feed;
}

async function device(): Promise<PseudoTerminal> {
  const one = await pseudoTerminal();
  running.devices.push(one);
  return one;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'watchfloor-serial-'));
  running.folders.push(path);
  return path;
}

describe.skipIf(!canMake)('a serial feed', () => {
  it('reads what comes, writes what is sent, and loses nothing when much comes at once', async () => {
    const [ears, port] = [heard(), await device()];
    const feed = serialFeed(port.path, ears);
    expect(feed.send(Buffer.from('early'))).toBe(false);
    await until(() => feed.state().connections === 1);
    expect(feed.state()).toMatchObject({
      life: 'connecting',
      reason: expect.stringContaining('38400 bits a second'),
    });
    const lines = Array.from({ length: 2000 }, (_, i) => `!AIVDM,1,1,,A,${i},0*00\r\n`).join('');
    port.write(lines);
    await until(() => ears.text().length === lines.length);
    expect(ears.text()).toBe(lines);
    expect(feed.state()).toMatchObject({ bytes: lines.length, faults: [] });
    expect(feed.send(Buffer.from('!AIABM,1\r\n'))).toBe(true);
    await until(() => port.heard() === '!AIABM,1\r\n');
  });

  it('says that the device went away, and reads on when it is back', async () => {
    const link = join(folder(), 'transponder');
    const [ears, first] = [heard(), await device()];
    symlinkSync(first.path, link);
    const feed = serialFeed(link, ears);
    await until(() => feed.state().connections === 1);
    first.write('before\n');
    await until(() => ears.text(1) === 'before\n');
    unlinkSync(link);
    await first.close();
    await playUntil(ears.clock, () => /is not there. Check the cable/.test(feed.state().reason));
    expect(feed.state().life).toBe('down');
    expect(ears.closed).toEqual([1]);
    const second = await device();
    symlinkSync(second.path, link);
    await playUntil(ears.clock, () => feed.state().connections === 1);
    second.write('after\n');
    await until(() => ears.text(2) === 'after\n');
    expect(feed.state().life).toBe('live');
  });

  it('says that another program has it', async () => {
    const [ears, port] = [heard(), await device()];
    const first = serialFeed(port.path, ears);
    await until(() => first.state().connections === 1);
    const second = serialFeed(port.path, heard());
    await until(() => second.state().life === 'down');
    expect(second.state().reason).toContain('is used by another program');
  });

  it('stops at once, and leaves no timer', async () => {
    const [ears, port] = [heard(), await device()];
    const feed = serialFeed(port.path, ears);
    await until(() => feed.state().connections === 1);
    await feed.stop();
    expect(feed.state().life).toBe('ended');
    expect(ears.clock.waiting()).toBe(0);
  });
});

describe('a serial feed that cannot be opened', () => {
  it('says that the device is missing, and looks for it at most ten seconds apart', async () => {
    const ears = heard();
    const feed = serialFeed(join(folder(), 'none'), ears);
    let longestMs = 0;
    for (let attempt = 0; attempt < 7; attempt++) {
      await until(() => feed.state().retryMs !== undefined);
      expect(feed.state().reason).toContain('is not there. Check the cable');
      longestMs = Math.max(longestMs, feed.state().retryMs! - ears.clock.nowMs());
      ears.clock.next();
    }
    expect(longestMs).toBeGreaterThan(5000);
    expect(longestMs).toBeLessThanOrEqual(10_000);
  });

  it('says that a file is no serial port', async () => {
    const path = join(folder(), 'file');
    writeFileSync(path, 'x');
    const feed = serialFeed(path, heard());
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('is no serial port');
  });

  it('says that the package does not load', async () => {
    const feed = serialFeed('/dev/null', heard(), () =>
      Promise.reject(new Error('no native build was found\nmore')),
    );
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toMatch(/serialport cannot be loaded here \(no native build was found\)/);
  });
});
