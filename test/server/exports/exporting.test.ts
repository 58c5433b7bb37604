/** Answers as files: each format says what was recorded, nobody's more than they may see, and nothing synthetic goes out. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import type { Question } from '../../../proto/domain/record/questions.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import { readDocument } from '../../../server/decode/cot/xml.ts';
import { OPENED_WITHIN_MS } from '../../../server/exports/exporting.ts';
import { identityRow, MIN, pointRow, type Said, T0 } from '../record/query/pastroom.ts';
import { DAY, exportRoom } from './exportroom.ts';

let room: Awaited<ReturnType<typeof exportRoom>>;
beforeEach(async () => {
  room = await exportRoom();
}, 60_000);
afterEach(() => room.close());

const VESSEL = { ask: 'vessel', words: '=SUM', ...DAY } as Question;
const NAME = '=SUM(A1:A9)';
const said = (minute: number, lat: number, lon: number, more: Partial<Said> = {}): Said => ({
  ...{ track: 1, atMs: T0 + minute * MIN + 250, lat, lon, sogKn: 12.3, cogDeg: 359.9, ...more },
});

/** One that begins with a formula, in three points; and one that nobody named. */
async function filled(more: Partial<Said> = {}) {
  await room.write(
    'points',
    [
      said(0, 41.123456, -19.5, more),
      said(1, 41.2, -19.499999, { ...more, sogKn: undefined as never }),
      said(2, 41.3, -19.4, more),
      // Heard of again: it is one observation.
      { ...said(2, 41.3, -19.4, more), knownMs: T0 + 3 * MIN },
    ].map(pointRow),
  );
  await room.write('identities', [
    {
      ...identityRow({ track: 1, atMs: T0, name: NAME, callSign: 'ZA1', imo: 9074729, shipType: 70 }),
      static: watchfloor.v1.TrackStatic.encode({
        ...{ id: '1-1', toBowM: 100, toSternM: 20, toPortM: 5, toStarboardM: 6, destination: 'BARI' },
      }).finish(),
    },
  ]);
}

