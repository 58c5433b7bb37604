/** Thresholds of the watch of a land border. */
import { thresholds } from './threshold.ts';

export const borderCrossed = thresholds('borderCrossed', {
  pointM: {
    value: 400,
    unit: 'm',
    from: 20,
    to: 10_000,
    text: 'Nearer than this to a crossing point that is not closed, crossing the line is what it is there for.',
    source: 'Ours: lanes, queue and halls of Muriqan – Sukobin reach some 300 m.',
  },
  togetherM: {
    value: 150,
    unit: 'm',
    from: 10,
    to: 2000,
    text: 'Those who cross within this distance of each other cross together.',
    source: 'Ours: a file of 20 people on a path.',
  },
  togetherS: {
    value: 180,
    unit: 's',
    from: 10,
    to: 3600,
    text: 'And so soon after the one before.',
    source:
      'Ours: 20 people ten metres apart at 1.1 m/s pass in three minutes; who comes later is another group, and news.',
  },
  newsS: {
    value: 60,
    unit: 's',
    from: 10,
    to: 3600,
    text: 'More people cross after the first: who acknowledged the alert is asked again, so often at most.',
    source:
      'Ours: a patrol that was sent for three must know of eight more; a file is told of once a minute at most.',
  },
  toldS: {
    value: 1800,
    unit: 's',
    from: 60,
    to: 14_400,
    text: 'So long a crossing is news.',
    source: 'Ours: until a patrol that was sent has been there.',
  },
  usualDays: {
    value: 5,
    unit: 'count',
    from: 2,
    to: 12,
    text: 'On so many different days somebody crossed here at this hour by daylight: residents and farmers on their way. At night nobody is usual.',
    source:
      'Ours: a working week. A route used every night would learn itself away: hence by daylight alone.',
  },
});

export const landNormal = thresholds('landNormal', {
  teamM: {
    value: 60,
    unit: 'm',
    from: 5,
    to: 1000,
    text: 'As near as this to a unit of ours it is the unit, or with it.',
    source: 'Ours: a ground radar’s and a hand-held receiver’s errors together, three times.',
  },
  herdM: {
    value: 150,
    unit: 'm',
    from: 10,
    to: 1000,
    text: 'One person as near as this to livestock, by daylight, is its shepherd.',
    source: 'Ours: the extent of a flock of 35 and the way around it.',
  },
});

export const groupSize = thresholds('groupSize', {
  minCount: {
    value: 5,
    unit: 'count',
    from: 2,
    to: 1000,
    text: 'People together, in a border area whose rules say no number.',
    source: 'Ours: more than a family or a working party in the field.',
  },
  nearM: {
    value: 60,
    unit: 'm',
    from: 5,
    to: 1000,
    text: 'People within this distance of one of them are together.',
    source: 'Ours: a file of ten people, 5 m apart.',
  },
  holdsS: {
    value: 600,
    unit: 's',
    from: 60,
    to: 7200,
    text: 'A group not seen for so long is no longer there.',
    source: 'Ours: the shadow of a ridge between two nodes of the demonstration’s land border.',
  },
});

export const towardsUncovered = thresholds('towardsUncovered', {
  withinS: {
    value: 900,
    unit: 's',
    from: 60,
    to: 7200,
    text: 'It will be in the sector within this time if it goes on.',
    source: 'Ours: what a vehicle patrol needs to be there first.',
  },
  learnedDays: {
    value: 7,
    unit: 'count',
    from: 1,
    to: 60,
    text: 'After so many days the watch knows who is about by day; before, only those who cross the line, and who walk at night, are told of.',
    source: 'Ours: one week has every weekday in it.',
  },
  usualDays: {
    value: 2,
    unit: 'count',
    from: 1,
    to: 12,
    text: 'On so many other days somebody walked here at this hour: residents, farmers, shepherds.',
    source: 'Ours: once is chance.',
  },
});
