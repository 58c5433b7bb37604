/** A picture in which each feed says a part of who a track is, and searching finds what was said. */
import type { FeedId, TrackId } from '../../proto/domain/ids.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import { pick, type Random } from '../../proto/domain/random.ts';
import { type TrackDetail, TrackStateBits } from '../../proto/domain/track.ts';
import { FEEDS, NOW_MS } from '../server/access/worlds.ts';
import { feedSet, TestPicture, track } from '../server/publish/testpicture.ts';

export const TRACKS = 96;

export const maybe = (random: Random, share: number): boolean => random() < share;
export const some = <T>(random: Random, list: readonly T[], share = 0.5): T[] =>
  list.filter(() => maybe(random, share));

export class PolicyPicture extends TestPicture {
  readonly claims = new Map<
    number,
    { readonly name: FeedId; readonly callSign: FeedId; readonly destination: FeedId }
  >();

  said = (slot: number) => ({
    name: `QNAM${slot}Q`,
    callSign: `QCAL${slot}Q`,
    destination: `QDES${slot}Q`,
    mmsi: `2000001${String(slot).padStart(2, '0')}`,
  });

  override detail(slot: number): TrackDetail {
    const plain = super.detail(slot);
    const { observedMs } = plain;
    const { name, callSign, destination, mmsi } = this.said(slot);
    const by = this.claims.get(slot)!;
    const { feeds } = this.feedsOf(slot);
    const claim = (value: string, feedId: FeedId) => ({ value, feedId, observedMs });
    const other = this.id((slot + 7) % TRACKS);
    return {
      ...plain,
      mmsi,
      identity: {
        name: claim(name, by.name),
        callSign: claim(callSign, by.callSign),
        destination: claim(destination, by.destination),
      },
      contributions: feeds.map((feedId) => ({ feedId, positions: 1, lastMs: observedMs })),
      evidence: feeds.map((source) => ({ source, updates: 1, lastMs: observedMs })),
      offers: [{ id: other, probability: 0.5 }],
      conflictsWith: [other],
    };
  }

  slotNamed = ({ mmsi }: { readonly mmsi?: string }): number | undefined =>
    mmsi === undefined ? undefined : Number(mmsi.slice(-2));

  override search(query = '', limit = 100) {
    const words = query.toUpperCase().split(/\s+/);
    return Array.from({ length: this.slotCount }, (_, slot) => slot)
      .filter((slot) => words.every((word) => Object.values(this.said(slot)).join(' ').includes(word)))
      .slice(0, limit)
      .map((slot) => ({ slot })) as unknown as [];
  }
}

/** Where each track was, oldest first; the last is where it is. */
export function appear(picture: PolicyPicture, random: Random, slot: number): TrackId {
  const ages = pick(random, [
    [600_000, 300_000, 90_000, 30_000, 5000],
    [500_000, 70_000],
    [20_000, 1000],
    [450_000],
  ]);
  const points = ages.map((age) => ({
    timesMs: NOW_MS - age,
    lats: 40.5 + random(),
    lons: 18.5 + random(),
  }));
  const { timesMs: observedMs, lats: lat, lons: lon } = points.at(-1)!;
  const state = maybe(random, 0.15) ? TrackStateBits.distress : pick(random, [0, TrackStateBits.atRest]);
  const id = picture.appear(slot, track({ lat, lon, observedMs, state }), picture.said(slot).name);
  picture.columns.kind[slot] = pick(random, Object.values(TrackKind));
  picture.trails.set(slot, {
    timesMs: points.map(({ timesMs }) => timesMs),
    lats: points.map(({ lats }) => lats),
    lons: points.map(({ lons }) => lons),
  });
  const feeds = some(random, FEEDS, 0.25);
  if (feeds.length === 0) feeds.push(pick(random, FEEDS));
  picture.feeds.set(slot, feedSet(...feeds));
  picture.claims.set(slot, {
    name: pick(random, feeds),
    callSign: pick(random, feeds),
    destination: pick(random, feeds),
  });
  const { callSign, destination, mmsi } = picture.said(slot);
  picture.about.set(slot, {
    callSign,
    destination,
    mmsi: Number(mmsi),
    contact: 2,
    sources: 3,
    navStatus: 1,
  });
  return id;
}