describe('an answer as a file', () => {
  it('goes when nobody opened it within a minute', async () => {
    await filled();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      const { file } = await room.taken(VESSEL, 'csv');
      vi.advanceTimersByTime(OPENED_WITHIN_MS - 1);
      expect(existsSync(file)).toBe(true);
      vi.advanceTimersByTime(1);
      expect(existsSync(file)).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is, as CSV, its rows, with no formula in them', async () => {
    await filled();
    const { text, name, rows, sha256, bytes, bytesOf } = await room.taken(VESSEL, 'csv');
    const [head, row, ...more] = text.split('\r\n');
    expect(head).toBe(
      'from,until,track,mmsi,name,otherTrack,otherMmsi,otherName,lat,lon,points,fastestKn,callSign,imo,names',
    );
    expect(row).toBe(
      `2026-07-01T05:00:00.250Z,2026-07-01T05:02:00.250Z,1-1,200000001,'${NAME},,,,41.3,-19.4,3,12.3,ZA1,9074729,`,
    );
    expect(more).toEqual(['']);
    expect({ name, rows }).toEqual({ name: 'watchfloor-vessel-20260701T0500Z-20260702T0500Z.csv', rows: 1 });
    expect(sha256).toBe(createHash('sha256').update(bytesOf).digest('hex'));
    expect(bytes).toBe(bytesOf.length);
  });

  it('is, as a table of points, what was recorded: absent fields empty, numbers below zero numbers', async () => {
    await filled();
    const { text, rows } = await room.taken(VESSEL, 'csv', { content: 'points' });
    const [, first, second] = text.split('\r\n');
    expect(rows).toBe(3);
    expect(first).toBe(
      `2026-07-01T05:00:00.250Z,1-1,200000001,'${NAME},ZA1,9074729,70,41.123456,-19.5,12.3,359.9,,,classA,real`,
    );
    expect(second).toContain(',41.2,-19.499999,,359.9,,,');
  });

  it('is a line with times as GeoJSON', async () => {
    await filled();
    const { watchfloor: about, features } = JSON.parse((await room.taken(VESSEL, 'geojson')).text);
    expect(about).toMatchObject({ site: 'Durrës', purpose: 'case 12', question: 'vessel' });
    expect(about.marking).toBeUndefined();
    expect(features).toEqual([
      {
        type: 'Feature',
        properties: {
          ...{ track: '1-1', mmsi: '200000001', name: NAME, callSign: 'ZA1', imo: 9074729, shipType: 70 },
          ...{ kind: 'classA', nature: 'real' },
          times: ['2026-07-01T05:00:00.250Z', '2026-07-01T05:01:00.250Z', '2026-07-01T05:02:00.250Z'],
          sogKn: [12.3, null, 12.3],
          cogDeg: [359.9, 359.9, 359.9],
        },
        geometry: {
          type: 'LineString',
          coordinates: [
            [-19.5, 41.123456],
            [-19.499999, 41.2],
            [-19.4, 41.3],
          ],
        },
      },
    ]);
  });

  it('is cut where it goes over the antimeridian', async () => {
    await room.write('points', [said(0, 10, 179.9), said(1, 10, -179.9), said(2, 10, -179.8)].map(pointRow));
    const { features } = JSON.parse(
      (await room.taken({ ...VESSEL, words: '1-1' } as Question, 'geojson')).text,
    );
    expect(features.map(({ geometry }: never) => geometry)).toEqual([
      { type: 'Point', coordinates: [179.9, 10] },
      {
        type: 'LineString',
        coordinates: [
          [-179.9, 10],
          [-179.8, 10],
        ],
      },
    ]);
  });

  it('is a gx:Track as KML that a strict parser reads', async () => {
    await filled();
    const { text } = await room.taken(VESSEL, 'kml');
    expect(readDocument(text)).toMatchObject({ root: { name: 'kml' } });
    expect(text.match(/<when>/g)).toHaveLength(3);
    expect(text).toContain('<gx:coord>-19.5 41.123456 0</gx:coord>');
  });

  it('is a moving point as OGC Moving Features JSON, each property at the times at which it was known', async () => {
    await filled();
    const { type, crs, features } = JSON.parse((await room.taken(VESSEL, 'mfjson')).text);
    expect({ type, crs: crs.properties.name }).toEqual({
      ...{ type: 'FeatureCollection', crs: 'urn:ogc:def:crs:OGC:1.3:CRS84' },
    });
    const [{ temporalGeometry, temporalProperties }] = features;
    expect(temporalGeometry).toMatchObject({ type: 'MovingPoint', interpolation: 'Linear' });
    expect(temporalGeometry.datetimes).toHaveLength(3);
    expect(temporalProperties[0]).toEqual({
      datetimes: ['2026-07-01T05:00:00.250Z', '2026-07-01T05:02:00.250Z'],
      sogKn: { type: 'Measure', form: 'KNT', values: [12.3, 12.3], interpolation: 'Linear' },
    });
  });

  it('is AIS with tag blocks as NMEA, in the order of time, without those who send none', async () => {
    await filled();
    await room.write('points', [said(1, 41, -19.6, { track: 2, kind: TrackKind.seaContact })].map(pointRow));
    const area = {
      ask: 'area',
      area: [
        [40, -21],
        [43, -21],
        [43, -18],
        [40, -18],
      ],
      ...DAY,
    } as unknown as Question;
    const { text, rows } = await room.taken(area, 'nmea');
    const lines = text.split('\r\n').slice(0, -1);
    expect(rows).toBe(3);
    // Type 5 is two sentences.
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^\\g:1-2-1,s:watchfloor,c:1782882000250\*[0-9A-F]{2}\\!AIVDM,2,1,0,A,5/);
    expect(lines[2]).toMatch(/^\\s:watchfloor,c:1782882000250\*[0-9A-F]{2}\\!AIVDM,1,1,,A,1/);
  });

  it('is GeoParquet that DuckDB opens', async () => {
    await filled();
    const { file, name } = await room.taken(VESSEL, 'geoparquet');
    expect(name).toMatch(/\.parquet$/);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const rows = await connection.runAndReadAll(
      `SELECT track, mmsi, name, epoch_ms(time)::DOUBLE AS ms, lat, lon, sog_kn, cog_deg, kind, nature,
         ST_AsText(geometry) AS place FROM '${file}' ORDER BY time`,
    );
    expect(rows.getRowObjectsJS()[0]).toEqual({
      ...{ track: '1-1', mmsi: 200000001, name: NAME, ms: T0 + 250, lat: 41.123456, lon: -19.5 },
      ...{ sog_kn: 12.3, cog_deg: 359.9, kind: 'classA', nature: 'real', place: 'POINT (-19.5 41.123456)' },
    });
    const keys = await connection.runAndReadAll(
      `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata('${file}')`,
    );
    const said: Record<string, object> = Object.fromEntries(
      keys.getRowObjectsJS().map(({ key, value }) => [key, JSON.parse(String(value))]),
    );
    expect(said.geo).toEqual({
      version: '1.1.0',
      primary_column: 'geometry',
      columns: {
        geometry: { encoding: 'WKB', geometry_types: ['Point'], bbox: [-19.5, 41.123456, -19.4, 41.3] },
      },
    });
    expect(said.watchfloor).toMatchObject({ schema: 1, purpose: 'case 12' });
    connection.closeSync();
  });

  it('is cells where it is a density, and refused in what has no place for them', async () => {
    await filled();
    const density = { ask: 'density', stepDeg: 0.5, ...DAY } as Question;
    const csv = (await room.taken(density, 'csv')).text.split('\r\n');
    expect(csv.slice(0, 2)).toEqual(['south,west,of,points,tracks', '41,-19.5,,4,1']);
    const { features } = JSON.parse((await room.taken(density, 'geojson')).text);
    expect(features[0].geometry.coordinates[0][2]).toEqual([-19, 41.5]);
    for (const format of ['kml', 'nmea', 'mfjson', 'geoparquet'] as const)
      await expect(room.taken(density, format)).rejects.toThrow('a density has no tracks');
  });
});

