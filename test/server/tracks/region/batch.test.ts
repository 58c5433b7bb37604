import { describe, expect, it } from 'vitest';
import { feedId, sensorId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import type { PlotObservation, ScanObservation } from '../../../../proto/domain/sensing.ts';
import { SensorKind } from '../../../../proto/domain/sensor.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';
import { type Batch, Batcher } from '../../../../server/tracks/region/batch.ts';
import { cutTurn } from '../../../../server/tracks/region/turn.ts';
import { Sensor } from '../../../../server/tracks/sensors/sensor.ts';
import { T0, timeAt } from '../observations.ts';

const head = (at: number) => ({
  feedId: feedId('radar'),
  nature: Nature.real,
  observedMs: timeAt(at),
  receivedMs: timeAt(at),
  sensorId: sensorId('radar'),
});
const plot = (at: number, sensorTrack?: string, azimuth = 10): PlotObservation => ({
  ...head(at),
  type: 'plot',
  place: { kind: 'polar', rangeM: metres(5000), azimuthDeg: degrees(azimuth) },
  ...(sensorTrack !== undefined && { sensorTrack }),
});
const scan = (at: number, sectorDeg?: { fromDeg: number; toDeg: number }): ScanObservation => ({
  ...head(at),
  type: 'scan',
  ...(sectorDeg && { sectorDeg: { fromDeg: degrees(sectorDeg.fromDeg), toDeg: degrees(sectorDeg.toDeg) } }),
});

function batcher(kind: SensorKind = SensorKind.radar, periodMs?: number) {
  const sensor = new Sensor(sensorId('radar'), feedId('radar'), Nature.real);
  sensor.settings = { kind, ...(periodMs !== undefined && { periodMs }) };
  const batches: Batch[] = [];
  const gather = new Batcher(sensor, (batch) => batches.push(batch));
  const told = () => batches.map(({ plots, partial, sector }) => [plots.length, partial, sector?.fromDeg]);
  return { sensor, batches, gather, told };
}

describe('plots become scans', () => {
  it('by the turns and sectors that the radar tells; an empty one says that nothing was seen', () => {
    const { gather, told, sensor } = batcher();
    gather.add(plot(1));
    gather.add(plot(1.5));
    gather.scan(scan(3));
    gather.scan(scan(6));
    gather.add(plot(7));
    gather.scan(scan(8, { fromDeg: 0, toDeg: 90 }));
    gather.scan(scan(9));
    expect(told()).toEqual([
      [2, false, undefined],
      [0, false, undefined],
      [1, false, 0],
      [0, true, undefined],
    ]);
    expect(sensor.learnedPeriodMs).toBe(3000);
  });

  it('counts what a turn saw over all of its sectors', () => {
    const { gather, sensor } = batcher();
    for (const at of [0, 4]) {
      for (const fromDeg of [0, 90, 180, 270]) {
        gather.add(plot(at + fromDeg / 90));
        gather.scan(scan(at + fromDeg / 90, { fromDeg, toDeg: fromDeg + 90 }));
      }
      gather.scan(scan(at + 3.9));
    }
    expect(sensor.plotsPerScan).toBe(4);
  });

  it('counts turns also of a radar that tells sectors alone', () => {
    const { gather, sensor } = batcher();
    for (let at = 0; at < 9; at++) {
      gather.add(plot(at));
      const fromDeg = (at % 4) * 90;
      gather.scan(scan(at, { fromDeg, toDeg: fromDeg + 90 }));
    }
    expect(sensor.plotsPerScan).toBe(4);
  });

  it('by a list that begins again, once its period is known', () => {
    const { gather, told, sensor } = batcher();
    for (const at of [0, 2, 4, 6]) for (const number of ['1', '2', '3']) gather.add(plot(at, number));
    expect(told()).toEqual([
      [3, true, undefined],
      [3, true, undefined],
      [3, false, undefined],
    ]);
    expect(sensor.periodMs).toBe(2000);
    expect(sensor.plotsPerScan).toBe(3);
  });

  it('by a stated period, and in parts that deny nothing where nobody knows one', () => {
    const stated = batcher(SensorKind.radar, 3000);
    stated.gather.add(plot(0));
    stated.gather.add(plot(1));
    stated.gather.endIfDue(timeAt(2.9));
    expect(stated.told()).toEqual([]);
    stated.gather.endIfDue(timeAt(3));
    expect(stated.told()).toEqual([[2, false, undefined]]);
    const unknown = batcher(SensorKind.camera);
    unknown.gather.add(plot(0));
    unknown.gather.endIfDue(timeAt(1));
    expect(unknown.told()).toEqual([[1, true, undefined]]);
  });

  it('with one plot of a thing that is told ten times a second', () => {
    const { gather, batches } = batcher(SensorKind.groundRadar);
    for (let n = 0; n < 10; n++) gather.add(plot(n / 20, 'a'));
    gather.endIfDue(timeAt(2));
    expect(batches.map(({ plots }) => plots.map((one) => one.observedMs - T0))).toEqual([[450]]);
  });
});

describe('a turn whose plots have their own times', () => {
  const batch = (plots: readonly PlotObservation[]): Batch => ({
    plots,
    observedMs: timeAt(4),
    receivedMs: timeAt(4),
    partial: false,
  });

  it('is cut into sectors, each of its own time, also where nothing was seen', () => {
    const parts = cutTurn(batch([plot(0.6, undefined, 50), plot(2.2, undefined, 200)]), 4000);
    expect(
      parts.map(({ sector, plots, observedMs }) => [sector!.fromDeg, plots.length, observedMs - T0]),
    ).toEqual([
      [0, 0, 250],
      [45, 1, 600],
      [90, 0, 1250],
      [135, 0, 1750],
      [180, 1, 2200],
      [225, 0, 2750],
      [270, 0, 3250],
      [315, 0, 3750],
    ]);
  });

  it('is left whole where they are of one time, and grouped by time where no turn is known', () => {
    expect(cutTurn(batch([plot(1), plot(1.2)]), 4000)).toHaveLength(1);
    const parts = cutTurn(batch([plot(3), plot(0), plot(0.2)]), undefined);
    expect(parts.map(({ plots, partial }) => [plots.length, partial])).toEqual([
      [2, true],
      [1, true],
    ]);
  });
});
