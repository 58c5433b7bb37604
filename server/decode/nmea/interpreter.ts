/** What a sentence says about the world: radar plots, the radar itself, distress, a transponder's alarms. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import { type FeedId, type SensorId, sensorId } from '../../../proto/domain/ids.ts';
import type { DistressObservation } from '../../../proto/domain/observation.ts';
import type {
  PlotObservation,
  PlotPlace,
  SensorAlertObservation,
  SensorObservation,
} from '../../../proto/domain/sensing.ts';
import { SensorHealth, SensorKind, type SensorSettings } from '../../../proto/domain/sensor.ts';
import { degrees } from '../../../proto/domain/units.ts';
import type { Alr, Dsc, Dse, NmeaSentence, Tll, Ttm } from './sentences/messages.ts';
import type { DistressSaid } from './station/distress.ts';
import type { Station } from './station/station.ts';
import { motionOf, placeOf } from './station/target.ts';
import { isAisTalker, Transponder } from './station/transponder.ts';

type Unsaid = 'feedId' | 'nature' | 'observedMs' | 'receivedMs';
/** An observation without how it came. */
export type Said =
  | Omit<PlotObservation, Unsaid>
  | Omit<SensorObservation, Unsaid>
  | Omit<SensorAlertObservation, Unsaid>
  | Omit<DistressObservation, Unsaid>;

export interface InterpreterSink {
  observation(said: Said): void;
  fault(kind: FaultKind, detail: string): void;
}

/** A radar that moves says where it is so often; one that stands says that it works. */
const MOVING_MS = 1_000;
const FIXED_MS = 10_000;

export class Interpreter {
  readonly #settings: SensorSettings | undefined;
  readonly #radarOf: (talker: string) => SensorId | undefined;
  /** When each radar last said how it is; as many as `radarOf` names. */
  readonly #saidMs = new Map<SensorId, number>();

  readonly #feedId: FeedId;
  /** By talker, of which there are ten at most. */
  readonly #transponders = new Map<string, Transponder>();

  constructor(
    feedId: FeedId,
    settings: SensorSettings | undefined,
    radarOf: (talker: string) => SensorId | undefined,
  ) {
    this.#feedId = feedId;
    this.#settings = settings;
    this.#radarOf = radarOf;
  }

  /** `atMs`: the time that the sentence speaks of, on the station's timeline, after the station has taken it. */
  interpret(said: NmeaSentence, station: Station, atMs: number, sink: InterpreterSink): void {
    switch (said.sentence) {
      case 'TTM':
        this.#tracked(said, station, atMs, sink);
        return;
      case 'TLL':
        this.#located(said, station, atMs, sink);
        return;
      case 'OSD':
      case 'RSD':
        this.#radar(said.talker, station, atMs, sink);
        return;
      case 'DSC':
        call(said, station, atMs, sink);
        return;
      case 'DSE':
        expansion(said, station, atMs, sink);
        return;
      case 'ALR':
        this.#alarm(said, atMs, sink);
        return;
      // a request is no vessel's word: what is sent is heard of the radio, if anybody hears it
      case 'ABM':
      case 'BBM':
      case 'ABK':
        return;
      // own ship and labels are the station's; of TTD only the bits are read
      case 'TLB':
      case 'TTD':
      case 'RMC':
      case 'GGA':
      case 'GLL':
      case 'VTG':
      case 'VHW':
      case 'HDT':
      case 'THS':
      case 'HDG':
      case 'ZDA':
        return;
      default:
        said satisfies never;
    }
  }

  get followsTransponders(): boolean {
    return this.#transponders.size > 0;
  }

  /** AIS was heard: those transponders whose alarms are followed live. */
  heardAis(atMs: number, sink: InterpreterSink): void {
    for (const transponder of this.#transponders.values()) {
      const said = transponder.heard(atMs);
      if (said !== undefined) sink.observation({ ...said, sensorId: transponder.sensorId });
    }
  }

