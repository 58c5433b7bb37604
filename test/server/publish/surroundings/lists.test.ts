import { describe, expect, it } from 'vitest';
import { feedId } from '../../../../proto/domain/ids.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { watchfloor } from '../../../../proto/generated/watchfloor.js';
import { localAudience } from '../../../../server/access/audience.ts';
import { SurroundingsLists, ToldLists } from '../../../../server/publish/surroundings/lists.ts';
import type { Sees } from '../../../../server/publish/surroundings/told.ts';
import { fed, identity, position, timeAt } from '../../tracks/observations.ts';
import { notice, STATION, weather, wind } from '../../tracks/surroundings/said.ts';

const seesAll: Sees = localAudience();
const sees = (...feeds: string[]): Sees => ({
  ...seesAll,
  seesFeed: (feed) => feeds.map(feedId).includes(feed),
});

type Fed = Parameters<typeof fed>;

/** What an audience is told of what was said by ten seconds on. */
function told(audience: Sees, ...said: Fed) {
  const picture = fed(...said);
  picture.tick(timeAt(10));
  const frames = new SurroundingsLists(picture.surroundings, audience)
    .encoded()
    .map(({ bytes }) => watchfloor.v1.PictureFrame.decode(bytes));
  return { notices: frames[0]!.notices!.notices!, stations: frames[1]!.stations!.stations! };
}

