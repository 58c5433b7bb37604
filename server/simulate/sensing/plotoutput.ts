/** A radar's plots and marks as ASTERIX: CAT048 with CAT034, or CAT010; a datagram a sector. */
import { epochMs, metresToNauticalMiles } from '../../../proto/domain/units.ts';
import { encodeAsterix } from '../../decode/asterix/encode.ts';
import type { AsterixRecord } from '../../decode/asterix/record.ts';
import { midnight } from '../day.ts';
import type { Outbox } from '../outbox.ts';
import type { RadarSite } from '../scenariosensing.ts';
import { RADAR_SECTORS, type RadarListener, type RadarPlot } from './radar.ts';

/** Seconds since midnight UTC, as ASTERIX says times. */
export const timeOfDayS = (atMs: number): number => (atMs - midnight(epochMs(atMs), 0)) / 1000;

/** Target reports of a primary radar (I048/020 TYP, I010/020 TYP). */
const PRIMARY = { cat048: 1, cat010: 3 } as const;
const NORTH_MARKER = 1;
const SECTOR_CROSSING = 2;
const TARGET_REPORT = 1;
const START_OF_UPDATE_CYCLE = 2;
/** The longest that I010/270 can say. */
const LONGEST_M = 127;

/** Sends to the radar's feed; the records of a sector go together, before its mark. */
export function plotOutput(site: RadarSite, outbox: Outbox): RadarListener {
  const source = { sac: site.sac ?? 0, sic: site.sic ?? 0 };
  const monoradar = site.output === 'cat048';
  let waiting: AsterixRecord[] = [];
  const send = (atMs: number, category: number, records: readonly AsterixRecord[]): void =>
    outbox.send(atMs + site.delayMs, site.feed, encodeAsterix(category, records));
  const flush = (atMs: number): void => {
    if (waiting.length > 0) send(atMs, monoradar ? 48 : 10, waiting);
    waiting = [];
  };
  const time = (atMs: number) => ({ '140': { timeOfDayS: timeOfDayS(atMs) } });
  const mark = (atMs: number, messageType: number, azimuthDeg: number): void =>
    send(atMs, 34, [
      {
        '010': source,
        '000': { messageType },
        '030': { timeOfDayS: timeOfDayS(atMs) },
        '020': { sectorNumberDeg: azimuthDeg },
        ...(messageType === NORTH_MARKER ? { '041': { antennaRotationSpeedS: site.periodMs / 1000 } } : {}),
      },
    ]);
  const record = monoradar ? monoradarPlot : surfacePlot;
  return {
    plot(plot) {
      waiting.push({ '010': source, ...time(plot.atMs), ...record(plot) });
    },
    north(atMs) {
      flush(atMs);
      if (monoradar) mark(atMs, NORTH_MARKER, 0);
      else send(atMs, 10, [{ '010': source, '000': { messageType: START_OF_UPDATE_CYCLE }, ...time(atMs) }]);
    },
    sector(atMs, sector) {
      flush(atMs);
      if (monoradar && sector > 0) mark(atMs, SECTOR_CROSSING, (sector * 360) / RADAR_SECTORS);
    },
  };
}

const monoradarPlot = (plot: RadarPlot): AsterixRecord => ({
  '020': { typ: PRIMARY.cat048 },
  '040': { rhoNm: metresToNauticalMiles(plot.rangeM), thetaDeg: plot.azimuthDeg },
});

const surfacePlot = (plot: RadarPlot): AsterixRecord => ({
  '000': { messageType: TARGET_REPORT },
  '020': { typ: PRIMARY.cat010 },
  '040': { rhoM: plot.rangeM, thDeg: plot.azimuthDeg },
  ...(plot.lengthM > 0 ? { '270': { lengthM: Math.min(LONGEST_M, plot.lengthM) } } : {}),
});