  /** Other devices' alarms (a radar's targets that come close) are theirs to show. */
  #alarm(alr: Alr, atMs: number, sink: InterpreterSink): void {
    const { talker } = alr;
    if (!isAisTalker(talker)) return;
    const known = this.#transponders.get(talker);
    if (known === undefined && !alr.active) return;
    const transponder = known ?? new Transponder(sensorId(`${this.#feedId}/${talker}`));
    this.#transponders.set(talker, transponder);
    for (const said of transponder.alarmed(alr, atMs))
      sink.observation({ ...said, sensorId: transponder.sensorId });
  }

  #tracked(ttm: Ttm, station: Station, atMs: number, sink: InterpreterSink): void {
    const sensor = this.#radar(ttm.talker, station, atMs, sink);
    if (sensor === undefined) return;
    const { talker, targetNumber } = ttm;
    const { targets } = station;
    const own = station.ownShip.at(atMs);
    const found = placeOf(ttm, own, this.#settings);
    let place: PlotPlace;
    if (typeof found !== 'string') {
      place = found;
      targets.plotted(talker, targetNumber, place, atMs);
    } else {
      const last = ttm.status === 'lost' ? targets.lastPlace(talker, targetNumber) : undefined;
      if (last === undefined) {
        sink.fault('incomplete', `TTM: ${found}`);
        return;
      }
      place = last;
    }
    sink.observation(
      plot(sensor, place, ttm, targets.labelOf(talker, targetNumber), motionOf(ttm, own, this.#settings)),
    );
  }

  #located(tll: Tll, station: Station, atMs: number, sink: InterpreterSink): void {
    const sensor = this.#radar(tll.talker, station, atMs, sink);
    if (sensor === undefined) return;
    const { talker, targetNumber, lat, lon } = tll;
    if (lat === undefined || lon === undefined) {
      sink.fault('incomplete', 'TLL: no position');
      return;
    }
    if (targetNumber !== undefined && station.targets.repeats(talker, targetNumber, atMs)) return;
    const sigmaM = this.#settings?.sigmaM;
    const place: PlotPlace = {
      kind: 'position',
      lat: degrees(lat),
      lon: degrees(lon),
      ...(sigmaM === undefined ? {} : { sigmaM }),
    };
    const label = targetNumber === undefined ? undefined : station.targets.labelOf(talker, targetNumber);
    sink.observation(plot(sensor, place, tll, label, undefined));
  }

  /** The radar that speaks; tells now and then how and where it is. */
  #radar(talker: string, station: Station, atMs: number, sink: InterpreterSink): SensorId | undefined {
    const sensor = this.#radarOf(talker);
    if (sensor === undefined) {
      sink.fault('unsupported', `${talker}: more radars than one feed can have`);
      return undefined;
    }
    const isFixed = this.#settings?.lat !== undefined;
    const saidMs = this.#saidMs.get(sensor);
    if (saidMs !== undefined && Math.abs(atMs - saidMs) < (isFixed ? FIXED_MS : MOVING_MS)) return sensor;
    const own = isFixed ? undefined : station.ownShip.at(atMs);
    if (!isFixed && own === undefined) return sensor;
    this.#saidMs.set(sensor, atMs);
    sink.observation({
      type: 'sensor',
      sensorId: sensor,
      kind: this.#settings?.kind ?? SensorKind.radar,
      health: SensorHealth.working,
      ...(this.#settings?.name === undefined ? {} : { name: this.#settings.name }),
      ...(own === undefined ? {} : { lat: degrees(own.lat), lon: degrees(own.lon) }),
      ...(own?.headingDeg === undefined ? {} : { headingDeg: degrees(own.headingDeg) }),
    });
    return sensor;
  }
}

function plot(
  sensor: SensorId,
  place: PlotPlace,
  { targetNumber, status, name }: Ttm | Tll,
  label: string | undefined,
  motion: ReturnType<typeof motionOf>,
): Omit<PlotObservation, Unsaid> {
  const called = label ?? name;
  return {
    type: 'plot',
    sensorId: sensor,
    place,
    ...(targetNumber === undefined ? {} : { sensorTrack: String(targetNumber) }),
    ...(status === 'lost' && targetNumber !== undefined ? { ended: true } : {}),
    ...motion,
    ...(called === undefined ? {} : { label: called }),
  };
}

function call(dsc: Dsc, station: Station, atMs: number, sink: InterpreterSink): void {
  const said = station.distress.call(dsc, atMs);
  if (said !== undefined) sink.observation(distress(said));
}

function expansion(dse: Dse, station: Station, atMs: number, sink: InterpreterSink): void {
  const said = station.distress.expand(dse, atMs);
  if (said !== undefined) sink.observation(distress(said));
}

const distress = (said: DistressSaid): Omit<DistressObservation, Unsaid> => ({ type: 'distress', ...said });
