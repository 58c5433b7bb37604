import { describe, expect, it } from 'vitest';
import type { WeatherObservation } from '../../../../proto/domain/application.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { STATIONS_PER_SENDER } from '../../../../server/tracks/surroundings/weather.ts';
import { fed, timeAt } from '../observations.ts';
import { STATION, weather, wind } from './said.ts';

const HOUR = 3600;

function heardBy(atS: number, ...said: WeatherObservation[]) {
  const picture = fed(...said);
  const at = (seconds: number) => {
    picture.tick(timeAt(seconds));
    return picture.surroundings.stations.list();
  };
  return { picture, at, list: at(atS) };
}

describe('stations', () => {
  it('keep each value with its own time: what a report leaves out is not taken back', () => {
    const { list } = heardBy(
      700,
      weather({ ...wind(12, 330), airC: 21 }),
      weather({ waveHeightM: 1.2, airC: 22 }, { at: 600 }),
    );
    expect(list).toMatchObject([
      {
        id: `0-${STATION}-p41.300_19.400`,
        lastMs: timeAt(600),
        parts: [
          { observedMs: timeAt(600), weather: { waveHeightM: 1.2, airC: 22 } },
          { observedMs: timeAt(0), weather: { windKn: 12, windFromDeg: 330 } },
        ],
      },
    ]);
    expect(list[0]?.parts[1]?.weather).not.toHaveProperty('airC');
  });

  it('never join a speed with the direction of another', () => {
    const { list } = heardBy(
      700,
      weather(wind(12, 330)),
      weather({ windKn: wind(3, 0).windKn! }, { at: 600 }),
    );
    expect(list[0]?.parts).toEqual([{ observedMs: timeAt(600), weather: { windKn: 3 } }]);
  });

  it('take a late report for what is not known better', () => {
    const { list } = heardBy(
      700,
      weather({ airC: 20 }, { at: 600 }),
      weather({ airC: 10, waterC: 15 }, { at: 300 }),
    );
    expect(list[0]).toMatchObject({
      lastMs: timeAt(600),
      parts: [
        { observedMs: timeAt(600), weather: { airC: 20 } },
        { observedMs: timeAt(300), weather: { waterC: 15 } },
      ],
    });
  });

  it('let values go after three hours, and go with the last', () => {
    const { at } = heardBy(HOUR, weather({ airC: 20 }), weather({ waterC: 15 }, { at: HOUR }));
    expect(at(3 * HOUR - 1)[0]?.parts).toHaveLength(2);
    expect(at(3 * HOUR + 5)[0]?.parts).toEqual([{ observedMs: timeAt(HOUR), weather: { waterC: 15 } }]);
    expect(at(4 * HOUR)).toHaveLength(0);
  });

  it('are told apart by place or site where one station speaks for several; a ship is one, where she was last', () => {
    const ship = { mmsi: 247_000_001, kind: TrackKind.classA };
    const { list } = heardBy(
      60,
      weather({ airC: 20 }),
      weather({ airC: 21 }, { lat: 41.4 }),
      weather({ airC: 22 }, { site: 3 }),
      weather({ airC: 23 }, { site: 4 }),
      weather({ airC: 24 }, ship),
      weather({ waterC: 15 }, { ...ship, at: 30, lat: 41.31 }),
    );
    expect(list.map(({ id }) => id)).toEqual([
      `0-${STATION}-p41.300_19.400`,
      `0-${STATION}-p41.400_19.400`,
      `0-${STATION}-s3`,
      `0-${STATION}-s4`,
      '0-247000001',
    ]);
    // What was measured elsewhere is not measured here.
    expect(list[4]).toMatchObject({ lat: 41.31, parts: [{ weather: { waterC: 15 } }] });
    expect(list[4]?.parts).toHaveLength(1);
  });

  it('are kept as each feed heard them', () => {
    const { list } = heardBy(
      60,
      weather({ airC: 20 }, { feed: 'north' }),
      weather({ airC: 20 }, { feed: 'south' }),
    );
    expect(list.map(({ feedId, id }) => [feedId, id])).toEqual([
      ['north', `0-${STATION}-p41.300_19.400`],
      ['south', `0-${STATION}-p41.300_19.400`],
    ]);
  });

  it('that say nothing are none', () => {
    expect(heardBy(1, weather({})).list).toHaveLength(0);
  });

  it('are at most so many a sender, and are told at most every five seconds', () => {
    const many = Array.from({ length: STATIONS_PER_SENDER + 2 }, (_, i) =>
      weather({ airC: i }, { site: i, at: i }),
    );
    const { list, picture, at } = heardBy(70, ...many);
    expect(list).toHaveLength(STATIONS_PER_SENDER);
    expect(list[0]?.site).toBe(2);
    const { version } = picture.surroundings.stations;
    picture.apply(weather({ airC: 9 }, { site: 5, at: 71 }));
    at(72);
    expect(picture.surroundings.stations.version).toBe(version);
    at(75);
    expect(picture.surroundings.stations.version).toBe(version + 1);
  });

  it('follow a clock that is set back', () => {
    const { at } = heardBy(5 * HOUR, weather({ airC: 20 }, { at: 5 * HOUR }));
    expect(at(HOUR)).toMatchObject([{ lastMs: timeAt(HOUR), parts: [{ observedMs: timeAt(HOUR) }] }]);
    expect(at(4 * HOUR)).toHaveLength(0);
  });

  it('are no younger when a clock that was ten years ahead is set right', () => {
    const decade = 10 * 365 * 24 * HOUR;
    const { at } = heardBy(decade, weather({ airC: 20 }, { at: decade - 2 * HOUR }));
    expect(at(10 * HOUR)).toMatchObject([{ parts: [{ observedMs: timeAt(8 * HOUR) }] }]);
    expect(at(11 * HOUR)).toHaveLength(0);
  });
});
