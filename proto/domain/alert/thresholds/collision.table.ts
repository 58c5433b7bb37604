/** Thresholds of vessels that come too close. */
import { thresholds } from './threshold.ts';

export const collision = thresholds('collision', {
  cpaM: {
    value: 300,
    unit: 'm',
    from: 20,
    to: 5000,
    text: 'They will pass each other nearer than this.',
    source:
      'Ours, of the distances in VTS practice (IALA Guideline 1110, decision support); CPA and TCPA by IMO MSC.192(79), 5.25.',
    ofClass: { tanker: 500, cargo: 400, pleasure: 60, fishing: 100, highSpeed: 400, passenger: 200 },
  },
  tcpaS: {
    value: 480,
    unit: 's',
    from: 60,
    to: 3600,
    text: 'They will be nearest to each other within so long.',
    source:
      'Ours: two calls by VHF and a turn of a large ship; between the 6 and 12 min of common ARPA settings.',
  },
  leastKn: {
    value: 4,
    unit: 'kn',
    from: 0,
    to: 15,
    text: 'One of them goes at least so fast, and both more than `restKn`.',
    source: 'Ours: what is slower on both sides is berthing.',
  },
  restKn: {
    value: 1,
    unit: 'kn',
    from: 0,
    to: 3,
    text: 'Slower than this is at rest.',
    source: 'IMO SN.1/Circ.227 and AIS practice: moored or anchored below a knot or so.',
  },
  overtakeDeg: {
    value: 25,
    unit: 'deg',
    from: 0,
    to: 67.5,
    text: 'Courses that differ by less than this: one overtakes or follows the other.',
    source: 'COLREG rule 13 counts from 22.5° abaft the beam on.',
  },
  overtakeM: {
    value: 100,
    unit: 'm',
    from: 10,
    to: 2000,
    text: 'Where one overtakes or follows the other, this distance is room enough.',
    source: 'Ours: about twice the width of a large ship in a fairway.',
  },
  forS: {
    value: 30,
    unit: 's',
    from: 0,
    to: 300,
    text: 'It has been so for so long, and not got better.',
    source: 'Ours: a few reports of each; who turns away already is answered by it.',
  },
});
