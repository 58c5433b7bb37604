/** One agreement in full: between whom, where, what, until when, and who may read of it. */
import { type ReactNode, useState } from 'react';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../card/Field.tsx';
import { agencyName } from '../patrols/usePlan.ts';
import { Versions } from '../records/Versions.tsx';
import { useServices } from '../services.ts';
import { AgreementForm } from './AgreementForm.tsx';
import { AgreementMark } from './AgreementMark.tsx';
import { AreaOutline } from './AreaOutline.tsx';
import { agreementWords } from './agreementwords.ts';
import { SideHead } from './FormFrame.tsx';
import { choose } from './parts.ts';
import { isReleaseInForce } from './releasedraft.ts';
import { useSaving } from './saving.ts';
import { adminNowMs } from './time.ts';

const MEMBERS = [
  'reference',
  'parties',
  'areas',
  'forms',
  'types',
  'powers',
  'equipment',
  'command',
  'release',
  'fromMs',
  'untilMs',
] as const;

export function AgreementCard({ agreement }: { readonly agreement: Version<'agreement'> }): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const { id, value } = agreement;
  const own = useSession((session) => session.me?.agency);
  const mayAgree = useSession((session) => may(session, 'agree'));
  const [editing, setEditing] = useState(false);
  if (editing) return <AgreementForm upon={agreement} onDone={() => setEditing(false)} />;
  const { owner, tlp } = value.marking;
  const nowMs = adminNowMs();
  const resting = [...tables.release.values()].filter(
    (release) => release.value.agreement === id && isReleaseInForce(release.value, nowMs),
  ).length;
  return (
    <aside className="admin-side panel" aria-label={value.title}>
      <SideHead title={value.title} onClose={() => choose(undefined)} />
      <div className="admin-body scrolls">
        <div className="card-section">
          <AgreementMark value={value} nowMs={nowMs} />
          <AreaOutline areas={value.areas.map(({ area }) => area)} />
        </div>
        <dl className="card-section">
          {MEMBERS.map((member) => (
            <Field
              key={member}
              label={t(`agreement.member.${member}`)}
              value={agreementWords(t, tables, member, value)}
            />
          ))}
        </dl>
        <section className="card-section">
          <h3 className="label">{t('agreement.seenBy')}</h3>
          <p>
            {tlp === 'red'
              ? t('agreement.seenBy.red', { owner: agencyName(tables, owner) })
              : t('agreement.seenBy.parties', {
                  parties: agreementWords(t, tables, 'parties', value),
                })}
          </p>
          {resting === 0 ? null : <p className="quiet">{t('agreement.rests', { count: resting })}</p>}
        </section>
        {mayAgree && owner === own ? (
          <div className="card-section admin-buttons">
            <Button label={t('admin.change')} onClick={() => setEditing(true)} />
            <Remove agreement={agreement} />
          </div>
        ) : null}
        <Versions
          of={agreement}
          label={(member) => t(`agreement.member.${member}`)}
          describe={(member, version) => agreementWords(t, tables, member, version)}
        />
      </div>
    </aside>
  );
}

function Remove({ agreement: { id, version } }: { readonly agreement: Version<'agreement'> }): ReactNode {
  const t = useWords();
  const { removeRecord } = useServices();
  const { ask, refused, saving } = useSaving('agreement');
  const [sure, setSure] = useState(false);
  if (!sure) return <Button look="flat" label={t('admin.remove')} onClick={() => setSure(true)} />;
  const remove = async (): Promise<void> => {
    const answer = await ask(removeRecord('agreement', id, version));
    if (answer.ok) choose(undefined);
  };
  return (
    <div className="card-confirm" role="alertdialog" aria-label={t('admin.remove')}>
      <p>{t('agreement.remove.sure')}</p>
      <Button label={t('admin.cancel')} autoFocus onClick={() => setSure(false)} />
      <Button look="raised" label={t('admin.remove')} disabled={saving} onClick={() => void remove()} />
      {refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('admin.refused', { reason: refused })}
        </p>
      )}
    </div>
  );
}
