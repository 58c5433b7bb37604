/** Thresholds of what many do together. */
import { thresholds } from './threshold.ts';

const OURS = 'Ours: to be set by the site’s own traffic.';

export const convoy = thresholds('convoy', {
  members: { value: 3, unit: 'count', from: 3, to: 20, text: 'So many vessels go together.', source: OURS },
  rangeM: {
    value: 1500,
    unit: 'm',
    from: 200,
    to: 10_000,
    text: 'Each within so far of one of them.',
    source: 'Ours: ships on one route keep a mile and more from each other.',
  },
  courseDeg: {
    value: 15,
    unit: 'deg',
    from: 5,
    to: 45,
    text: 'Courses that differ by no more than this.',
    source: OURS,
  },
  speedKn: {
    value: 1.5,
    unit: 'kn',
    from: 0.5,
    to: 5,
    text: 'Speeds that differ by no more than this.',
    source: OURS,
  },
  leastKn: { value: 4, unit: 'kn', from: 2, to: 20, text: 'All are faster than this.', source: OURS },
  afterS: {
    value: 3600,
    unit: 's',
    from: 900,
    to: 43_200,
    text: 'They have gone together for so long.',
    source: 'Ours: an overtaking takes less.',
  },
  aheadM: {
    value: 8000,
    unit: 'm',
    from: 1000,
    to: 100_000,
    text: 'They have gone so far together.',
    source: OURS,
  },
  laneShare: {
    value: 0.5,
    unit: 'ratio',
    from: 0.1,
    to: 1,
    text: 'Where this share of the traffic and more goes the same way it is a lane.',
    source: OURS,
  },
});

export const massStop = thresholds('massStop', {
  least: {
    value: 5,
    unit: 'count',
    from: 3,
    to: 100,
    text: 'So many vessels stopped at once.',
    source: 'Ours: fewer stop by chance in a busy quarter of an hour.',
  },
  usualTimes: {
    value: 4,
    unit: 'ratio',
    from: 1.5,
    to: 50,
    text: 'So many times what is usual there in as long.',
    source: OURS,
  },
  ofTraffic: {
    value: 0.5,
    unit: 'ratio',
    from: 0.1,
    to: 1,
    text: 'This share of all who were under way there.',
    source: OURS,
  },
  withinS: {
    value: 900,
    unit: 's',
    from: 300,
    to: 3600,
    text: 'They stopped within so long of one another.',
    source: OURS,
  },
  radiusM: {
    value: 20_000,
    unit: 'm',
    from: 2000,
    to: 100_000,
    text: 'They stopped within this distance.',
    source: OURS,
  },
  portM: {
    value: 3000,
    unit: 'm',
    from: 500,
    to: 20_000,
    text: 'Farther than this from a known port.',
    source: OURS,
  },
});
