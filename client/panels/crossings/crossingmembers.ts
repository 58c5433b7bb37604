/** Each part of a crossing point in words: for its card, its versions and a conflict. Pure. */
import type { CrossingPoint } from '../../../proto/domain/operations/zone.ts';
import type { Words } from '../../messages/words.ts';
import { ABSENT, formatCount, formatFullMomentUtc, formatPosition } from '../../ui/format.ts';
import { hoursText } from '../zones/schedulewords.ts';

export type CrossingMember = keyof CrossingPoint;

export const crossingHours = (t: Words, { hours, timeZone }: CrossingPoint): string =>
  hours === undefined
    ? t('crossing.always')
    : t('schedule.hours', { hours: hours.map((each) => hoursText(t, each)).join('; '), zone: timeZone });

export function crossingMemberText(t: Words, member: CrossingMember, point: CrossingPoint): string {
  switch (member) {
    case 'name':
    case 'country':
    case 'neighbourCountry':
    case 'timeZone':
      return point[member];
    case 'kind':
      return t(`crossing.kind.${point.kind}`);
    case 'place':
      return formatPosition(point.place.lat, point.place.lon);
    case 'status':
      return t(`crossing.status.${point.status}`);
    case 'statusReason':
      return point.statusReason ?? ABSENT;
    case 'statusUntilMs':
      return formatFullMomentUtc(point.statusUntilMs);
    case 'hours':
      return crossingHours(t, point);
    case 'lanes':
      return t('crossing.lanes', {
        open: point.lanes.filter(({ open }) => open).length,
        all: point.lanes.length,
      });
    case 'contacts':
      return point.contacts.map(({ name, channel }) => `${name}: ${channel}`).join('; ') || ABSENT;
    case 'neighbour':
      return point.neighbour?.name ?? ABSENT;
    case 'joint':
      return t(point.joint ? 'crossing.joint.yes' : 'crossing.joint.no');
    case 'report':
      return reportText(t, point);
    case 'reportEveryMin':
      return `${formatCount(point.reportEveryMin)} min`;
    case 'marking':
      return [point.marking.owner, t(`marking.purpose.${point.marking.purpose}`)].join(' · ');
    default:
      return member satisfies never;
  }
}

function reportText(t: Words, { report }: CrossingPoint): string {
  if (report === undefined) return ABSENT;
  const { waitingIn, waitingOut, waitInMin, waitOutMin, note } = report;
  const side = (count: number | undefined, min: number | undefined): string =>
    [formatCount(count), min === undefined ? undefined : `${formatCount(min)} min`]
      .filter((part) => part !== undefined)
      .join(' / ');
  const sides = [
    `${t('crossing.in')} ${side(waitingIn, waitInMin)}`,
    `${t('crossing.out')} ${side(waitingOut, waitOutMin)}`,
  ];
  return [...sides, note].filter((part) => part !== undefined).join(', ');
}
