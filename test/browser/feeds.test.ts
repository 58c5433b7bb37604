/** Feeds that fail: each is said for what it is and with a remedy, and the good one goes on. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { encodeAis } from '../../server/decode/ais/encode.ts';
import { tagged } from '../../server/simulate/tagblock.ts';
import { COAST, FLEET, NEAR, VALONA } from './fleet.ts';
import { Receiver, type ShipReceiver, startReceiver } from './receiver.ts';
import { describeInBrowser } from './site.ts';
import { startVisit, type Visit } from './visit.ts';
import { positionIn, shown, soon, type Watch } from './watch.ts';

/** Said to the server, so that silence can be told from the rhythm of this machine. */
const INTERVAL_S = 4;
const TICK_S = 1;
/** How old what one of them brings is when it comes. */
const LATE_MS = 240_000;

/** Twenty reports of a ship far away, as a station that keeps them back would send them. */
function keptBack(): string {
  const report = {
    type: 1,
    mmsi: 219_000_107,
    navStatus: 0,
    lat: 57.9,
    lon: 10.8,
    sogKn: 8,
    cogDeg: 90,
  } as const;
  const lines = Array.from({ length: 20 }, (_, i) => {
    const said = { ...report, lon: report.lon + i / 1000 };
    return tagged(encodeAis(said), 'SLOW', Date.now() - LATE_MS - 20_000 + i * 1000, i);
  });
  return lines.join('');
}

