/** Bytes and time of one update: columns against a JSON object batch, the same 10,000 ships, every one moving. */
import { decodeColumns, TrackRows } from '../../proto/codec/columns.ts';
import { type Bounds, contains } from '../../proto/domain/geo.ts';
import { tileAt, tilesCovering } from '../../proto/domain/tiles.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { localAudience } from '../../server/access/audience.ts';
import { Publication } from '../../server/publish/publication.ts';
import { visitChanged } from '../../server/publish/source.ts';
import type { SuppressionBounds } from '../../server/publish/suppress.ts';
import { FIELDS_COMPARED, Fleet, SEA, VIEW } from './fleet.side.ts';
import { compare, cpuMicroseconds, type Figures, ranAsSide, report, type Side } from './harness.ts';

const WARM_TICKS = 100;
const TICKS = 100;

/** A view in the middle of the sea, and the z7 tiles that show it. */
const view: Bounds = {
  west: (SEA.west + SEA.east - VIEW.width) / 2,
  east: (SEA.west + SEA.east + VIEW.width) / 2,
  south: (SEA.south + SEA.north - VIEW.height) / 2,
  north: (SEA.south + SEA.north + VIEW.height) / 2,
};
const TILES = tilesCovering(view, 1, 512);

async function columns(suppressing: boolean | SuppressionBounds): Promise<Figures> {
  const fleet = new Fleet();
  const publication = new Publication(fleet, localAudience(), suppressing);
  const rows = new TrackRows();
  let held = new Map<number, number>();
  let seq = 0;
  let bytes = 0;
  let heard = 0;
  let sent = 0;
  let encodeUs = 0;
  let decodeUs = 0;
  for (let i = 0; i < WARM_TICKS + TICKS; i += 1) {
    if (i === WARM_TICKS) [bytes, heard, sent, encodeUs, decodeUs] = [0, 0, 0, 0, 0];
    fleet.sail();
    seq += 1;
    const since = fleet.tick() - 1;
    const frames: Uint8Array[] = [];
    publication.begin({ seq, baseMs: fleet.nowMs });
    visitChanged(fleet, since, (slot) => publication.update(slot));
    encodeUs += await cpuMicroseconds(() => {
      const now = new Map(held);
      for (const tile of TILES) {
        const encoded = publication.tile(tile, held.get(tile) ?? 0);
        if (!encoded) continue;
        frames.push(encoded.bytes);
        now.set(tile, encoded.version);
      }
      held = now;
    });
    const frame = Buffer.concat(frames);
    bytes += frame.length;
    decodeUs += await cpuMicroseconds(() => {
      for (const tile of watchfloor.v1.PictureFrame.decode(frame).tiles) {
        if (!decodeColumns(tile.columns, tile.tile ?? 0, fleet.nowMs, rows)) throw new Error('not decoded');
        sent += rows.count;
      }
    });
    for (let slot = 0; slot < fleet.slotCount; slot += 1)
      if (TILES.includes(tileOfSlot(fleet, slot))) heard += 1;
  }
  return {
    bytesAnUpdateSent: bytes / sent,
    bytesAnUpdateHeard: bytes / heard,
    sentShare: sent / heard,
    encodeNsAnUpdate: (encodeUs * 1000) / sent,
    decodeNsAnUpdate: (decodeUs * 1000) / sent,
  };
}

/** Closer than what a z7 tile is served with; the other bounds are the z7 tile's. */
const WITHIN_25_M: SuppressionBounds = { positionM: 25, directionDeg: 5, speedKn: 1 };

const tileOfSlot = (fleet: Fleet, slot: number): number =>
  tileAt(1, fleet.columns.lat[slot]!, fleet.columns.lon[slot]!);

async function json(): Promise<Figures> {
  const fleet = new Fleet();
  let [bytes, sent, encodeUs, decodeUs] = [0, 0, 0, 0];
  for (let i = 0; i < WARM_TICKS + TICKS; i += 1) {
    if (i === WARM_TICKS) [bytes, sent, encodeUs, decodeUs] = [0, 0, 0, 0];
    fleet.sail();
    const { lat, lon } = fleet.columns;
    let text = '';
    encodeUs += await cpuMicroseconds(() => {
      const batch = [];
      for (let slot = 0; slot < fleet.slotCount; slot += 1)
        if (contains(view, lat[slot]!, lon[slot]!)) batch.push(fleet.json(slot));
      text = JSON.stringify(batch);
      sent += batch.length;
    });
    bytes += Buffer.byteLength(text);
    decodeUs += await cpuMicroseconds(() => {
      JSON.parse(text);
    });
  }
  return {
    bytesAnUpdateSent: bytes / sent,
    bytesAnUpdateHeard: bytes / sent,
    sentShare: 1,
    encodeNsAnUpdate: (encodeUs * 1000) / sent,
    decodeNsAnUpdate: (decodeUs * 1000) / sent,
  };
}

const sides: readonly Side[] = [
  { name: 'columns', run: () => columns(false) },
  { name: 'columns, suppressing', run: () => columns(true) },
  { name: 'columns, within 25 m', run: () => columns(WITHIN_25_M) },
  { name: 'JSON objects', run: json },
];

if (!(await ranAsSide(sides))) {
  const figures = await compare({ benchUrl: import.meta.url, sides, rounds: 3 });
  console.error(FIELDS_COMPARED);
  const of = (side: string, figure: string): number => figures.get(side)?.[figure] ?? Number.NaN;
  const ratio = (what: string, figure: string, floor: number, side = 'columns') => ({
    what,
    ratio: of('JSON objects', figure) / of(side, figure),
    floor,
  });
  report('wire: one update', figures, [
    ratio('bytes an update, nothing suppressed', 'bytesAnUpdateSent', 6),
    ratio('bytes an update heard, suppressing', 'bytesAnUpdateHeard', 25, 'columns, suppressing'),
    ratio('bytes an update heard, within 25 m', 'bytesAnUpdateHeard', 25, 'columns, within 25 m'),
    ratio('encode', 'encodeNsAnUpdate', 1),
    ratio('decode', 'decodeNsAnUpdate', 1),
  ]);
}
