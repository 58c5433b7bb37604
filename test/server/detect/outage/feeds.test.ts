import { describe, expect, it } from 'vitest';
import type { WatchedFeed } from '../../../../proto/domain/detecting.ts';
import { feedId } from '../../../../proto/domain/ids.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { feeds } from '../../../../server/detect/outage/feeds.ts';
import { T0 } from '../../tracks/observations.ts';
import { unit } from '../../tracks/said.ts';
import { FLEET, traffic } from '../contact/traffic.ts';
import { clue, Watched } from '../watched.ts';

const state = (life: WatchedFeed['life'], sinceS: number): WatchedFeed => ({
  id: feedId('coast'),
  name: 'Coast station',
  life,
  reason: 'connection refused',
  sinceMs: epochMs(T0 + sinceS * 1000),
});
const wired = (feedsNow: () => readonly WatchedFeed[]) => ({
  system: () => ({ feeds: feedsNow, sensors: () => [], troubles: () => [] }),
});

describe('a feed', () => {
  it('that brings nothing any more is raised after two minutes, and over when it is back', () => {
    const watch = new Watched([feeds]).say(...traffic(FLEET, 0, 900)).until(1018);
    expect(watch.all).toEqual([]);
    watch.until(1100);
    expect(watch.all).toHaveLength(1);
    expect(watch.all[0]!.lead).toMatchObject({
      key: 'feedOutage|coast',
      priority: 'alarm',
      about: { feedId: 'coast' },
      onsetMs: T0 + 899_000,
      // Where the data pause, recordings are ticked every ten seconds.
      measured: { value: 129, unit: 's' },
      threshold: { value: 120, unit: 's' },
    });
    expect(clue(watch.all[0]!.lead, 'vesselsBrought')!.measure).toEqual({ value: 6, unit: 'count' });
    expect(clue(watch.all[0]!.lead, 'lastReceived')).toMatchObject({ atMs: T0 + 899_000 });
    watch.say(...traffic(FLEET, 2000, 2015));
    expect(watch.open('feedOutage')).toHaveLength(1);
    watch.say(...traffic(FLEET, 2015, 2040));
    expect(watch.open('feedOutage')).toEqual([]);
    // The outage is no habit of the feed: the next one is told as soon.
    watch.say(...traffic(FLEET, 2040, 5640)).until(5640 + 121);
    expect(watch.open('feedOutage')).toHaveLength(1);
  });

  it('of a few vessels, or with such gaps, is not missed', () => {
    expect(new Watched([feeds]).say(...traffic(FLEET.slice(0, 4), 0, 900)).until(3600).all).toEqual([]);
    const gaps = FLEET.map((ship) => ({ ...ship, quiet: (s: number) => s % 300 > 200 }));
    const watch = new Watched([feeds]).say(...traffic(gaps, 0, 1800));
    expect(watch.until(1800 + 180).all).toEqual([]);
    expect(watch.until(2400).all).toHaveLength(1);
  });

  it('that is quiet by its nature is not missed', () => {
    expect(new Watched([feeds]).say(unit(0), unit(10)).until(7200).all).toEqual([]);
  });

  it.each(['down', 'faulty'] as const)('whose connection is %s is raised after half a minute', (life) => {
    let now = state('live', 0);
    const watch = new Watched(
      [feeds],
      wired(() => [now]),
    ).say(...traffic(FLEET, 0, 600));
    now = state(life, 600);
    watch.until(629);
    expect(watch.all).toEqual([]);
    watch.until(631);
    expect(watch.all[0]!.lead).toMatchObject({ rule: 'feedOutage.stateS', onsetMs: T0 + 600_000 });
    expect(clue(watch.all[0]!.lead, `feed.${life}`)).toMatchObject({ text: 'connection refused' });
    expect(clue(watch.all[0]!.lead, 'feedName')).toMatchObject({ text: 'Coast station' });
    now = state('live', 700);
    watch.say(...traffic(FLEET, 700, 760));
    expect(watch.open('feedOutage')).toEqual([]);
  });

  it('whose recording ended is none', () => {
    const watch = new Watched(
      [feeds],
      wired(() => [state('ended', 10)]),
    )
      .say(unit(0))
      .until(3600);
    expect(watch.all).toEqual([]);
  });
});
