/**
 * Distress: exactly when the picture says so, at once, and until it is cancelled. What leaves the picture is not out of
 * distress: it lasts until a while after the last sign.
 */
import { DISTRESS } from '../../../proto/domain/alert/thresholds/distress.table.ts';
import { formatMmsi } from '../../../proto/domain/ids.ts';
import type { ManualObservation } from '../../../proto/domain/manual.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { SourceBits } from '../../../proto/domain/track.ts';
import type { Detector, Watch } from '../detector.ts';
import type { Thing, Vessel } from '../thing.ts';
import {
  cluesOf,
  isInDistress,
  isNumberInDistress,
  noTrack,
  type Sign,
  signAt,
  signsWithoutPlace,
} from './signs.ts';

/** At once; beyond it the one whose sign is oldest is let go of, and its alert stays until people end it. */
const MAX_CALLS = 4096;
/** Signs that go on are told of this often. */
const TOLD_EVERY_MS = 60_000;
/** Natures of distress remembered, the oldest goes first. */
const MAX_WORDS = 4096;

interface Call {
  readonly sign: Sign;
  readonly firstMs: number;
  /** When the picture last had it. */
  lastMs: number;
  toldMs: number;
}

class DistressDetector implements Detector {
  readonly name = 'distress/distress';
  readonly #watch: Watch;
  /** By their names, the one told of longest ago first. */
  readonly #calls = new Map<string, Call>();
  /** The nature of the distress of each transmitter that called, by MMSI. */
  readonly #words = new Map<string, string>();
  /** Reports of people by the slot that they made. */
  readonly #reports = new Map<number, ManualObservation>();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  reported(_vessel: Vessel, _report: unknown, { slot }: Thing): void {
    if (isInDistress(this.#watch.picture, slot)) this.#seen(slot);
  }

  heard(said: Observation): void {
    switch (said.type) {
      case 'distress':
        if (said.natureOfDistress !== undefined) this.#keepWords(said.mmsi, said.natureOfDistress);
        this.#look();
        if (said.call === 'cancel') this.#cancelled(formatMmsi(said.mmsi));
        break;
      case 'unit':
        if (said.distress !== undefined) this.#look();
        break;
      case 'manual':
        this.#reportedBy(said);
        break;
      case 'text':
      case 'identity':
        if (said.kind === TrackKind.locatingDevice) this.#look();
        break;
      default:
    }
  }

  tick(nowMs: number): void {
    this.#look();
    const { keptS } = this.#watch.values(DISTRESS);
    for (const [name, { lastMs }] of this.#calls) if (nowMs - lastMs > keptS * 1000) this.#over(name);
  }

  stepBack(nowMs: number): void {
    for (const call of this.#calls.values()) {
      call.lastMs = Math.min(call.lastMs, nowMs);
      call.toldMs = Math.min(call.toldMs, nowMs);
    }
  }

  #reportedBy(said: ManualObservation): void {
    const { picture } = this.#watch;
    const name = `contact/${said.contactId}`;
    if (said.withdrawn) {
      const known = this.#calls.get(name);
      const slot = known && picture.slotOf(known.sign.party.trackId);
      // Found to be a track that calls for help by itself too, it goes on.
      if (known && (slot === undefined || !isInDistress(picture, slot))) this.#over(name);
      return;
    }
    const slot = picture.slotNamed({ contactId: said.contactId });
    if (slot !== undefined && said.report.distress) this.#reports.set(slot, said);
    if (said.report.distress || this.#calls.has(name)) this.#look();
  }

  /** Through all that the picture has, a byte a track: no sign waits for anything. */
  #look(): void {
    const { picture } = this.#watch;
    for (let slot = 0; slot < picture.slotCount; slot++) if (isInDistress(picture, slot)) this.#seen(slot);
    const unplaced = signsWithoutPlace(picture);
    for (const sign of unplaced) this.#sign(`mmsi/${sign.party.mmsi}`, sign);
    for (const [name, { sign }] of this.#calls) {
      const { mmsi, trackId } = sign.party;
      if (unplaced.some(({ party }) => party.mmsi === mmsi)) continue;
      const slot = picture.slotOf(trackId);
      const isOver = slot === undefined ? trackId === noTrack(picture) : !isInDistress(picture, slot);
      // Of several tracks of one number another may be the one that calls.
      if (isOver && (mmsi === undefined || !isNumberInDistress(picture, mmsi))) this.#over(name);
    }
  }

  #seen(slot: number): void {
    const report = this.#reportOf(slot);
    const sign = signAt(this.#watch.picture, slot, report);
    const { mmsi, trackId } = sign.party;
    const own = mmsi === undefined ? `track/${trackId}` : `mmsi/${mmsi}`;
    const name = report ? `contact/${report.contactId}` : own;
    this.#sign(this.#calls.has(name) ? name : (this.#nameOfReport(slot, sign) ?? name), sign);
  }

  /** A person's report was found to be this track: it is the same distress. */
  #nameOfReport(slot: number, { party, report }: Sign): string | undefined {
    const { picture } = this.#watch;
    const { sources, kind } = picture.columns;
    const callsItself =
      kind[slot] === TrackKind.locatingDevice || (sources[slot]! & (SourceBits.dsc | SourceBits.unit)) !== 0;
    for (const [name, { sign }] of this.#calls) {
      if (sign.party.trackId === party.trackId) return name;
      const wasReport = sign.how === 'distressReport' && !report && !callsItself;
      if (wasReport && picture.slotOf(sign.party.trackId) === undefined) return name;
    }
    return undefined;
  }

