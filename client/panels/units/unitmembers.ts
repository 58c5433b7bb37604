/** Each part of a unit in words: for its versions and for a conflict. Pure. */
import type { CrewPart, Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Words } from '../../messages/words.ts';
import {
  ABSENT,
  formatDecimal,
  formatFullMomentUtc,
  formatLength,
  formatPosition,
  formatSpeed,
} from '../../ui/format.ts';
import { hoursText } from '../zones/schedulewords.ts';

export type UnitMember = keyof Unit;

export const crewText = (
  t: Words,
  { people, function: does, agency, powers }: CrewPart,
  agencyName: (id: string) => string,
): string =>
  [
    `${t('unit.crew.part', { count: people, function: does })} (${agencyName(agency)})`,
    powers.map((power) => t(`patrol.power.${power}`)).join(', '),
  ]
    .filter((part) => part !== '')
    .join(': ');

export function unitMemberText(
  t: Words,
  member: UnitMember,
  unit: Unit,
  agencyName: (id: string) => string,
): string {
  switch (member) {
    case 'callSign':
    case 'name':
      return unit[member] ?? ABSENT;
    case 'kind':
      return t(`unit.kind.${unit.kind}`);
    case 'crew':
      return unit.crew.map((part) => crewText(t, part, agencyName)).join('; ');
    case 'base':
      return `${unit.base.name} ${formatPosition(unit.base.lat, unit.base.lon)}`;
    case 'capabilities':
      return capabilitiesText(t, unit);
    case 'unavailable':
      return unit.unavailable === undefined
        ? t('unit.standing.free')
        : [unit.unavailable.reason, formatFullMomentUtc(unit.unavailable.untilMs)].join(' · ');
    case 'duty':
      return unit.duty === undefined
        ? t('unit.duty.always')
        : t('schedule.hours', {
            hours: unit.duty.hours.map((each) => hoursText(t, each)).join('; '),
            zone: unit.duty.timeZone,
          });
    case 'maxHoursADay':
      return unit.maxHoursADay === undefined ? ABSENT : `${formatDecimal(unit.maxHoursADay)} h`;
    case 'contact':
      return [unit.contact?.channel, unit.contact?.whenToCall].filter(Boolean).join(' · ') || ABSENT;
    case 'bound':
      return Object.values(unit.bound ?? {}).join(', ') || t('unit.bound.none');
    case 'marking':
      return [agencyName(unit.marking.owner), t(`marking.purpose.${unit.marking.purpose}`)].join(' · ');
    default:
      return member satisfies never;
  }
}

function capabilitiesText(t: Words, { capabilities }: Unit): string {
  const { speedKn, rangeKm, sensors, languages } = capabilities;
  const can = (['night', 'boarding', 'medical'] as const).filter((name) => capabilities[name]);
  return [
    formatSpeed(speedKn),
    rangeKm === undefined ? '' : t('unit.range.km', { km: formatDecimal(rangeKm) }),
    ...sensors.map(({ kind, rangeM }) => `${formatLength(rangeM)} ${t(`unit.sensor.${kind}`)}`),
    ...can.map((name) => t(`unit.can.${name}`)),
    languages.join(', '),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
