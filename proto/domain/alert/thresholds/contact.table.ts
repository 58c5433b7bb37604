/** Who sends and who does not, and where that is to be told. */
import { thresholds } from './threshold.ts';

const OURS = 'Our choice';

export const SILENCE = thresholds('silence', {
  afterS: {
    value: 600,
    unit: 's',
    text: 'Nothing was heard for so long.',
    source:
      'Our choice: the longest silence that IEC 62388 allows before a target is lost is 6 intervals of 3 min at anchor, 3 min under way; three of those.',
    from: 120,
    to: 7200,
    ofClass: { pleasure: 900, fishing: 900 },
  },
  intervals: {
    value: 8,
    unit: 'count',
    text: 'Nothing was heard for so many of its own usual intervals.',
    source: `${OURS}: with a chance of 0.7 to be received, eight in a row are missed once in 15,000 times.`,
    from: 3,
    to: 50,
  },
  ownGaps: {
    value: 1.5,
    unit: 'ratio',
    text: 'Nothing was heard for so many times the second longest gap that it had itself under way lately.',
    source: `${OURS}, measured on Virginia Beach.`,
    from: 1,
    to: 10,
  },
  underWayKn: {
    value: 3,
    unit: 'kn',
    text: 'It was under way at this speed when it was last heard: what lies still may switch off.',
    source: `${OURS}.`,
    from: 0.5,
    to: 15,
  },
  inshoreKn: {
    value: 5,
    unit: 'kn',
    text: 'The same near the shore, where what is slow goes alongside.',
    source: `${OURS}, measured on Virginia Beach.`,
    from: 0.5,
    to: 15,
  },
  inshoreM: {
    value: 2000,
    unit: 'm',
    text: 'Near the shore.',
    source: `${OURS}.`,
    from: 0,
    to: 20_000,
  },
  stoppingKn: {
    value: 5.5,
    unit: 'kn',
    text: 'What is slower may lie down where others lie.',
    source: `${OURS}, measured on Virginia Beach.`,
    from: 1,
    to: 20,
  },
  chance: {
    value: 0.7,
    unit: 'ratio',
    text: 'Where reports of its class are received with this chance, a place is covered.',
    source: `${OURS}, measured on Virginia Beach.`,
    from: 0.3,
    to: 0.99,
  },
  coveredS: {
    value: 300,
    unit: 's',
    text: 'Its way went on for so long through places that are covered.',
    source: `${OURS}: what leaves the coverage is not silent.`,
    from: 30,
    to: 3600,
  },
  missAll: {
    value: 0.001,
    unit: 'ratio',
    text: 'The chance to miss every report that it owed on this way is less.',
    source: `${OURS}: what is left is for the other conditions.`,
    from: 0.000001,
    to: 0.1,
  },
  others: {
    value: 2,
    unit: 'count',
    text: 'So many other vessels near where it should be were heard since.',
    source: `${OURS}: one may be stronger than most.`,
    from: 1,
    to: 10,
  },
  othersShare: {
    value: 0.6,
    unit: 'ratio',
    text: 'This share of all vessels near, heard before it fell silent, was heard since: else a station is out.',
    source: `${OURS}.`,
    from: 0.1,
    to: 1,
  },
  nearM: {
    value: 25_000,
    unit: 'm',
    text: 'So far is near.',
    source: `${OURS}: within what one coast station of usual height hears.`,
    from: 2000,
    to: 60_000,
  },
  portM: {
    value: 1000,
    unit: 'm',
    text: 'Nearer than this to a port it may have gone alongside and switched off.',
    source: `${OURS}.`,
    from: 0,
    to: 20_000,
  },
  stopVessels: {
    value: 2,
    unit: 'count',
    text: 'Where so many vessels were seen to lie, it may lie too.',
    source: `${OURS}.`,
    from: 1,
    to: 50,
  },
  fellSilent: {
    value: 4,
    unit: 'count',
    text: 'So many vessels near one another fall silent at once, and a receiver is out: one alert for all.',
    source: `${OURS}: several do not switch off within a minute and a half.`,
    from: 3,
    to: 100,
  },
  keptS: {
    value: 43_200,
    unit: 's',
    text: 'Not heard again for so long, it is over without an answer.',
    source: `${OURS}: a watch of twelve hours.`,
    from: 3600,
    to: 604_800,
  },
});

export const UNCOOPERATIVE = thresholds('uncooperativeContact', {
  afterS: {
    value: 30,
    unit: 's',
    text: 'It is so for so long.',
    source: `${OURS}: ten turns of a radar.`,
    from: 5,
    to: 3600,
  },
  overS: {
    value: 60,
    unit: 's',
    text: 'Not so for so long, it is over.',
    source: `${OURS}: longer than a track coasts behind a wave or a ship.`,
    from: 5,
    to: 3600,
  },
});

export const DARK = thresholds('darkContact', {
  afterS: {
    value: 30,
    unit: 's',
    text: 'It is so for so long.',
    source: `${OURS}: ten turns of a radar.`,
    from: 5,
    to: 3600,
  },
  overS: {
    value: 60,
    unit: 's',
    text: 'Not so for so long, it is over.',
    source: `${OURS}: longer than a track coasts behind a wave or a ship.`,
    from: 5,
    to: 3600,
  },
});

export const UNVERIFIED = thresholds('unverified', {
  afterS: {
    value: 60,
    unit: 's',
    text: 'No sensor sees it for so long.',
    source: `${OURS}: the picture itself waits for missed looks; a minute more for rain and shadows.`,
    from: 5,
    to: 3600,
  },
  overS: {
    value: 60,
    unit: 's',
    text: 'Seen again for so long, it is over.',
    source: `${OURS}.`,
    from: 5,
    to: 3600,
  },
});