  #reportOf(slot: number): ManualObservation | undefined {
    const report = this.#reports.get(slot);
    if (!report) return undefined;
    if (this.#watch.picture.slotNamed({ contactId: report.contactId }) === slot) return report;
    this.#reports.delete(slot);
    return undefined;
  }

  /** The first place and the first way of calling are told at once, what goes on now and then. */
  #sign(name: string, said: Sign): void {
    const { nowMs, picture } = this.#watch;
    const known = this.#calls.get(name);
    const sign = known ? joined(known.sign, said, said.party.trackId === noTrack(picture)) : said;
    if (known && isSame(known.sign, sign) && nowMs - known.toldMs < TOLD_EVERY_MS) {
      known.lastMs = nowMs;
      return;
    }
    const firstMs = known?.firstMs ?? said.atMs;
    this.#calls.delete(name);
    this.#calls.set(name, { sign, firstMs, lastMs: nowMs, toldMs: nowMs });
    if (this.#calls.size > MAX_CALLS) this.#calls.delete(this.#calls.keys().next().value!);
    this.#watch.raise({
      name,
      kind: 'distress',
      things: [],
      parties: [sign.party],
      ...(sign.place && { place: sign.place }),
      onsetMs: firstMs,
      rule: 'distress.signs',
      measured: { value: 1, unit: 'count' },
      threshold: { value: this.#watch.values(DISTRESS).signs, unit: 'count' },
      evidence: cluesOf(sign, firstMs, this.#words.get(sign.party.mmsi ?? '')),
      outlasts: true,
    });
  }

  /** Its track may have left the picture before. */
  #cancelled(mmsi: string): void {
    if (!isNumberInDistress(this.#watch.picture, mmsi)) this.#over(`mmsi/${mmsi}`);
  }

  #over(name: string): void {
    this.#calls.delete(name);
    this.#watch.clear('distress', name);
  }

  #keepWords(mmsi: number, words: string): void {
    const key = formatMmsi(mmsi);
    this.#words.delete(key);
    this.#words.set(key, words);
    if (this.#words.size > MAX_WORDS) this.#words.delete(this.#words.keys().next().value!);
  }
}

/** What was known of track and place stays, where the newer sign has none. */
function joined(known: Sign, said: Sign, isTrackless: boolean): Sign {
  const { report = known.report, place = known.place } = said;
  return {
    party: isTrackless ? known.party : said.party,
    how: known.report ? known.how : said.how,
    atMs: said.place || !known.place ? said.atMs : known.atMs,
    ...(place && { place }),
    ...(report && { report }),
  };
}

const isSame = (one: Sign, other: Sign): boolean =>
  one.how === other.how &&
  one.party.trackId === other.party.trackId &&
  one.party.name === other.party.name &&
  (one.place === undefined) === (other.place === undefined);

export const distress = (watch: Watch): Detector => new DistressDetector(watch);
