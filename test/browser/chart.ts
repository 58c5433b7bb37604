/** The map as an operator uses it: the pointer, the cursor's position that the page shows, and colours. */
import { positionIn, shown, soon, type Watch } from './watch.ts';

interface Place {
  readonly lat: number;
  readonly lon: number;
}

interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Web Mercator is straight in longitude and in this. */
const northing = (lat: number): number => Math.asinh(Math.tan((lat * Math.PI) / 180));

async function placeUnder({ page }: Watch, at: Pixel): Promise<Place> {
  const bar = page.getByRole('contentinfo');
  // From so far that the place reads otherwise there, also where a pixel is less than a metre.
  await page.mouse.move(at.x - 5, at.y - 5);
  const before = await shown(bar);
  await page.mouse.move(at.x, at.y);
  let place: Place | undefined;
  await soon(async () => {
    const text = await shown(bar);
    place = positionIn(text);
    return place !== undefined && text !== before;
  }).toBe(true);
  return place as Place;
}

/**
 * Where on the page places lie while the map stays as it is: by what the page says of the cursor at two points of the
 * free middle of the map.
 */
export async function survey(watch: Watch): Promise<(place: Place) => Pixel> {
  const box = await watch.map.boundingBox();
  if (box === null) throw new Error('there is no map on the page');
  const a: Pixel = { x: Math.round(box.x + box.width * 0.4), y: Math.round(box.y + box.height * 0.3) };
  const b: Pixel = { x: Math.round(box.x + box.width * 0.6), y: Math.round(box.y + box.height * 0.7) };
  const atA = await placeUnder(watch, a);
  const atB = await placeUnder(watch, b);
  const along = (from: number, to: number, value: number): number => (value - from) / (to - from);
  return ({ lat, lon }) => ({
    x: a.x + (b.x - a.x) * along(atA.lon, atB.lon, lon),
    y: a.y + (b.y - a.y) * along(northing(atA.lat), northing(atB.lat), northing(lat)),
  });
}

/** What the page says of the thing under the pointer at a place; empty where there is nothing. */
export async function pointAt(watch: Watch, at: Pixel): Promise<string> {
  const { page } = watch;
  await page.mouse.move(at.x - 1, at.y);
  await page.mouse.move(at.x, at.y);
  const tip = page.getByRole('tooltip');
  return (await tip.count()) === 0 ? '' : (await shown(tip)).trim();
}

/** The colour of one pixel of the page, red, green and blue from 0 to 255. */
export async function colourAt(watch: Watch, { x, y }: Pixel): Promise<readonly number[]> {
  return (await coloursIn(watch, { x, y, width: 1, height: 1 })).slice(0, 3);
}

/** How many colours are within so many pixels of a place: plain sea has one. */
export async function coloursAround(watch: Watch, { x, y }: Pixel, px: number): Promise<number> {
  const size = 2 * px + 1;
  const data = await coloursIn(watch, {
    ...{ x: Math.round(x) - px, y: Math.round(y) - px },
    ...{ width: size, height: size },
  });
  const colours = new Set<string>();
  for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 3).join());
  return colours.size;
}

type Clip = Pixel & { readonly width: number; readonly height: number };

/** Red, green, blue and 255 of each pixel. */
async function coloursIn({ page }: Watch, clip: Clip): Promise<readonly number[]> {
  const shot = await page.screenshot({ clip });
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    return Array.from(context?.getImageData(0, 0, image.width, image.height).data ?? []);
  }, shot.toString('base64'));
}
