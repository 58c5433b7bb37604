/** A position that the antenna which heard it cannot hear: far beyond all that its feed ever brought from there. */
import { isVesselClass } from '../../../proto/domain/alert/thingclass.ts';
import { outOfFootprint } from '../../../proto/domain/alert/thresholds/kinematics.table.ts';
import { bearingDeg } from '../../../proto/domain/geo.ts';
import type { FeedId } from '../../../proto/domain/ids.ts';
import type { PositionObservation } from '../../../proto/domain/observation.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';
import type { Learned } from '../learned/learned.ts';
import type { Thing, Vessel } from '../thing.ts';
import { apartM } from './step.ts';

type Footprint = NonNullable<ReturnType<Learned['reception']['footprint']>>;

interface Feed {
  footprint: Footprint | undefined;
  readMs: number;
  /** Who was heard from beyond last, and who other than that before: the air carries where both are young. */
  lastMmsi: number;
  lastMs: number;
  otherMs: number;
}

/** What a feed hears is read anew after so long. */
const READ_MS = 60_000;
const MAX_FEEDS = 4096;
/** In place of a count: however often it is heard from out there. */
const SAILED_OUT = Number.NEGATIVE_INFINITY;
const FASTEST_KN = 60;

export const footprint: OpenDetector = (watch) => {
  const feeds = new Map<FeedId, Feed>();
  /** Reports in a row from beyond; only of those who are. */
  const beyond = new Map<Vessel, number>();
  return {
    name: 'footprint',
    reported(vessel, report, thing, isLate) {
      if (isLate || report.longRange || !isVesselClass(thing.class)) return;
      const feed = feedOf(watch, feeds, report);
      if (!feed.footprint) return;
      const { beyondM, factor, reports, othersS, vessels, outS } = watch.values(outOfFootprint);
      if (feed.footprint.vessels < vessels) return;
      const { lat, lon } = feed.footprint;
      const awayM = apartM(lat, lon, report.lat, report.lon);
      if (awayM < beyondM) {
        if (beyond.size > 0) beyond.delete(vessel);
        return;
      }
      const bearing = bearingDeg({ lat: degrees(lat), lon: degrees(lon) }, report);
      const rangeM = feed.footprint.rangeM(bearing);
      if (rangeM === undefined || awayM < rangeM * factor || awayM < rangeM + beyondM) {
        if (beyond.size > 0) beyond.delete(vessel);
        return;
      }
      const row = (beyond.get(vessel) ?? (sailedOut(vessel, outS) ? SAILED_OUT : 0)) + 1;
      beyond.set(vessel, row);
      if (feed.lastMmsi !== vessel.mmsi) {
        feed.otherMs = feed.lastMs;
        feed.lastMmsi = vessel.mmsi;
      }
      feed.lastMs = report.observedMs;
      const carries = report.observedMs - feed.otherMs < othersS * 1000;
      if (row >= reports && !carries) tell(watch, vessel, report, thing, feed.footprint, awayM, rangeM);
    },
    gone({ vessel }) {
      if (vessel && vessel.things.size === 0) beyond.delete(vessel);
    },
    stepBack() {
      beyond.clear();
      feeds.clear();
    },
  };
};

/** Whoever comes from within by a way that a vessel can make shows how far the antenna hears. */
function sailedOut({ reports }: Vessel, outS: number): boolean {
  if (reports.count < 2 || reports.ms(0) - reports.ms(1) > outS * 1000) return false;
  return reports.madeGoodKn(1) <= FASTEST_KN;
}

function feedOf(watch: Watch, feeds: Map<FeedId, Feed>, { feedId, observedMs }: PositionObservation): Feed {
  const known = feeds.get(feedId);
  if (known && observedMs - known.readMs < READ_MS) return known;
  const footprint = watch.learned.reception.footprint(feedId);
  if (known) {
    known.footprint = footprint;
    known.readMs = observedMs;
    return known;
  }
  const longAgo = Number.NEGATIVE_INFINITY;
  const feed = { footprint, readMs: observedMs, lastMmsi: -1, lastMs: longAgo, otherMs: longAgo };
  if (feeds.size >= MAX_FEEDS) feeds.delete(feeds.keys().next().value!);
  feeds.set(feedId, feed);
  return feed;
}

function tell(
  watch: Watch,
  vessel: Vessel,
  report: PositionObservation,
  thing: Thing,
  { lat, lon }: Footprint,
  awayM: number,
  rangeM: number,
): void {
  const { factor, beyondM, holdsS } = watch.values(outOfFootprint);
  watch.raise({
    name: `mmsi/${String(vessel.mmsi).padStart(9, '0')}`,
    kind: 'outOfFootprint',
    things: [thing],
    about: { feedId: report.feedId },
    place: { lat: report.lat, lon: report.lon },
    onsetMs: report.observedMs,
    rule: 'outOfFootprint.factor',
    measured: { value: Math.round(awayM), unit: 'm' },
    threshold: { value: Math.round(Math.max(rangeM * factor, rangeM + beyondM)), unit: 'm' },
    evidence: [
      {
        what: 'saidPlace',
        place: { lat: report.lat, lon: report.lon },
        atMs: epochMs(report.observedMs),
      },
      { what: 'farthestHeard', measure: { value: Math.round(rangeM), unit: 'm' } },
      { what: 'antenna', place: { lat: degrees(lat), lon: degrees(lon) }, text: report.feedId },
    ],
    holdsMs: holdsS * 1000,
  });
}
