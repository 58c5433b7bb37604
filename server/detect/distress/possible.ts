/**
 * Signs of distress whose context carries it: drifting with people aboard, overloaded and stopped or in trouble by a
 * report, lost far out after slowing. What the picture calls a distress is one already.
 */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import { POSSIBLE_DISTRESS } from '../../../proto/domain/alert/thresholds/distress.table.ts';
import { distanceM } from '../../../proto/domain/geo.ts';
import type { ManualObservation } from '../../../proto/domain/manual.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { SensorHealth } from '../../../proto/domain/sensor.ts';
import { SourceBits, TrackStateBits } from '../../../proto/domain/track.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { Detector, Watch } from '../detector.ts';
import { partyOf, type Thing } from '../thing.ts';
import { isFarOut, slowed } from './slowed.ts';
import { troubleIn } from './words.table.ts';

/** On water, or where nobody says. */
const AT_SEA: ReadonlySet<TrackKind> = new Set([TrackKind.seaContact, TrackKind.unknown]);
/** Something else is there: what was lost is it, or was taken for it. */
const BESIDE_M = 1000;
/** Nearer to the end of a sensor's range things come and go. */
const RANGE_SHARE = 0.8;
/** Seen for less, a sensor may have made it up. */
const SEEN_MS = 15 * 60_000;
/** Reports told of; beyond it the first is let go of, and its alert ends with its track. */
const MAX_TOLD = 1000;

