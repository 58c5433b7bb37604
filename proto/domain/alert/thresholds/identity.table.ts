/** Thresholds of who somebody says to be: changes, one IMO number twice, invalid numbers. */
import { thresholds } from './threshold.ts';

export const identityChanged = thresholds('identityChanged', {
  fields: {
    value: 2,
    unit: 'count',
    from: 1,
    to: 5,
    text: 'So many of name, call sign, IMO number, type and size are others than before. A condition of deception or contact on the same vessel counts as one, an invalid number too.',
    source: 'Ours: crews correct one field at a time; a transmitter that becomes another changes several.',
  },
  windowS: {
    value: 900,
    unit: 's',
    from: 60,
    to: 86_400,
    text: 'They changed within so long.',
    source: 'ITU-R M.1371-5: static data every six minutes; a class B sends its parts apart.',
  },
  editShare: {
    value: 0.34,
    unit: 'ratio',
    from: 0,
    to: 1,
    text: 'A name or call sign with a smaller share of letters changed is a correction.',
    source: 'Ours: “ALFA STAR” for “ALPHA STAR” is a fifth.',
  },
  sizeShare: {
    value: 0.25,
    unit: 'ratio',
    from: 0.05,
    to: 1,
    text: 'A length that differs by a smaller share, or by less than ten metres, is a correction.',
    source: 'Ours: the antenna was moved, or the hull was measured anew.',
  },
  againS: {
    value: 1800,
    unit: 's',
    from: 60,
    to: 86_400,
    text: 'What it said before comes again within so long: two transmitters, and no change.',
    source: 'Ours: each of two says who it is every six minutes.',
  },
  holdsS: {
    value: 3600,
    unit: 's',
    from: 60,
    to: 86_400,
    text: 'A change is news for so long.',
    source: 'Ours: chosen, not measured.',
  },
});

export const identityTwice = thresholds('identityTwice', {
  apartM: {
    value: 2000,
    unit: 'm',
    from: 100,
    to: 100_000,
    text: 'They are farther apart than this: nearer transmitters may be aboard one ship.',
    source: 'Ours: a ship with two transmitters, or a tender that copied its mother’s number.',
  },
  liveS: {
    value: 1800,
    unit: 's',
    from: 60,
    to: 86_400,
    text: 'Both were heard within so long.',
    source: 'Ours: a change of MMSI at a change of flag leaves the old number silent.',
  },
  holdsS: {
    value: 3600,
    unit: 's',
    from: 60,
    to: 86_400,
    text: 'Over when it was not claimed twice for so long.',
    source: 'Ours: chosen, not measured.',
  },
});

export const identityInvalid = thresholds('identityInvalid', {
  faults: {
    value: 1,
    unit: 'count',
    from: 1,
    to: 3,
    text: 'Faults of MMSI, country digits and IMO number, beside another condition on the same vessel.',
    source:
      'Ours: four in a hundred real IMO numbers fail their check digit; alone it is shown and not raised.',
  },
  holdsS: {
    value: 3600,
    unit: 's',
    from: 60,
    to: 86_400,
    text: 'A number that cannot be is news for so long.',
    source: 'Ours: chosen, not measured.',
  },
});
