/** What somebody should be shown of everything in a world, by `decide` alone. */
import type { FeedId } from '../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import type { RecordKind, RecordValues } from '../../proto/domain/operations/record.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import type { Asker } from '../../server/access/asker.ts';
import type { Sight } from '../../server/access/audience.ts';
import type { Decision, PolicyObject } from '../../server/access/decision.ts';
import { shownRecord } from '../../server/access/shown.ts';
import { roundedTo } from '../../server/publish/reduced.ts';
import { FEEDS, NOW_MS } from '../server/access/worlds.ts';
import { TRACKS } from './policypicture.ts';
import type { PolicyServer } from './policyserver.ts';
import type { Entered } from './policyworld.ts';

const sightIn = (decision: Decision): Sight =>
  decision.verdict === 'reduced' ? decision.reduction : decision.verdict === 'yes' ? 'whole' : 'none';
const isNamed = (sight: Sight): boolean =>
  sight === 'whole' || (typeof sight === 'object' && !sight.withoutIdentity);

export interface ExpectedTrack {
  readonly slot: number;
  readonly id: string;
  readonly sight: Exclude<Sight, 'none'>;
  readonly lat: number;
  readonly lon: number;
  readonly observedMs: number;
  readonly name: string | undefined;
  readonly callSign: string | undefined;
  readonly destination: string | undefined;
  readonly mmsi: string | undefined;
}

export interface ExpectedRecord extends Entered {
  readonly verdict: Decision['verdict'];
  /** As it is shown; undefined: not at all. */
  readonly shown: RecordValues[RecordKind] | undefined;
}

export function expectedOf({ access, picture, entered, words }: PolicyServer, asker: Asker) {
  const decide = (object: PolicyObject) => access.decide(asker, 'see', object);
  const { kind, nature, state } = picture.columns;
  const trackOf = (slot: number, feeds: readonly FeedId[]): PolicyObject => ({
    kind: 'track',
    trackId: picture.id(slot),
    trackKind: kind[slot] as TrackKind,
    nature: nature[slot] as Nature,
    feeds,
    distress: (state[slot]! & TrackStateBits.distress) !== 0,
  });

  const track = (slot: number): ExpectedTrack | undefined => {
    const { feeds } = picture.feedsOf(slot);
    const sight = sightIn(decide(trackOf(slot, feeds)));
    if (sight === 'none') return undefined;
    const { delayMs = 0, roundM = 0 } = sight === 'whole' ? {} : sight;
    const { timesMs, lats, lons } = picture.trail(slot);
    const at = Array.from(timesMs).findLastIndex((timeMs) => timeMs <= NOW_MS - delayMs);
    if (at < 0) return undefined;
    const [lat, lon] = [lats[at]!, lons[at]!];
    const place = roundM > 0 ? roundedTo(lat, lon, roundM) : { lat, lon };
    const tells = (feed: FeedId): boolean =>
      isNamed(sight) && isNamed(sightIn(decide(trackOf(slot, [feed]))));
    const said = picture.said(slot);
    const by = picture.claims.get(slot)!;
    return {
      ...{ slot, id: picture.id(slot), sight, observedMs: timesMs[at]!, ...place },
      name: tells(by.name) ? said.name : undefined,
      callSign: tells(by.callSign) ? said.callSign : undefined,
      destination: tells(by.destination) ? said.destination : undefined,
      mmsi: feeds.some(tells) ? said.mmsi : undefined,
    };
  };

  const tracks = Array.from({ length: TRACKS }, (_, slot) => track(slot)).filter((one) => one !== undefined);
  const records: ExpectedRecord[] = entered.map((one) => {
    const object = { kind: 'record', record: one.kind, id: one.id, value: one.value } as PolicyObject;
    const decision = decide(object);
    return { ...one, verdict: decision.verdict, shown: shownRecord(one.kind, one.value, decision) };
  });
  const verdicts = new Map(records.map(({ kind: of, id, verdict }) => [`${of}/${id}`, verdict]));
  const spoken = new Set(tracks.flatMap(({ name, callSign, destination }) => [name, callSign, destination]));
  const numbers = new Set(tracks.map(({ mmsi }) => mmsi));

  return {
    tracks,
    records,
    feeds: FEEDS.filter((feedId) => decide({ kind: 'feed', feedId }).verdict === 'yes'),
    /** Calls without a place, by their feed. */
    calls: picture.distress.map(({ feeds, nature: of }) =>
      sightIn(
        decide({ kind: 'track', trackId: '', trackKind: 7 as TrackKind, nature: of, feeds, distress: true }),
      ),
    ),
    sees: (of: RecordKind, id: string): boolean => (verdicts.get(`${of}/${id}`) ?? 'no') !== 'no',
    verdict: (of: RecordKind, id: string) => verdicts.get(`${of}/${id}`) ?? 'no',
    /** Every word and number in some bytes that is not for this person. */
    leaked(bytes: Buffer): string[] {
      const text = bytes.toString('latin1');
      const found = [...new Set(text.match(/Q[A-Z]{3}\d+Q/g) ?? [])].filter((word) => {
        const known = words.get(word);
        if (known === undefined) return word !== 'QWHY1Q' && !spoken.has(word);
        const verdict = verdicts.get(`${known.kind}/${known.id}`) ?? 'no';
        return verdict === 'no' || (known.isWhole && verdict !== 'yes');
      });
      const mmsis = [...new Set(text.match(/2000001\d\d/g) ?? [])].filter(
        // A unit's record says which transmitter is its own.
        (mmsi) => !numbers.has(mmsi) && verdicts.get(`unit/u${Number(mmsi.slice(-2))}`) !== 'yes',
      );
      return [...found, ...mmsis];
    },
  };
}
export type Expected = ReturnType<typeof expectedOf>;
