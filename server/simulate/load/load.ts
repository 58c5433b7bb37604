/** Traffic of any amount as one AIS feed: the same settings and seed give the same bytes. */
import { type Bounds, wrapLongitude } from '../../../proto/domain/geo.ts';
import { between, seeded, subSeed } from '../../../proto/domain/random.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { AisMessage } from '../../decode/ais/message.ts';
import { Air, type Place } from '../air.ts';
import { Queue } from '../arrivals.ts';
import { Outbox } from '../outbox.ts';
import { STATIC_INTERVAL_MS } from '../owed.ts';
import { createReception, type Receiver, type ReceptionCounts } from '../reception.ts';
import { CARRIER_SENSE_STATE, CLASS_B, EPFD_GPS, sotdma } from '../reports.ts';
import { type LoadVessel, loadFleet, loadTruth, sail, widthDeg } from './fleet.ts';

export const LOAD_FEED = 'load';

export interface LoadSettings {
  readonly vessels: number;
  readonly area: Bounds;
  readonly seed: number;
  readonly startMs: EpochMs;
  /**
   * Messages a second in all, on average: then everybody reports so much more or less often than the standard says, and
   * the air is clear: no slot is shared and nobody is too far away. Absent: reports by the standard, over the air.
   */
  readonly messagesPerS?: number;
  /** Share that is lost close by, 0…1. */
  readonly lossRatio?: number;
  /** From the air to the feed, ms. */
  readonly delayMs?: number;
}

export interface Load {
  /** Lives on to `untilMs`; everything that has reached the feed by then, in order of time. */
  advance(untilMs: number, emit: (bytes: Uint8Array, atMs: number) => void): void;
  truth(): ReturnType<typeof loadTruth>[];
  readonly counts: ReceptionCounts;
}

/** Reports are sent within a tenth of the interval round the owed time. */
const JITTER = 0.1;
/** Messages with the name and particulars: one of class A, two of class B. */
const staticCount = ({ sort }: LoadVessel): number => (sort.transponder === 'A' ? 1 : 2);
/** Stations stand this far apart, everywhere; each hears its own square and a little more. */
const STATION_EVERY_DEG = 1;
const STATION = { rangeNm: 50, classBRangeNm: 40 };

export function createLoad(settings: LoadSettings): Load {
  const { vessels, area, seed, startMs, messagesPerS } = settings;
  const random = seeded(subSeed(seed, 1));
  const fleet = loadFleet(vessels, area, random, startMs);
  const outbox = new Outbox();
  const reception = createReception({
    ...{ receiversNear: receivers(settings), seed: subSeed(seed, 2), outbox },
    ...(messagesPerS === undefined && { air: new Air() }),
  });
  const byStandard = fleet.reduce(
    (sum, one) => sum + 1000 / one.owedMs + (staticCount(one) * 1000) / STATIC_INTERVAL_MS,
    0,
  );
  const stretch = messagesPerS === undefined ? 1 : byStandard / messagesPerS;

  /** Twice the vessel's place in the fleet; one more for its name and particulars. */
  const due = new Queue<number>();
  for (let i = 0; i < fleet.length; i += 1) {
    due.push(startMs + random() * fleet[i]!.owedMs * stretch, 2 * i);
    due.push(startMs + random() * STATIC_INTERVAL_MS * stretch, 2 * i + 1);
  }
  const report = (atMs: number, what: number): void => {
    const vessel = fleet[what >> 1]!;
    sail(vessel, area, random, atMs);
    const isStatic = (what & 1) === 1;
    for (const message of isStatic ? statics(vessel) : [position(vessel, atMs)]) {
      vessel.sent += 1;
      const weak = vessel.sort.transponder !== 'A';
      reception.transmit(atMs, message, vessel.sent % 2 === 0 ? 'B' : 'A', { ...placeOf(vessel) }, weak);
    }
    const owed = (isStatic ? STATIC_INTERVAL_MS : vessel.owedMs) * stretch;
    due.push(atMs + owed * between(random, 1 - JITTER, 1 + JITTER), what);
  };

  let nextMs = Math.floor(startMs / 1000) * 1000;
  return {
    counts: reception.counts,
    advance(untilMs, emit) {
      const handOver = (toMs: number): void =>
        outbox.deliver(toMs, (_feed, bytes, atMs) => emit(bytes, atMs));
      while (nextMs < untilMs) {
        handOver(nextMs - 1);
        nextMs += 1000;
        for (let next = due.pop(nextMs - 1); next !== undefined; next = due.pop(nextMs - 1))
          report(next.atMs, next.value);
        reception.settle();
      }
      handOver(untilMs);
    },
    truth: () => fleet.map(loadTruth),
  };
}

