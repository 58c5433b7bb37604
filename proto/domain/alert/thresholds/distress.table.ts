/** When somebody is in distress, and when it looks as if. */
import { thresholds } from './threshold.ts';

export const DISTRESS = thresholds('distress', {
  signs: {
    value: 1,
    unit: 'count',
    text: 'One sign of distress is enough.',
    source: 'DESIGN section 4, “Rescue first”; ITU-R M.1371-5 table 45, ITU-R M.493-15.',
    from: 1,
    to: 1,
  },
  keptS: {
    value: 3600,
    unit: 's',
    text: 'A distress lasts so long after its last sign, where nobody ended it.',
    source:
      'Our choice: a locating device sends for 96 h (IMO MSC.246(83)), but its antenna is at the height of the waves, and heard with long gaps.',
    from: 3600,
    to: 86_400,
  },
});

export const POSSIBLE_DISTRESS = thresholds('possibleDistress', {
  aboardCount: {
    value: 2,
    unit: 'count',
    text: 'It drifts, and so many people are known to be aboard, or it is a passenger ship.',
    source: 'Our choice.',
    from: 1,
    to: 1000,
  },
  overloadedCount: {
    value: 15,
    unit: 'count',
    text: 'So many people in a boat that sends nothing or is small, and that does not move.',
    source:
      'Our choice: recreational craft to 12 m take at most about 12 people (ISO 14946 and the builder’s plate).',
    from: 5,
    to: 500,
  },
  stoppedKn: {
    value: 1.5,
    unit: 'kn',
    text: 'A boat slower than this is stopped.',
    source: 'Our choice: the drift of a small boat in a light wind.',
    from: 0.5,
    to: 4,
  },
  slowedToShare: {
    value: 0.5,
    unit: 'ratio',
    text: 'It slowed to this share of its speed before it was lost.',
    source: 'Our choice.',
    from: 0.1,
    to: 0.9,
  },
  beforeKn: {
    value: 4,
    unit: 'kn',
    text: 'It was under way at this speed before it slowed.',
    source: 'Our choice.',
    from: 2,
    to: 20,
  },
  slowedWithinS: {
    value: 900,
    unit: 's',
    text: 'It slowed within so long before it was lost.',
    source: 'Our choice.',
    from: 120,
    to: 3600,
  },
  keptS: {
    value: 3600,
    unit: 's',
    text: 'What was lost is told for so long.',
    source: 'Our choice: somebody goes and looks.',
    from: 600,
    to: 43_200,
  },
  offShoreM: {
    value: 5556,
    unit: 'm',
    text: 'Farther than this from the nearest shore it is far out (3 NM).',
    source: 'Our choice: beyond a swim and beyond the sight of a beach.',
    from: 500,
    to: 50_000,
  },
  smallM: {
    value: 20,
    unit: 'm',
    text: 'A craft shorter than this is small.',
    source: 'SOLAS V/19 asks nothing of them; ours.',
    from: 5,
    to: 50,
  },
});

export const NOT_UNDER_COMMAND = thresholds('notUnderCommand', {
  afterS: {
    value: 180,
    unit: 's',
    text: 'It has said for so long that it is not under command.',
    source: 'Our choice: a status set by mistake is often set right at once.',
    from: 30,
    to: 3600,
  },
  underWayKn: {
    value: 0.5,
    unit: 'kn',
    text: 'It moves at least so fast: what lies still and says so forgot to change it.',
    source: 'Our choice.',
    from: 0,
    to: 5,
  },
  changedWithinS: {
    value: 3600,
    unit: 's',
    text: 'It said something else within so long: many send this status for days by mistake.',
    source: 'Our choice; of 1,437 ships in five minutes off Denmark some send it alongside.',
    from: 600,
    to: 86_400,
  },
  portM: {
    value: 1852,
    unit: 'm',
    text: 'No nearer to a port, or to where vessels lie.',
    source: 'Our choice: 1 nm.',
    from: 0,
    to: 20_000,
  },
  againS: {
    value: 43_200,
    unit: 's',
    text: 'The same vessel is not raised again for so long.',
    source: 'Our choice: a watch of twelve hours.',
    from: 3600,
    to: 604_800,
  },
});
