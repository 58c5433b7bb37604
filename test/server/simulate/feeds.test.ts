/** A quarter of an hour of every feed through its real decoder. */
import { beforeAll, describe, expect, test } from 'vitest';
import { distanceM } from '../../../proto/domain/geo.ts';
import { geodesicDirect } from '../../../proto/domain/geodesic.ts';
import type { AircraftObservation, UnitObservation } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import type { PlotObservation } from '../../../proto/domain/sensing.ts';
import { SensorKind } from '../../../proto/domain/sensor.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { VesselTruth } from '../../../server/simulate/truth.ts';
import { southernAdriatic } from './demonstrationscenario.ts';
import { Watched } from './watched.ts';

const START = epochMs(Date.UTC(2026, 5, 21, 9, 0, 0));
const scenario = southernAdriatic();
const all = new Map<string, Observation[]>();
/** The truth of each whole second. */
const vessels = new Map<number, VesselTruth[]>();

const of = <T extends Observation['type']>(feed: string, type: T) =>
  (all.get(feed) ?? []).filter((o): o is Extract<Observation, { type: T }> => o.type === type);

beforeAll(() => {
  const watched: Watched = new Watched(scenario, 1, START, {
    observation(observation, { name }) {
      const list = all.get(name) ?? [];
      all.set(name, list);
      list.push(observation);
    },
    second: (atMs) => void vessels.set(atMs, watched.simulation.truth(atMs)),
  });
  watched.runFor(900);
  expect(watched.faults).toEqual([]);
  expect(watched.cutOffs).toEqual([]);
});

/** Where a radar's plot is by its settings, without its height: metres from the nearest vessel of the truth. */
function fromTruthM(plot: PlotObservation, at: { lat: number; lon: number }): number {
  if (plot.place.kind !== 'polar') return Number.NaN;
  const said = geodesicDirect(at, plot.place.azimuthDeg, plot.place.rangeM);
  const second = Math.round(plot.observedMs / 1000) * 1000;
  const near = (vessels.get(second) ?? []).map((v) => {
    const { lat, lon } = said;
    return distanceM({ lat, lon }, { lat: v.lat as typeof lat, lon: v.lon as typeof lon });
  });
  return Math.min(...near);
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

describe('every feed', () => {
  test('says what its format says', () => {
    expect([...all.keys()].sort()).toEqual(
      [
        ...new Set(scenario.stations.map((s) => s.feed)),
        ...scenario.radars.map((r) => r.feed),
        'neighbour-apulia',
        'land-border',
        'units',
        'adsb-tirana',
      ].sort(),
    );
  });

  test('the radars see vessels where they are, the misaligned one beside them', () => {
    const medians = scenario.radars.map((site) => {
      const plots = of(site.feed, 'plot');
      expect(plots.length).toBeGreaterThan(1500);
      return median(plots.filter((p) => p.ended !== true).map((p) => fromTruthM(p, site)));
    });
    const [sazan, durres, volujica] = medians;
    // 0.45° over some 30 km are 240 m.
    expect(sazan).toBeGreaterThan(150);
    expect(durres).toBeLessThan(90);
    expect(volujica).toBeLessThan(90);
  });

  test('radars mark their turns as they turn', () => {
    const whole = of('radar-volujica', 'scan');
    expect(whole.length).toBe(900 / 3);
    // 32 sectors a turn of four seconds.
    expect(Math.abs(of('radar-sazan', 'scan').length - (900 / 4) * 32)).toBeLessThan(40);
  });

  test("the neighbour's tracks are numbered, late, and off by what it says", () => {
    const plots = of('neighbour-apulia', 'plot');
    expect(new Set(plots.map((p) => p.sensorTrack)).size).toBeGreaterThan(20);
    for (const p of plots) {
      expect(p.receivedMs - p.observedMs).toBeGreaterThan(1100);
      expect(p.receivedMs - p.observedMs).toBeLessThan(3300);
    }
    const errors = plots.slice(-400).map((p) => {
      if (p.place.kind !== 'position') return Number.NaN;
      const { lat, lon } = p.place;
      const second = Math.round(p.observedMs / 1000) * 1000;
      const near = vessels
        .get(second)!
        .map((v) => distanceM({ lat, lon }, { lat: v.lat as typeof lat, lon: v.lon as typeof lon }));
      return Math.min(...near);
    });
    // The median of a Rayleigh distribution is 1.18 σ; hulls' middles are off the antenna.
    expect(median(errors)).toBeGreaterThan(35);
    expect(median(errors)).toBeLessThan(100);
  });

  test('units of two agencies say where they are, the patrol vessels as by AIS', () => {
    const units = of('units', 'unit') as UnitObservation[];
    const by = new Map(units.map((u) => [u.uid, u]));
    expect([...by.keys()].length).toBe(6);
    expect(new Set(units.map((u) => u.team)).size).toBe(2);
    expect(new Set(units.map((u) => u.kind)).size).toBe(4);
    const patrol = by.get('SIM-XA-PV1')!;
    const second = Math.floor(patrol.observedMs / 1000) * 1000;
    const truth = vessels.get(second)!.find((v) => v.name === 'ROJA DETARE DURRES')!;
    expect(truth.mmsi).toBeDefined();
    expect(
      distanceM(patrol, { lat: truth.lat as typeof patrol.lat, lon: truth.lon as typeof patrol.lon }),
    ).toBeLessThan(60);
  });

  test('aircraft fly at their height and speed, and the helicopter is a unit too', () => {
    const said = of('adsb-tirana', 'aircraft') as AircraftObservation[];
    expect(new Set(said.map((a) => a.address)).size).toBeGreaterThanOrEqual(5);
    const last = said.filter((a) => a.callSign === 'XEA615' && a.lat !== undefined).at(-1)!;
    expect(last.altM).toBeCloseTo(11_600, -1);
    expect(said.some((a) => a.callSign === 'PETRIT1')).toBe(true);
  });

  test('land nodes of six kinds say themselves what they are and where', () => {
    const sensors = of('land-border', 'sensor');
    const kinds = new Set(sensors.flatMap((s) => s.kind ?? []));
    expect([...kinds].sort()).toEqual(
      [
        SensorKind.groundRadar,
        SensorKind.camera,
        SensorKind.seismic,
        SensorKind.acoustic,
        SensorKind.proximity,
        SensorKind.passiveRf,
      ].sort(),
    );
    expect(new Set(sensors.filter((s) => s.lat !== undefined).map((s) => s.sensorId)).size).toBe(13);
  });
});