const placeOf = ({ motion }: LoadVessel): Place => ({ lat: motion.lat, lon: motion.lon });

function position(vessel: LoadVessel, atMs: number): AisMessage {
  const { mmsi, sort, sent, sensors } = vessel;
  const second = Math.floor(atMs / 1000);
  const { lat, lon, sogKn, cogDeg, headingDeg } = sensors.read(vessel, second);
  const said = {
    mmsi,
    lat,
    lon: wrapLongitude(lon),
    sogKn,
    cogDeg,
    accurate: true,
    utcSecond: second % 60,
    raim: false,
  };
  if (sort.transponder === 'B-CS')
    return { ...said, ...CLASS_B, type: 18, carrierSense: true, radio: CARRIER_SENSE_STATE };
  const heading = Math.round(headingDeg) % 360;
  const { navStatus } = sort;
  return { ...said, type: 1, navStatus, headingDeg: heading, manoeuvre: 0, radio: sotdma(sent) };
}

function statics({ mmsi, name, callSign, sort, lengthM }: LoadVessel): AisMessage[] {
  const toBowM = Math.max(1, Math.round(lengthM / 4));
  const dimensions = { toBowM, toSternM: lengthM - toBowM, toPortM: 2, toStarboardM: 2 };
  const { shipType } = sort;
  if (sort.transponder === 'A')
    return [
      {
        ...{ type: 5, mmsi, aisVersion: 2, callSign, name, shipType, dimensions, epfd: EPFD_GPS },
        ...{ destination: 'XALOAD', dataTerminalReady: true },
      },
    ];
  const particulars = { shipType, vendorId: 'WFS', unitModel: 1, callSign, dimensions, epfd: EPFD_GPS };
  return [
    { type: 24, mmsi, part: 'A', name },
    { type: 24, mmsi, part: 'B', ...particulars },
  ];
}

/** A station in the middle of each square; where the air is clear one hears all. */
function receivers({ area, messagesPerS, lossRatio = 0, delayMs = 0 }: LoadSettings) {
  const common = { feed: LOAD_FEED, lossRatio, delayMs, delaySpreadMs: 0 };
  if (messagesPerS !== undefined) {
    const everywhere = { rangeNm: Number.POSITIVE_INFINITY, classBRangeNm: Number.POSITIVE_INFINITY };
    const one: Receiver[] = [{ ...common, ...everywhere, id: 'LOAD', lat: area.south, lon: area.west }];
    return () => one;
  }
  /** Bounded by the squares of the area. */
  const stations = new Map<number, readonly Receiver[]>();
  return ({ lat, lon }: Place): readonly Receiver[] => {
    const row = Math.floor((lat - area.south) / STATION_EVERY_DEG);
    const middleLat = area.south + (row + 0.5) * STATION_EVERY_DEG;
    const widthOf = STATION_EVERY_DEG / Math.max(0.2, Math.cos((middleLat * Math.PI) / 180));
    const eastDeg = Math.min(widthDeg(area), (((lon - area.west) % 360) + 360) % 360);
    const column = Math.floor(eastDeg / widthOf);
    const key = row * 1000 + column;
    let there = stations.get(key);
    if (!there) {
      const middleLon = wrapLongitude(area.west + (column + 0.5) * widthOf);
      there = [{ ...common, ...STATION, id: `L${row}-${column}`, lat: middleLat, lon: middleLon }];
      stations.set(key, there);
    }
    return there;
  };
}