describe('what is not for whoever asks', () => {
  const sights = (more: object) => ({
    rows: [{ feeds: 'mast', kind: 1, distress: false, ...more }],
    nowMs: T0 + 60 * MIN,
  });

  it('is not in a file either: no name, no number, a rounded place', async () => {
    await filled();
    const question = { ...VESSEL, words: '1-1' } as Question;
    for (const format of ['csv', 'geojson', 'kml', 'mfjson', 'nmea'] as const) {
      const { text, folder } = await room.taken(
        question,
        format,
        { content: 'points' },
        sights({ nameless: true, roundM: 5000 }),
      );
      expect(text, format).not.toMatch(/200000001|SUM|ZA1|9074729|41\.123456|12\.3|BARI/);
      expect(readdirSync(folder)).toHaveLength(1);
    }
    const { rows, text } = await room.taken(question, 'nmea', {}, sights({ nameless: true }));
    expect({ rows, text }).toEqual({ rows: 0, text: '' });
  });

  it('goes out by no format where it is synthetic, and leaves no file', async () => {
    await filled();
    await room.write('points', [{ ...pointRow(said(5, 41.4, -19.4)), nature: Nature.synthetic }]);
    for (const format of ['csv', 'geojson', 'geoparquet', 'kml', 'mfjson', 'nmea', 'evidence'] as const)
      await expect(room.taken(VESSEL, format)).rejects.toThrow('synthetic');
  });

  it('goes to those who are part of the exercise, marked in its name and in itself', async () => {
    await filled();
    await room.write('points', [{ ...pointRow(said(5, 41.4, -19.4)), nature: Nature.synthetic }]);
    for (const format of ['csv', 'geojson', 'kml', 'mfjson', 'nmea', 'geoparquet'] as const) {
      const { text, name } = await room.taken(VESSEL, format, { isExercise: true });
      expect(text, format).toContain('SYNTHETIC');
      expect(name).toMatch(/^SYNTHETIC-watchfloor-vessel/);
    }
  });
});
