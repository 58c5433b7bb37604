/** Tracks of the picture as the columns of a `Points` entry. */
import { directionToWire, ELLIPSE_BYTES, speedToWire } from '../../../proto/codec/quantise.ts';
import { feedSetText } from '../../../proto/domain/record/feedset.ts';
import type { watchfloor } from '../../../proto/generated/record.js';
import type { RecordedFeeds, RecordedPicture } from './picturerecorded.ts';

/** Rows of one entry, at most: an entry stays small beside what may wait. */
export const MOST_ROWS = 4096;
const MICRODEGREES = 1e6;
const LONGEST_AGE_MS = 0xffff_ffff;

/**
 * A row for each of `slots`, {@link MOST_ROWS} at most.
 * @param knownMs the picture's time; what says that it is of the future is of now
 */
export function pointsOf(
  picture: Pick<RecordedPicture, 'columns' | 'feedsOf'>,
  slots: Uint32Array,
  knownMs: number,
  restated: boolean,
): watchfloor.record.v1.IPoints {
  const { columns } = picture;
  const count = slots.length;
  const track = new Uint32Array(count);
  const mmsi = new Uint32Array(count);
  const lat = new Int32Array(count);
  const lon = new Int32Array(count);
  const age = new Uint32Array(count);
  const sog = new Uint16Array(count);
  const cog = new Uint16Array(count);
  const heading = new Uint16Array(count);
  const sources = new Uint16Array(count);
  const feeds = new Uint16Array(count);
  const navStatus = new Uint8Array(count);
  const state = new Uint8Array(count);
  const kind = new Uint8Array(count);
  const nature = new Uint8Array(count);
  const contact = new Uint8Array(count);
  const ellipse = new Uint8Array(count * ELLIPSE_BYTES);
  const sets = new Map<RecordedFeeds, number>();
  let hasEllipse = false;
  for (let row = 0; row < count; row += 1) {
    const slot = slots[row]!;
    track[row] = columns.counter[slot]!;
    mmsi[row] = columns.mmsi[slot]!;
    lat[row] = Math.round(columns.lat[slot]! * MICRODEGREES);
    lon[row] = Math.round(columns.lon[slot]! * MICRODEGREES);
    age[row] = Math.max(0, Math.min(LONGEST_AGE_MS, knownMs - columns.observedMs[slot]!));
    sog[row] = speedToWire(columns.sogKn[slot]!);
    cog[row] = directionToWire(columns.cogDeg[slot]!);
    heading[row] = directionToWire(columns.headingDeg[slot]!);
    navStatus[row] = columns.navStatus[slot]!;
    state[row] = columns.state[slot]!;
    kind[row] = columns.kind[slot]!;
    nature[row] = columns.nature[slot]!;
    contact[row] = columns.contact[slot]!;
    sources[row] = columns.sources[slot]!;
    const from = slot * ELLIPSE_BYTES;
    if (columns.ellipse[from] !== 0) {
      hasEllipse = true;
      for (let i = 0; i < ELLIPSE_BYTES; i += 1)
        ellipse[row * ELLIPSE_BYTES + i] = columns.ellipse[from + i]!;
    }
    const set = picture.feedsOf(slot);
    let number = sets.get(set);
    if (number === undefined) {
      number = sets.size;
      sets.set(set, number);
    }
    feeds[row] = number;
  }
  return {
    ...{ count, navStatus, state, kind, nature, contact, restated },
    ...{ track: bytesOf(track), mmsi: bytesOf(mmsi), age: bytesOf(age), sources: bytesOf(sources) },
    ...{ lat: bytesOf(lat), lon: bytesOf(lon), sog: bytesOf(sog), cog: bytesOf(cog) },
    ...{ heading: bytesOf(heading), feeds: bytesOf(feeds) },
    ...(hasEllipse && { ellipse }),
    feedSets: [...sets.keys()].map((set) => feedSetText(set.feeds)),
  };
}

/** As the machine has them: little-endian on all that Node 20 runs on. */
const bytesOf = ({ buffer }: Uint16Array | Uint32Array | Int32Array): Uint8Array =>
  new Uint8Array(buffer as ArrayBuffer);
