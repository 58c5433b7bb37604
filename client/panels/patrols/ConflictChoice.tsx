/** Two changed the same: both versions side by side, and a choice field by field. Nothing is lost unasked. */
import { type ReactNode, useState } from 'react';
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords, type Words, wordFor } from '../../messages/words.ts';
import { type Tables, useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMomentUtc, formatPosition } from '../../ui/format.ts';
import { useServices } from '../services.ts';
import { differences, merged, type PatrolMember } from './compare.ts';
import { type Edited, resolveConflict } from './edit.ts';
import { recordName } from './findingwords.ts';
import { agencyName } from './usePlan.ts';

interface ConflictChoiceProps {
  readonly edited: Edited;
  readonly conflict: Version<'patrol'>;
}

export function ConflictChoice({ edited, conflict }: ConflictChoiceProps): ReactNode {
  const t = useWords();
  const services = useServices();
  const tables = useRecords((records) => records.tables);
  const found = differences(edited.upon?.value ?? conflict.value, conflict.value, edited.value);
  const [yours, setYours] = useState<ReadonlySet<PatrolMember>>(
    () => new Set(found.filter(({ usual }) => usual === 'yours').map(({ member }) => member)),
  );
  const choose = (member: PatrolMember, whose: 'theirs' | 'yours'): void => {
    const next = new Set(yours);
    if (whose === 'yours') next.add(member);
    else next.delete(member);
    setYours(next);
  };
  return (
    <section
      className="card-section plan-conflict"
      role="alert"
      aria-label={t('patrol.conflict', { who: conflict.byName })}
    >
      <h3>{t('patrol.conflict', { who: conflict.byName })}</h3>
      <p>
        {t('patrol.conflict.long', {
          theirs: conflict.version,
          yours: edited.upon?.version ?? 0,
          time: formatMomentUtc(conflict.atMs),
        })}
      </p>
      {found.length === 0 ? (
        <p className="quiet">{t('patrol.conflict.same')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('patrol.conflict.field')}</th>
              <th scope="col">{t('patrol.conflict.theirs')}</th>
              <th scope="col">{t('patrol.conflict.yours')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ member }) => (
              <tr key={member}>
                <th scope="row">{memberWords(t, member)}</th>
                {(['theirs', 'yours'] as const).map((whose) => (
                  <td key={whose}>
                    <label className="plan-whose">
                      <input
                        type="radio"
                        name={`whose-${member}`}
                        checked={yours.has(member) === (whose === 'yours')}
                        onChange={() => choose(member, whose)}
                      />
                      {valueWords(t, tables, whose === 'theirs' ? conflict.value : edited.value, member)}
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="report-buttons">
        <Button
          label={t('patrol.conflict.save')}
          onClick={() => resolveConflict(services, merged(conflict.value, edited.value, yours))}
        />
        <Button label={t('patrol.conflict.take')} onClick={() => resolveConflict(services, conflict.value)} />
      </div>
    </section>
  );
}

const KEYS: { readonly [M in PatrolMember]?: string } = {
  sectorIds: 'patrol.sectors',
  unitIds: 'patrol.units',
  fromMs: 'patrol.from',
  untilMs: 'patrol.until',
  powersNeeded: 'patrol.powers',
  meetingPoints: 'patrol.meeting',
};

export const memberWords = (t: Words, member: PatrolMember): string =>
  wordFor(t, KEYS[member] ?? `patrol.${member}`) ?? member;

/** A member's value as people read it. */
export function valueWords(t: Words, tables: Tables, patrol: Patrol, member: PatrolMember): string {
  const names = (kind: 'sector' | 'unit', ids: readonly string[]): string =>
    ids.map((id) => recordName(tables, kind, id) ?? t('findings.thing')).join(', ') || '–';
  switch (member) {
    case 'sectorIds':
      return names('sector', patrol.sectorIds);
    case 'unitIds':
      return names('unit', patrol.unitIds);
    case 'fromMs':
    case 'untilMs':
      return formatMomentUtc(patrol[member]);
    case 'form':
      return t(`patrol.form.${patrol.form}`);
    case 'type':
      return t(`patrol.type.${patrol.type}`);
    case 'lead':
      return agencyName(tables, patrol.lead);
    case 'parties':
      return patrol.parties.map(({ agency }) => agencyName(tables, agency)).join(', ') || '–';
    case 'agreement':
      return patrol.agreement === undefined
        ? t('patrol.agreement.none')
        : (recordName(tables, 'agreement', patrol.agreement) ?? t('patrol.agreement.gone'));
    case 'powersNeeded':
      return patrol.powersNeeded.map((power) => t(`patrol.power.${power}`)).join(', ') || '–';
    case 'meetingPoints':
      return (
        patrol.meetingPoints
          .map(({ atMs, place }) => `${formatMomentUtc(atMs)} ${formatPosition(place.lat, place.lon)}`)
          .join(', ') || '–'
      );
    case 'liaison':
      return patrol.liaison.map(({ name }) => name).join(', ') || '–';
    case 'title':
    case 'note':
    case 'outcome':
      return patrol[member] ?? '–';
    default:
      return JSON.stringify(patrol[member] ?? '');
  }
}
