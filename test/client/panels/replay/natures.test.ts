import { expect, it } from 'vitest';
import { marksOf } from '../../../../client/panels/replay/natures.ts';
import { Nature } from '../../../../proto/domain/observation.ts';

it('a replayed picture says what of it is synthetic, and what was recorded elsewhere', () => {
  const [real, synthetic, recorded] = [Nature.real, Nature.synthetic, Nature.recorded].map((nature) => ({
    nature,
  }));
  expect(marksOf([real, undefined], false)).toEqual({ synthetic: false, recorded: false });
  expect(marksOf([real, recorded], false)).toEqual({ synthetic: false, recorded: true });
  expect(marksOf([synthetic, recorded], false)).toEqual({ synthetic: true, recorded: true });
  expect(marksOf([], true)).toEqual({ synthetic: true, recorded: false });
});