describeInBrowser('feeds that fail', () => {
  let receiver: ShipReceiver;
  let noise: Receiver;
  let flood: Receiver;
  let slow: Receiver;
  let visit: Visit;
  let watch: Watch;
  const junk = Array.from({ length: 40 }, (_, i) => `garbage ${i} \u0000\u00ff\r\n`).join('');
  const wrongChecksum = '!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*00\r\n';

  beforeAll(async () => {
    receiver = await startReceiver(FLEET);
    noise = new Receiver((socket) => socket.write(junk + wrongChecksum));
    flood = new Receiver((socket) => socket.write(Buffer.alloc(10_000_000, 'x')));
    slow = new Receiver((socket) => socket.write(keptBack()));
    const nobody = new Receiver(() => {});
    for (const each of [noise, flood, slow, nobody]) await each.listen();
    const deaf = nobody.url;
    await nobody.cut();
    const feeds = [
      `${receiver.url}?name=coast&interval=${INTERVAL_S}`,
      `${noise.url}?name=noise`,
      `${flood.url}?name=flood`,
      `${slow.url}?name=slow`,
      `${deaf}?name=nobody`,
      'file:no/such/file.nmea?name=missing',
    ];
    visit = await startVisit(
      feeds.flatMap((feed) => ['--feed', feed]),
      `${COAST}&w=feeds`,
    );
    watch = visit.watch;
  });
  afterAll(async () => {
    await visit?.close();
    for (const each of [receiver, noise, flood, slow]) await each?.cut();
  });

  const lines = (): Locator =>
    watch.page.getByRole('region', { name: en['feed.list'], exact: true }).getByRole('row');
  const line = (name: string): Locator =>
    lines().filter({ has: watch.page.getByRole('button', { name, exact: true }) });
  const detail = async (name: string): Promise<Locator> => {
    await line(name).getByRole('button').click();
    return watch.page.getByRole('region', { name: `Feed ${name}`, exact: true });
  };

  it('are listed with the good one, each with its state', async () => {
    await soon(() => shown(line('coast'))).toContain(en['feed.life.live']);
    await soon(() => shown(line('noise'))).toContain(en['feed.life.faulty']);
    await soon(() => shown(line('flood'))).toContain(en['feed.life.faulty']);
    await soon(() => shown(line('nobody'))).toContain(en['feed.life.down']);
    await soon(() => shown(line('missing'))).toContain(en['feed.life.down']);
    await soon(() => shown(line('slow'))).toMatch(/late by 4 min/);
    expect(await lines().count()).toBe(1 + 6);
    await soon(() => shown(watch.page.getByRole('banner'))).toContain('5 feeds not well');
  });

  it('say what is wrong and what to do', async () => {
    const nobody = await detail('nobody');
    await soon(() => shown(nobody)).toContain(en['remedy.down.tcp']);
    expect(await shown(nobody)).toContain('refused');
    expect(await shown(await detail('slow'))).toContain(en['remedy.timing.late']);
    const missing = await detail('missing');
    await soon(() => shown(missing)).toContain(en['remedy.down.file']);
    expect(await shown(missing)).toContain('no/such/file.nmea');
  });

  it('have their faults counted by kind, with a sample', async () => {
    const noisy = (await detail('noise')).getByRole('region', { name: en['feed.faults'] });
    const fault = (kind: string): Locator => noisy.getByRole('row').filter({ hasText: kind });
    await soon(() => shown(fault(en['fault.not-a-sentence']))).toMatch(/\s40\s[\s\S]*garbage/);
    await soon(() => shown(fault(en['fault.checksum']))).toMatch(/\s1\s[\s\S]*13u\?etPv2;/);
    const flooded = (await detail('flood')).getByRole('region', { name: en['feed.faults'] });
    await soon(() => shown(flooded)).toContain(en['fault.too-long']);
  });

  it('leave the good feed alone: nothing of hers is lost, her ships go on', async () => {
    const coast = await detail('coast');
    await soon(() => shown(coast)).toContain(en['feed.faults.none']);
    await coast.getByRole('img', { name: new RegExp(`^${en['feed.rate.messages']}`) }).waitFor();
    await watch.workspace('picture');
    await watch.row(VALONA.name).click();
    const lon = async (): Promise<number> => positionIn(await shown(watch.card))?.lon ?? Number.NaN;
    await soon(lon).toBeGreaterThan(0);
    const before = await lon();
    await soon(lon).toBeGreaterThan(before);
    expect(await watch.rows.count()).toBe(NEAR);
  });

  it('say silence within twice the expected interval and a tick', async () => {
    await watch.workspace('feeds');
    await soon(() => shown(line('coast'))).toContain(en['feed.life.live']);
    receiver.mute();
    // The line as it was at the first moment that it said so; the age of the last byte is the page's own word.
    const said = await line('coast').evaluate(
      (row, word) =>
        new Promise<string>((resolve) => {
          const look = (): void => {
            const text = (row as HTMLElement).innerText;
            if (text.includes(word)) resolve(text);
            else requestAnimationFrame(look);
          };
          look();
        }),
      en['feed.life.silent'],
    );
    const ages = Array.from(said.matchAll(/(\d+(?:\.\d)?) s/g), ([, age]) => Number(age));
    expect(ages.length).toBeGreaterThan(0);
    expect(Math.max(...ages)).toBeGreaterThanOrEqual(INTERVAL_S);
    expect(Math.max(...ages)).toBeLessThanOrEqual(2 * INTERVAL_S + TICK_S);
    const coast = await detail('coast');
    expect(await shown(coast)).toContain(`something is expected every ${INTERVAL_S} s`);
    receiver.unmute();
    await soon(() => shown(line('coast'))).toContain(en['feed.life.live']);
  });

  it('are down when the connection is cut, say when they try again, and live when it works', async () => {
    const { page } = watch;
    await receiver.cut();
    await soon(() => shown(line('coast'))).toMatch(/Down|Connecting/);
    await soon(() => shown(page.getByRole('banner'))).toContain('6 feeds not well');
    await soon(async () => shown(await detail('coast'))).toContain(en['feed.retry']);
    await receiver.restore();
    await soon(() => shown(line('coast'))).toContain(en['feed.life.live']);
    await soon(() => shown(page.getByRole('banner'))).toContain('5 feeds not well');
  });

  it('had no error, no breach of the content policy and no request to elsewhere', () => {
    expect(watch.complaints()).toEqual([]);
  });
});
