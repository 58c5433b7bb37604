/** Each part of a zone in words: for its card, its versions and a conflict. Pure. */

import type { Zone } from '../../../proto/domain/operations/zone.ts';
import type { Words } from '../../messages/words.ts';
import { ABSENT, formatMetres } from '../../ui/format.ts';
import { scheduleText } from './schedulewords.ts';
import { shapeText } from './shapewords.ts';

export type ZoneMember = keyof Zone;

export function zoneMemberText(t: Words, member: ZoneMember, zone: Zone): string {
  switch (member) {
    case 'name':
      return zone.name;
    case 'shape':
      return shapeText(t, zone.shape);
    case 'purpose':
      return t(`zone.purpose.${zone.purpose}`);
    case 'life':
      return t(`zone.life.${zone.life}`);
    case 'floorM':
      return formatMetres(zone.floorM);
    case 'ceilingM':
      return formatMetres(zone.ceilingM);
    case 'schedule':
      return zone.schedule === undefined ? t('schedule.always') : scheduleText(t, zone.schedule);
    case 'critical':
      return zone.critical?.map((period) => scheduleText(t, period)).join(' / ') ?? ABSENT;
    case 'rules':
      return zone.rules?.map(({ kind }) => t(`zone.rule.${kind}`)).join(', ') ?? ABSENT;
    case 'note':
      return zone.note ?? ABSENT;
    case 'source':
      return zone.source ?? ABSENT;
    case 'marking': {
      const { owner, purpose, tlp } = zone.marking;
      const level = tlp === undefined ? t('marking.tlp.none') : t(`marking.tlp.${tlp}`);
      return [owner, t(`marking.purpose.${purpose}`), level].join(' · ');
    }
    default:
      return member satisfies never;
  }
}