describe('notices and stations on the wire', () => {
  it('say what was said, who said it and when', () => {
    const { notices, stations } = told(
      seesAll,
      position({ mmsi: STATION, kind: TrackKind.baseStation }),
      identity({ name: 'DURRES RADIO' }, { mmsi: STATION, kind: TrackKind.baseStation }),
      notice({
        areas: [{ kind: 'polygon', points: [[41, 19] as never, [41.1, 19] as never, [41.1, 19.2] as never] }],
      }),
      weather({ ...wind(12, 330), pressureTendency: 'falling', currents: [{ depthM: 0, ...kn(0.5) }] }),
    );
    expect(notices).toMatchObject([
      {
        ...{ id: `0-${STATION}-area-7`, mmsi: STATION, senderName: 'DURRES RADIO', linkage: 7, about: 0 },
        ...{ description: 37, endMs: timeAt(7200), firstMs: timeAt(0), lastMs: timeAt(0) },
        areas: [{ kind: 3, lat: [41, 41.1, 41.1], lon: [19, 19, 19.2] }],
      },
    ]);
    expect(Object.hasOwn(notices[0]!, 'text')).toBe(false);
    expect(stations).toMatchObject([
      {
        ...{ mmsi: STATION, lat: 41.3, lon: 19.4, senderName: 'DURRES RADIO' },
        parts: [
          {
            observedMs: timeAt(0),
            weather: {
              windKn: 12,
              windFromDeg: 330,
              pressureTendency: 2,
              currents: [{ depthM: 0, kn: 0.5 }],
            },
          },
        ],
      },
    ]);
    expect(Object.hasOwn(stations[0]!.parts![0]!.weather!, 'airC')).toBe(false);
  });

  it('are those of the feeds that one sees, the newest word of each, and named by these alone', () => {
    const said: Fed = [
      position({ mmsi: STATION, kind: TrackKind.baseStation, feed: 'ours' }),
      identity({ name: 'DURRES RADIO' }, { mmsi: STATION, kind: TrackKind.baseStation, feed: 'ours' }),
      notice({ description: 1 }, { feed: 'ours' }),
      notice({ description: 2 }, { feed: 'theirs', at: 5 }),
      weather({ airC: 20 }, { feed: 'theirs' }),
    ];
    expect(told(sees('ours'), ...said).notices).toMatchObject([
      { description: 1, senderName: 'DURRES RADIO' },
    ]);
    expect(told(sees('ours'), ...said).stations).toEqual([]);
    const theirs = told(sees('theirs'), ...said);
    expect(theirs.notices).toMatchObject([{ description: 2 }]);
    expect(Object.hasOwn(theirs.notices[0]!, 'senderName')).toBe(false);
    expect(theirs.stations).toHaveLength(1);
    expect(told(seesAll, ...said).notices).toMatchObject([{ description: 2 }]);
    expect(told(sees(), ...said)).toEqual({ notices: [], stations: [] });
  });

  it('of ships are told to those who see the ships of that feed whole, of stations to all who see the feed', () => {
    const ship = { mmsi: 247_320_162, kind: TrackKind.classA };
    const said: Fed = [notice(), notice({}, ship), weather({ airC: 20 }), weather({ airC: 21 }, ship)];
    const sensorsAlone: Sees = { ...seesAll, sight: () => 'none' };
    const roughly: Sees = { ...seesAll, sight: () => ({ withoutIdentity: false, roundM: 5000 }) };
    for (const audience of [sensorsAlone, roughly]) {
      const { notices, stations } = told(audience, ...said);
      expect([...notices, ...stations].map(({ mmsi }) => mmsi)).toEqual([STATION, STATION]);
    }
    const { notices, stations } = told(seesAll, ...said);
    expect([...notices, ...stations]).toHaveLength(4);
  });

  it('a cancellation counts for those who see a feed that heard it', () => {
    const said: Fed = [
      notice({}, { feed: 'ours' }),
      notice({}, { feed: 'theirs' }),
      notice({ cancelled: true, areas: [] }, { feed: 'theirs', at: 5 }),
    ];
    expect(told(sees('ours'), ...said).notices).toHaveLength(1);
    expect(told(sees('theirs'), ...said).notices).toHaveLength(0);
    expect(told(seesAll, ...said).notices).toHaveLength(0);
  });

  it('a text with the number of an area is what the area says; with another it stands alone', () => {
    const text = (linkage: number) => notice({ about: 'text', areas: [], text: `WORDS ${linkage}`, linkage });
    const { notices } = told(seesAll, notice(), text(7), text(8));
    expect(notices.map((one) => [one.linkage, one.about, one.text])).toEqual([
      [7, 0, 'WORDS 7'],
      [8, 2, 'WORDS 8'],
    ]);
  });

  it('are told once, and again only where they say something else to this audience', () => {
    const picture = fed(notice({}, { feed: 'ours' }));
    picture.tick(timeAt(1));
    const lists = new SurroundingsLists(picture.surroundings, sees('ours'));
    const client = new ToldLists();
    expect(client.news(lists)).toHaveLength(2);
    expect(client.news(lists)).toHaveLength(0);
    picture.apply(notice({ linkage: 9 }, { feed: 'theirs', at: 2 }));
    picture.tick(timeAt(3));
    expect(client.news(lists)).toHaveLength(0);
    picture.apply(notice({ description: 3 }, { feed: 'ours', at: 4 }));
    picture.tick(timeAt(5));
    expect(client.news(lists)).toHaveLength(1);
    client.forget();
    expect(client.news(lists)).toHaveLength(2);
  });

  it('an area keeps its form', () => {
    const [lat, lon] = [degrees(41), degrees(19)];
    const { notices } = told(
      seesAll,
      notice({
        areas: [
          { kind: 'circle', lat, lon, radiusM: 0 as never },
          { kind: 'sector', lat, lon, radiusM: 500 as never, fromDeg: degrees(350), toDeg: degrees(10) },
          {
            kind: 'line',
            points: [
              [lat, lon],
              [degrees(42), lon],
            ],
          },
        ],
      }),
    );
    expect(notices[0]!.areas).toMatchObject([
      { lat: [41], lon: [19], radiusM: 0 },
      { kind: 1, radiusM: 500, fromDeg: 350, toDeg: 10 },
      { kind: 2, lat: [41, 42], lon: [19, 19] },
    ]);
  });
});

function kn(value: number) {
  return { kn: value as never };
}
