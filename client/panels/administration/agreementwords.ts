/** Each part of an agreement in words: for its card and its versions. Pure. */
import type { Agreement } from '../../../proto/domain/operations/agreement.ts';
import type { Area } from '../../../proto/domain/operations/area.ts';
import type { Words } from '../../messages/words.ts';
import type { Tables } from '../../store/records.ts';
import { ABSENT, formatFullMomentUtc, formatPosition, formatRange } from '../../ui/format.ts';
import { agencyName } from '../patrols/usePlan.ts';

const listed = (words: readonly string[]): string => (words.length === 0 ? ABSENT : words.join(', '));

export function areaWords(t: Words, area: Area): string {
  if (area.kind === 'polygon') return t('agreement.area.polygon', { count: area.rings[0]?.length ?? 0 });
  if (area.kind === 'corridor') return t('agreement.area.corridor', { width: formatRange(area.widthM) });
  const { lat, lon } = area.centre;
  return t('agreement.area.circle', { radius: formatRange(area.radiusM), place: formatPosition(lat, lon) });
}

export function agreementWords(
  t: Words,
  tables: Tables,
  member: keyof Agreement,
  agreement: Agreement,
): string {
  const moment = (ms: number): string => t('admin.utc', { time: formatFullMomentUtc(ms) });
  switch (member) {
    case 'title':
      return agreement.title;
    case 'reference':
    case 'equipment':
      return agreement[member] ?? ABSENT;
    case 'parties':
      return listed(agreement.parties.map((party) => agencyName(tables, party)));
    case 'areas':
      return listed(
        agreement.areas.map(
          ({ area, host }, i) => `${i + 1} ${agencyName(tables, host)} (${areaWords(t, area)})`,
        ),
      );
    case 'forms':
      return listed(agreement.forms.map((form) => t(`patrol.form.${form}`)));
    case 'types':
      return listed(agreement.types.map((type) => t(`patrol.type.${type}`)));
    case 'powers':
      return listed(agreement.powers.map((power) => t(`patrol.power.${power}`)));
    case 'command':
      return agreement.command === 'host'
        ? t('agreement.command.host')
        : agencyName(tables, agreement.command);
    case 'release':
      return listed(agreement.release.map((what) => t(`agreement.releasable.${what}`)));
    case 'fromMs':
    case 'untilMs':
      return moment(agreement[member]);
    case 'marking': {
      const { owner, purpose, tlp } = agreement.marking;
      const level = tlp === undefined ? t('marking.tlp.none') : t(`marking.tlp.${tlp}`);
      return [agencyName(tables, owner), t(`marking.purpose.${purpose}`), level].join(' · ');
    }
    default:
      return member satisfies never;
  }
}
