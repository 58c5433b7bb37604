/** Thresholds of what comes to the shore, runs fast, or drags over a cable. */
import { thresholds } from './threshold.ts';

const OURS = 'Ours: to be set by the site’s own coast.';
/** No vessel of the class does it: out of reach. */
const NEVER_KN = 200;

export const goFast = thresholds('goFast', {
  fastKn: {
    value: 25,
    unit: 'kn',
    from: 12,
    to: NEVER_KN,
    text: 'A craft that makes this speed or more is fast.',
    source:
      'Go-fast boats of UNODC’s and Frontex’s reports make 25 to 70 kn; displacement craft of the classes named here do not.',
    ofClass: { cargo: 30, tanker: 30, passenger: 45, highSpeed: NEVER_KN, pleasure: 35, otherVessel: 35 },
  },
  mostKn: {
    value: 90,
    unit: 'kn',
    from: 40,
    to: NEVER_KN,
    text: 'Faster is no boat: an aircraft, or wrong positions.',
    source: 'The fastest go-fast boats known make about 80 kn.',
  },
  afterS: { value: 180, unit: 's', from: 60, to: 1800, text: 'It was so fast for so long.', source: OURS },
  coastM: {
    value: 500,
    unit: 'm',
    from: 0,
    to: 10_000,
    text: 'Nearer to the coast it is a harbour, a river or a beach.',
    source: 'The error of the coast at 1:10m.',
  },
  playM: {
    value: 22_224,
    unit: 'm',
    from: 0,
    to: 50_000,
    text: 'By day, pleasure craft and those whose class is not known run fast so near to the coast.',
    source: 'Twelve nautical miles: coastal waters of category C of Directive 2013/53/EU and somewhat more.',
  },
});

export const shoreApproach = thresholds('shoreApproach', {
  fromM: {
    value: 4000,
    unit: 'm',
    from: 1000,
    to: 40_000,
    text: 'It was at least so far out within the last hour.',
    source: OURS,
  },
  arrivesS: {
    value: 1200,
    unit: 's',
    from: 300,
    to: 7200,
    text: 'At its course and speed it is at the shore within so long.',
    source: 'Ours: the time in which a patrol ashore is there.',
  },
  leastKn: {
    value: 4,
    unit: 'kn',
    from: 1,
    to: 20,
    text: 'Slower than this is drift.',
    source: 'Ours: an overloaded rubber boat makes 4 to 6 kn.',
  },
  forS: {
    value: 300,
    unit: 's',
    from: 60,
    to: 1800,
    text: 'It has closed the shore for so long.',
    source: OURS,
  },
  portM: {
    value: 4000,
    unit: 'm',
    from: 500,
    to: 20_000,
    text: 'What arrives nearer than this to a known port comes home.',
    source: 'Ours: a port’s approaches, around the point that stands for it.',
  },
});

export const cableDrag = thresholds('cableDrag', {
  slowestKn: {
    value: 0.7,
    unit: 'kn',
    from: 0.2,
    to: 3,
    text: 'Slower than this it lies, and drags nothing.',
    source: 'Ours: swing and tide at anchor stay below it.',
  },
  fastestKn: {
    value: 4,
    unit: 'kn',
    from: 2,
    to: 8,
    text: 'Faster than this nothing is dragged.',
    source:
      'ICPC, Damage to Submarine Cables Caused by Anchors, Loss Prevention Bulletin 18 March 2009: ships drag anchors unnoticed for miles; trawls are towed at 2 to 4 kn.',
  },
  dragS: {
    value: 600,
    unit: 's',
    from: 120,
    to: 7200,
    text: 'It goes so slowly over the cable for so long.',
    source: OURS,
  },
  lieS: {
    value: 600,
    unit: 's',
    from: 120,
    to: 7200,
    text: 'It lies over the cable for so long.',
    source: OURS,
  },
  lineM: {
    value: 500,
    unit: 'm',
    from: 50,
    to: 5000,
    text: 'A cable drawn as a line is guarded so far to both sides.',
    source: 'ICPC Recommendation 2: positions of cables are good to some hundred metres.',
  },
  underWayKn: {
    value: 5,
    unit: 'kn',
    from: 3,
    to: 15,
    text: 'It had been seen as fast as this: what always lay there is no news.',
    source: OURS,
  },
});
