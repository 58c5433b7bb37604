/**
 * What it costs the page's own thread to let a million ships move: frames in which the graphics card reckons each ship on,
 * with a frame of data (2,000 ships) before. What the data costs is told apart by drawing once and eleven times after each.
 */
import { openPage } from './client/browser.ts';
import { frames, TILES } from './client/frames.ts';
import { SEA } from './fleet.side.ts';
import { compare, type Figures, ranAsSide, report, type Side } from './harness.ts';

const SHIPS = Number(process.env.WATCHFLOOR_BENCH_SHIPS ?? 1_000_000);
const HEARD = 2000;
/** Frames of data before it is measured, and measured; after each, one is drawn. */
const WARM = 10;
const FRAMES = 30;
/** Drawn beside that, to tell what drawing costs from what data costs. */
const MORE = 10;

async function million(): Promise<Figures> {
  const viewState = { longitude: (SEA.west + SEA.east) / 2, latitude: (SEA.south + SEA.north) / 2, zoom: 4 };
  const wire = frames({ ships: SHIPS, every: SHIPS / HEARD });
  const page = await openPage({ name: 'ours', width: 256, height: 128, viewState, tiles: TILES, wire });
  try {
    /** Milliseconds of the thread for as many frames of data, with so many drawn after each. */
    const cost = async (count: number, draws: number): Promise<number> => {
      await page.fetch(count);
      const before = await page.threadMs();
      const shown = await page.run(draws);
      if (shown !== SHIPS) throw new Error(`${shown} of ${SHIPS} ships are shown`);
      return (await page.threadMs()) - before;
    };
    await cost(WARM, 1);
    const onceMs = await cost(FRAMES, 1);
    const oftenMs = await cost(FRAMES, 1 + MORE);
    const movingMs = (oftenMs - onceMs) / FRAMES / MORE;
    return { dataMsAFrame: onceMs / FRAMES - movingMs, movingMsAFrame: movingMs };
  } finally {
    await page.close();
  }
}

const sides: readonly Side[] = [{ name: 'a million ships', run: million }];

if (!(await ranAsSide(sides))) {
  const figures = await compare({ benchUrl: import.meta.url, sides, rounds: 1 });
  const movingMs = figures.get('a million ships')?.movingMsAFrame ?? Number.NaN;
  report('a million ships moving by extrapolation: CPU of the page’s thread', figures, [
    { what: '0.5 ms / a frame', ratio: 0.5 / movingMs, floor: 1 },
  ]);
}
