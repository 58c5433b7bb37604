/** What is remembered, and for how long: removals, empty tiles, levels that nobody watches. */
import { describe, expect, it } from 'vitest';
import { tileAt } from '../../../proto/domain/tiles.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import { localAudience } from '../../../server/access/audience.ts';
import { LEVEL_SLEEPS_AFTER_TICKS, Publication } from '../../../server/publish/publication.ts';
import { REMOVALS_KEPT } from '../../../server/publish/tile.ts';
import { TestPicture, track } from './testpicture.ts';

const HERE = tileAt(1, 41, 18.9);

function room() {
  const picture = new TestPicture();
  const publication = new Publication(picture, localAudience());
  let seq = 0;
  const tick = (...slots: number[]): number => {
    seq += 1;
    publication.begin({ seq, baseMs: seq * 1000 });
    for (const slot of slots) publication.update(slot);
    return seq;
  };
  const read = (held: number, tile = HERE): watchfloor.v1.ITileFrame | undefined => {
    const encoded = publication.tile(tile, held);
    return encoded && watchfloor.v1.PictureFrame.decode(encoded.bytes).tiles[0];
  };
  return { picture, tick, read };
}

describe('a patch', () => {
  it('says what changed and what went since the version held, and nothing else', () => {
    const { picture, tick, read } = room();
    for (const slot of [4, 5, 6]) picture.appear(slot, track({}));
    tick(4, 5, 6);
    const held = read(0)!.version!;
    picture.move(5, { cogDeg: 200 });
    picture.remove(6);
    tick(5, 6);
    const patch = read(held)!;
    expect(patch.fromVersion).toBe(held);
    expect([...patch.columns!.slot!]).toEqual([5]);
    expect([...patch.removed!.slot!]).toEqual([6]);
    expect(patch.statics).toHaveLength(0);
    expect(read(patch.version!)).toBeUndefined();
  });

  it('carries names when they change', () => {
    const { picture, tick, read } = room();
    picture.appear(4, track({}), 'OLD');
    tick(4);
    const held = read(0)!.version!;
    picture.rename(4, 'NEW');
    tick(4);
    expect(read(held)!.statics).toMatchObject([{ slot: 4, name: 'NEW' }]);
  });

  it('becomes a snapshot where more went than is remembered', () => {
    const { picture, tick, read } = room();
    picture.appear(0, track({}));
    tick(0);
    const held = read(0)!.version!;
    const flicker = (times: number): void => {
      for (let i = 0; i < times; i += 1) {
        picture.appear(1, track({}));
        tick(1);
        read(1);
        picture.remove(1);
        tick(1);
        read(1);
      }
    };
    flicker(REMOVALS_KEPT);
    expect(read(held)!.fromVersion).toBe(held);
    flicker(REMOVALS_KEPT + 1);
    const frame = read(held)!;
    expect(frame.fromVersion ?? 0).toBe(0);
    expect([...frame.columns!.slot!]).toEqual([0]);
  });
});

describe('an empty tile', () => {
  it('that was forgotten is told once to whoever still holds it', () => {
    const { picture, tick, read } = room();
    picture.appear(0, track({}));
    tick(0);
    const held = read(0)!.version!;
    picture.remove(0);
    tick(0);
    const after = read(held)!.version!;
    for (let i = 0; i < 800; i += 1) {
      tick();
      read(after);
    }
    const frame = read(held)!;
    expect(frame.fromVersion ?? 0).toBe(0);
    expect(frame.columns).toBeNull();
    expect(read(frame.version!)).toBeUndefined();
    expect(read(0)).toBeUndefined();
  });
});

describe('a level that nobody watches', () => {
  it('is left alone and filled again when somebody does', () => {
    const { picture, tick, read } = room();
    picture.appear(0, track({}));
    picture.appear(1, track({}));
    tick(0, 1);
    const held = read(0)!.version!;
    for (let i = 0; i < LEVEL_SLEEPS_AFTER_TICKS; i += 1) tick();
    picture.remove(1);
    tick(1);
    const frame = read(held)!;
    expect(frame.fromVersion ?? 0).toBe(0);
    expect([...frame.columns!.slot!]).toEqual([0]);
  });
});
