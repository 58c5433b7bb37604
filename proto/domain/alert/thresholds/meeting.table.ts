/** Thresholds of vessels that lie, meet and go together. */
import { thresholds } from './threshold.ts';

const GFW =
  'Miller et al. 2018, Identifying Global Patterns of Transshipment Behavior, Frontiers in Marine Science 5:240 (Global Fishing Watch): two vessels within 500 m of each other for 2 h and longer at a median speed below 2 kn, 10 km and farther from an anchorage';

/** What counts as a stay, from which ports and anchorages are learned. */
export const stay = thresholds('stay', {
  radiusM: {
    value: 300,
    unit: 'm',
    from: 50,
    to: 1000,
    text: 'A vessel that stays within so far has a stop.',
    source: 'Ours: a ship at anchor swings by about the length of its chain, 100 to 250 m.',
  },
  afterS: {
    value: 1200,
    unit: 's',
    from: 300,
    to: 14_400,
    text: 'For so long.',
    source: 'Ours: longer than a lock, a bridge or a pilot takes.',
  },
});

export const rendezvous = thresholds('rendezvous', {
  rangeM: {
    value: 500,
    unit: 'm',
    from: 50,
    to: 2000,
    text: 'Nearer than this two vessels lie together.',
    source: GFW,
  },
  slowKn: {
    value: 2.5,
    unit: 'kn',
    from: 0.5,
    to: 5,
    text: 'Both slower than this.',
    source: `${GFW}; half a knot more for drift with the current.`,
  },
  leaveKn: {
    value: 4,
    unit: 'kn',
    from: 1,
    to: 10,
    text: 'Faster than this in two reports running, and they no longer lie.',
    source: 'Ours: the least speed at which a vessel steers well.',
  },
  afterS: {
    value: 1200,
    unit: 's',
    from: 300,
    to: 14_400,
    text: 'Two vessels have lain together for so long.',
    source:
      'Ours: people or bales are handed over in less than half an hour; the two hours of Global Fishing Watch are a freight’s.',
  },
  sideM: {
    value: 200,
    unit: 'm',
    from: 20,
    to: 1000,
    text: 'Nearer to each other in the mean than this is side by side; near the shore nothing else counts.',
    source: 'Ours: a ship’s length and the place of its antenna.',
  },
  looseM: {
    value: 400,
    unit: 'm',
    from: 50,
    to: 2000,
    text: 'Farther apart than this in the mean they are neighbours.',
    source: 'Ours: ships at anchor keep a quarter of a mile and more from each other.',
  },
  steadyM: {
    value: 150,
    unit: 'm',
    from: 20,
    to: 1000,
    text: 'Farther apart, up to `looseM`, they lie together if the distance between them varies by no more than this.',
    source:
      'Ours: what is made fast to each other, or keeps station, drifts alike; anglers on one ground do not (Virginia Beach, 6 June 2020: 119 to 500 m).',
  },
  cameM: {
    value: 1000,
    unit: 'm',
    from: 500,
    to: 20_000,
    text: 'Each came at least so far to lie there.',
    source: 'Ours: neighbours at their moorings never came; who shifts a berth goes less far.',
  },
  coastM: {
    value: 500,
    unit: 'm',
    from: 0,
    to: 20_000,
    text: 'Nearer to the coast it is none: berths and moorings.',
    source: 'The error of the coast at 1:10m.',
  },
  portM: {
    value: 2000,
    unit: 'm',
    from: 0,
    to: 20_000,
    text: 'Nearer to a known port it is none.',
    source: 'Ours: the port’s own waters, around the point that stands for it.',
  },
  stayed: {
    value: 4,
    unit: 'count',
    from: 1,
    to: 8,
    text: 'Where so many others have stayed it is a port, an anchorage or a pilot’s station; near the shore one will do.',
    source:
      'Ours; Global Fishing Watch’s anchorages (globalfishingwatch.org, anchorages) ask for 20 vessels worldwide over years.',
  },
  gathered: {
    value: 3,
    unit: 'count',
    from: 1,
    to: 20,
    text: 'Where so many others lie too it is an anchorage, a fleet or a raft.',
    source: 'Ours: three make a group, and a fourth and fifth are part of it.',
  },
  gatheredM: {
    value: 1000,
    unit: 'm',
    from: 500,
    to: 10_000,
    text: 'Within so far.',
    source: 'Ours: ships at anchor lie a quarter to half a mile from each other.',
  },
  quietS: {
    value: 43_200,
    unit: 's',
    from: 1800,
    to: 604_800,
    text: 'The same two together again within so long is not told again.',
    source: 'Ours: the shift.',
  },
});

export const encounter = thresholds('encounter', {
  slowKn: {
    value: 5,
    unit: 'kn',
    from: 1,
    to: 10,
    text: 'Both slower than this, and together at sea though not lying.',
    source:
      'Ours: cargo is handed over under way at up to about five knots (OCIMF, Ship to Ship Transfer Guide).',
  },
  afterS: {
    value: 1800,
    unit: 's',
    from: 300,
    to: 14_400,
    text: 'Two vessels have been close together for so long.',
    source: 'Ours: twice a rendezvous’, for those who lie because of work, weather or a catch.',
  },
});
