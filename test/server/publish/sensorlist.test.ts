import { describe, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import type { Audience } from '../../../server/access/audience.ts';
import { at, room, viewer } from './room.ts';
import { feedSet, track } from './testpicture.ts';

describe('the list of sensors', () => {
  it('is told once a connection, and again when it changed', () => {
    const { picture, publisher, tick } = room();
    picture.sensors.states = [{ id: 'north', name: 'North', lastMs: 5 }];
    picture.sensors.version += 1;
    tick();
    const client = viewer(publisher, at(41, 18.9));
    expect(client.seen[0]!.sensors!.sensors).toMatchObject([{ id: 'north', name: 'North', lastMs: 5 }]);
    tick();
    expect(client.seen[1]!.sensors).toBeNull();
    picture.sensors.states = [{ id: 'north', name: 'North', health: 4 }];
    picture.sensors.version += 1;
    tick();
    expect(client.seen[2]!.sensors!.sensors).toMatchObject([{ health: 4 }]);
    expect(viewer(publisher, at(0, 0)).seen[0]!.sensors!.sensors).toHaveLength(1);
  });

  it('names no track that is not seen, as long as it is not', () => {
    const { picture, publisher, tick } = room();
    const partly: Audience = {
      key: 'partly',
      sight: ({ feeds }) => (feeds.feeds.includes(feedId('theirs')) ? 'none' : 'whole'),
      seesFeed: () => true,
    };
    const id = picture.appear(0, track({}));
    picture.feeds.set(0, feedSet('theirs'));
    picture.sensors.states = [{ id: 'north', feedId: 'one', tasks: [{ id: 't', trackId: id }] }];
    picture.sensors.version += 1;
    tick();
    const client = viewer(publisher, at(41, 18.9), partly);
    const tasks = () => client.seen.at(-1)!.sensors?.sensors?.[0]?.tasks;
    expect(tasks()).toEqual([]);
    picture.feeds.set(0, feedSet('one'));
    tick();
    expect(tasks()).toMatchObject([{ trackId: id }]);
    tick();
    expect(tasks()).toBeUndefined();
  });

  it('is told also where it is empty, so that a client knows', () => {
    const { publisher } = room();
    expect(viewer(publisher, at(41, 18.9)).seen[0]!.sensors!.sensors).toEqual([]);
  });
});
