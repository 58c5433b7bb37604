/** What a sign of distress is made of: who, how they call, and what lets an operator check it. */
import type { Clue, Party } from '../../../proto/domain/alert/alert.ts';
import type { WatchedPicture } from '../../../proto/domain/detecting.ts';
import { formatMmsi, type TrackId, trackId } from '../../../proto/domain/ids.ts';
import type { ManualObservation } from '../../../proto/domain/manual.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { SourceBits, TrackStateBits } from '../../../proto/domain/track.ts';
import { epochMs } from '../../../proto/domain/units.ts';

/** How somebody calls for help; `clue.<how>`. */
export type How = 'distressDevice' | 'distressCall' | 'distressButton' | 'distressReport';

export interface Sign {
  readonly party: Party;
  readonly how: How;
  readonly atMs: number;
  /** Absent: nobody knows where. */
  readonly place?: LatLon;
  readonly report?: ManualObservation;
}

/** What has no track: nothing has this number. */
export const noTrack = (picture: WatchedPicture): TrackId => trackId(picture.epoch, 0);

export const isInDistress = (picture: WatchedPicture, slot: number): boolean =>
  (picture.columns.state[slot]! & TrackStateBits.distress) !== 0 && picture.alive(slot);

/** Somebody else of that number is in distress. */
export function isNumberInDistress(picture: WatchedPicture, mmsi: string): boolean {
  for (let slot = 0; slot < picture.slotCount; slot++)
    if (isInDistress(picture, slot) && picture.columns.mmsiOf(slot) === Number(mmsi)) return true;
  return false;
}

/** `report`: the person's report that made this track, if one did. */
export function signAt(picture: WatchedPicture, slot: number, report: ManualObservation | undefined): Sign {
  const { lat, lon, observedMs } = picture.columns;
  const said = picture.static(slot);
  const mmsi = picture.columns.mmsiOf(slot);
  const party: Party = {
    trackId: picture.id(slot),
    kind: said.kind,
    nature: said.nature,
    feeds: picture.feedsOf(slot).feeds,
    distress: true,
    ...(mmsi !== undefined && { mmsi: formatMmsi(mmsi) }),
    ...(said.name !== undefined && { name: said.name }),
  };
  const place = { lat: lat[slot]!, lon: lon[slot]! };
  const how = report ? 'distressReport' : howOf(picture, slot);
  return { party, how, atMs: observedMs[slot]!, place, ...(report && { report }) };
}

function howOf({ columns }: WatchedPicture, slot: number): How {
  if (columns.kind[slot] === TrackKind.locatingDevice) return 'distressDevice';
  if ((columns.sources[slot]! & SourceBits.unit) !== 0) return 'distressButton';
  return (columns.sources[slot]! & SourceBits.dsc) === 0 ? 'distressDevice' : 'distressCall';
}

/** Calls and devices that nobody knows a place of. */
export const signsWithoutPlace = (picture: WatchedPicture): readonly Sign[] =>
  picture.distressWithoutPosition().map(({ mmsi, nature, by, firstMs, feeds }) => ({
    party: {
      trackId: noTrack(picture),
      kind: by === 'device' ? TrackKind.locatingDevice : TrackKind.unknown,
      nature,
      feeds,
      distress: true,
      mmsi: formatMmsi(mmsi),
    },
    how: by === 'device' ? 'distressDevice' : 'distressCall',
    atMs: firstMs,
  }));

/** `words`: the nature of its distress, as it was called. */
export function cluesOf({ party, how, atMs, place, report }: Sign, firstMs: number, words?: string): Clue[] {
  const text = report?.report.saidBy ?? words;
  const { note, count } = report?.report ?? {};
  return [
    { what: how, atMs: epochMs(firstMs), ...(text !== undefined && { text }) },
    ...(note === undefined ? [] : [{ what: 'distressNote', text: note }]),
    ...(count === undefined
      ? []
      : [{ what: 'peopleAboard', measure: { value: count, unit: 'count' } as const }]),
    place ? { what: 'distressPosition', place, atMs: epochMs(atMs) } : { what: 'distressNoPosition' },
    ...(party.feeds.length === 0 ? [] : [{ what: 'heardBy', text: party.feeds.join(', ') }]),
  ];
}
