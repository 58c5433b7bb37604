/**
 * What the page's own thread pays to take 100,000 updates and bring them to the graphics card: our frames, table and
 * records against JSON objects with deck.gl's layers and accessor functions, as its documentation shows them. The same
 * 100,000 ships, every one moved each time; drawing is taken off, by drawing as often with nothing new.
 */

import { openPage } from './client/browser.ts';
import { batches, frames, NEARER_TILES, TILES } from './client/frames.ts';
import { FIELDS_COMPARED, SEA } from './fleet.side.ts';
import { compare, type Figures, ranAsSide, report, type Side } from './harness.ts';

const SHIPS = 100_000;
/** A ship under way reports every 2 to 10 s (ITU-R M.1371-5, annex 1, table 1): each frame has a tenth of them. */
const EVERY = 10;
/** Data and drawing alternate so soon that both have the machine as it is. */
const AT_ONCE = 5;
/** A page is open for a watch: its code is compiled and its memory laid out long before. */
const WARM = 40;

const measured =
  (
    name: string,
    wire: () => Generator<Uint8Array>,
    rounds: number,
    updates: number,
    tiles: readonly number[],
  ) =>
  async (): Promise<Figures> => {
    const viewState = {
      longitude: (SEA.west + SEA.east) / 2,
      latitude: (SEA.south + SEA.north) / 2,
      zoom: 4,
    };
    const page = await openPage({ name, width: 256, height: 128, viewState, tiles, wire: wire() });
    try {
      await page.fetch(WARM);
      await page.apply();
      await page.draw(WARM);
      let [bytes, applyingMs, drawingMs] = [0, 0, 0];
      for (let done = 0; done < rounds; done += AT_ONCE) {
        bytes += await page.fetch(AT_ONCE);
        const before = await page.threadMs();
        const shown = await page.apply();
        const applied = await page.threadMs();
        await page.draw(AT_ONCE);
        applyingMs += applied - before;
        drawingMs += (await page.threadMs()) - applied;
        if (shown !== SHIPS) throw new Error(`${shown} of ${SHIPS} ships are shown`);
      }
      return {
        msAHundredThousand: ((applyingMs - drawingMs) / updates) * 100_000,
        drawingMsAFrame: drawingMs / rounds,
        bytesAnUpdate: bytes / updates,
      };
    } finally {
      await page.close();
    }
  };

/** A tenth of the ships in each frame, and all of them in each. */
const spread = { ships: SHIPS, every: EVERY };
const together = { ships: SHIPS, every: 1 };
/** Ours are over so soon that drawing, which is taken off, would make the figure: more of them. */
const side = (
  name: string,
  page: string,
  wire: () => Generator<Uint8Array>,
  every: number,
  tiles: readonly number[] = TILES,
): Side => {
  const rounds = (every === 1 ? 5 : 40) * (page === 'ours' ? 4 : 1);
  return { name, run: measured(page, wire, rounds, (rounds * SHIPS) / every, tiles) };
};

const sides: readonly Side[] = [
  side('ours', 'ours', () => frames(spread), EVERY),
  side('JSON', 'objects', () => batches(spread), EVERY),
  side('ours, as served', 'ours', () => frames({ ...spread, suppressing: true }), EVERY),
  side('ours, in z7 tiles', 'ours', () => frames({ ...spread, tiles: NEARER_TILES }), EVERY, NEARER_TILES),
  side('ours, all at once', 'ours', () => frames(together), 1),
  side('JSON, all at once', 'objects', () => batches(together), 1),
];

if (!(await ranAsSide(sides))) {
  const figures = await compare({ benchUrl: import.meta.url, sides, rounds: 2 });
  console.error(FIELDS_COMPARED);
  const cost = (name: string): number => figures.get(name)?.msAHundredThousand ?? Number.NaN;
  report('client: 100,000 updates applied and uploaded, CPU of the page’s thread, drawing apart', figures, [
    { what: 'JSON + accessors / ours', ratio: cost('JSON') / cost('ours'), floor: 40 },
    { what: 'JSON + accessors / ours, as served', ratio: cost('JSON') / cost('ours, as served'), floor: 40 },
    {
      what: 'JSON + accessors / ours, in z7 tiles',
      ratio: cost('JSON') / cost('ours, in z7 tiles'),
      floor: 25,
    },
    { what: 'all at once', ratio: cost('JSON, all at once') / cost('ours, all at once'), floor: 1 },
  ]);
}