class PossibleDistress implements Detector {
  readonly name = 'distress/possible';
  readonly #watch: Watch;
  readonly #drifting = new Set<Thing>();
  readonly #reported = new Set<string>();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  heard(said: Observation): void {
    if (said.type === 'manual') this.#report(said);
  }

  moved(thing: Thing): void {
    const isSo =
      this.#watch.isRaised('drifting', thing.name) &&
      hasPeople(this.#watch, thing) &&
      isFarOut(this.#watch, thing);
    if (isSo === this.#drifting.has(thing)) return;
    if (!isSo) {
      this.#endDrift(thing);
      return;
    }
    this.#drifting.add(thing);
    const { aboardCount } = this.#watch.values(POSSIBLE_DISTRESS, thing.class);
    const count = (value: number) => ({ value, unit: 'count' }) as const;
    this.#watch.raise({
      name: `drift|${thing.name}`,
      kind: 'possibleDistress',
      things: [thing],
      onsetMs: thing.ms,
      // Nobody said how many are aboard a passenger ship: that it is one is enough.
      rule: thing.count === undefined ? 'possibleDistress/passengerShip' : 'possibleDistress.aboardCount',
      measured: count(thing.count ?? 1),
      threshold: count(thing.count === undefined ? 1 : aboardCount),
      evidence: [
        { what: 'driftsNow', trackId: thing.id, measure: { value: round(thing.sogKn), unit: 'kn' } },
        thing.count === undefined
          ? { what: 'passengerShip', ...(thing.called !== undefined && { text: thing.called }) }
          : { what: 'peopleAboard', measure: { value: thing.count, unit: 'count' } },
      ],
    });
  }

  gone(thing: Thing): void {
    this.#drifting.delete(thing);
    this.#lost(thing);
  }

  #endDrift(thing: Thing): void {
    this.#drifting.delete(thing);
    this.#watch.clear('possibleDistress', `drift|${thing.name}`);
  }

  /** Somebody reported a boat: too many in it, or words that say trouble. */
  #report({ contactId, report, observedMs, withdrawn }: ManualObservation): void {
    const name = `contact/${contactId}`;
    const { note = '', count = 0, sogKn, saidBy, kind } = report;
    const values = this.#watch.values(POSSIBLE_DISTRESS);
    const words = troubleIn(note);
    const isOverloaded =
      count >= values.overloadedCount && (sogKn === undefined || sogKn <= values.stoppedKn);
    const slot = this.#watch.picture.slotNamed({ contactId });
    const isSo = slot !== undefined && AT_SEA.has(kind) && (words !== undefined || isOverloaded);
    if (withdrawn || report.distress || !isSo) {
      if (this.#reported.delete(name)) this.#watch.clear('possibleDistress', name);
      return;
    }
    this.#reported.add(name);
    if (this.#reported.size > MAX_TOLD) this.#reported.delete(this.#reported.keys().next().value!);
    const { lat, lon } = this.#watch.picture.columns;
    const said = this.#watch.picture.static(slot);
    this.#watch.raise({
      name,
      kind: 'possibleDistress',
      things: [],
      parties: [
        {
          trackId: said.id,
          kind: said.kind,
          nature: said.nature,
          feeds: this.#watch.picture.feedsOf(slot).feeds,
          distress: false,
          ...(said.name !== undefined && { name: said.name }),
        },
      ],
      place: { lat: lat[slot]!, lon: lon[slot]! },
      onsetMs: observedMs,
      rule: isOverloaded ? 'possibleDistress.overloadedCount' : 'possibleDistress/troubleWords',
      measured: { value: isOverloaded ? count : 1, unit: 'count' },
      threshold: { value: isOverloaded ? values.overloadedCount : 1, unit: 'count' },
      evidence: [
        { what: 'reportedBy', text: saidBy, atMs: observedMs },
        ...(count > 0 ? [{ what: 'peopleAboard', measure: { value: count, unit: 'count' } } as const] : []),
        ...(words === undefined ? [] : [{ what: 'troubleWords', text: note }]),
        ...(isOverloaded
          ? [
              {
                what: 'stopped',
                ...(sogKn !== undefined && { measure: { value: sogKn, unit: 'kn' } as const }),
              },
            ]
          : []),
      ],
    });
  }

  /** What only sensors saw is lost: far out, well within their range, nothing else there, and it had slowed. */
  #lost(thing: Thing): void {
    if (thing.kind !== TrackKind.seaContact || thing.mmsi !== undefined) return;
    if ((thing.sources & SourceBits.person) !== 0 || (thing.state & TrackStateBits.distress) !== 0) return;
    if (thing.ms - thing.firstMs < SEEN_MS || !isFarOut(this.#watch, thing)) return;
    const speeds = slowed(this.#watch, thing);
    if (!speeds || !this.#isWatched(thing)) return;
    if (this.#watch.near(thing.lat, thing.lon, BESIDE_M).some((other) => other !== thing)) return;
    const { slowedToShare, keptS } = this.#watch.values(POSSIBLE_DISTRESS, thing.class);
    this.#watch.raise({
      name: `lost|${thing.name}`,
      kind: 'possibleDistress',
      things: [],
      parties: [partyOf(thing, false)],
      place: { lat: thing.lat, lon: thing.lon },
      onsetMs: thing.ms,
      rule: 'possibleDistress.slowedToShare',
      measured: { value: Math.round((100 * speeds.lastKn) / speeds.beforeKn) / 100, unit: 'ratio' },
      threshold: { value: slowedToShare, unit: 'ratio' },
      evidence: lostClues(this.#watch, thing, speeds.beforeKn, speeds.lastKn),
      holdsMs: keptS * 1000,
      outlasts: true,
    });
  }

  /** By a sensor that works, and not at the end of its range. */
  #isWatched({ lat, lon, feeds }: Thing): boolean {
    return this.#watch.system.sensors().some((sensor) => {
      if (!feeds.includes(sensor.feedId) || this.#watch.isRaised('feedOutage', sensor.feedId)) return false;
      if (sensor.health === SensorHealth.gone || sensor.health === SensorHealth.faulty) return false;
      if (sensor.lat === undefined || sensor.lon === undefined || !sensor.coverage) return false;
      const from = { lat: degrees(sensor.lat), lon: degrees(sensor.lon) };
      return distanceM(from, { lat: degrees(lat), lon: degrees(lon) }) < RANGE_SHARE * sensor.coverage.rangeM;
    });
  }
}

export function lostClues(watch: Watch, thing: Thing, beforeKn: number, lastKn: number): readonly Clue[] {
  const toShoreM = watch.shore.distanceM(thing.lat, thing.lon);
  return [
    { what: 'lastSeen', atMs: epochMs(thing.ms), place: { lat: thing.lat, lon: thing.lon } },
    { what: 'speedBefore', measure: { value: round(beforeKn), unit: 'kn' } },
    { what: 'speedThen', measure: { value: round(lastKn), unit: 'kn' } },
    toShoreM === undefined
      ? { what: 'farFromShore' }
      : { what: 'fromShore', measure: { value: Math.round(toShoreM), unit: 'm' } },
  ];
}

const hasPeople = (watch: Watch, { class: of, count }: Thing): boolean =>
  of === 'passenger' || (count !== undefined && count >= watch.values(POSSIBLE_DISTRESS, of).aboardCount);

const round = (value: number): number => Math.round(value * 10) / 10;

export const possible = (watch: Watch): Detector => new PossibleDistress(watch);
