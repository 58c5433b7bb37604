/** What can be done with a contact that a person reported: change it, withdraw it, say which track it is. */
import { ObiDelete } from '@oicl/openbridge-webcomponents-react/icons/icon-delete.js';
import { ObiEditGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-edit-google.js';
import { type ReactNode, useState } from 'react';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { ContactState, type TrackDetail } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { select } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatPosition, formatProbability } from '../../ui/format.ts';
import { draftOf } from '../report/changes.ts';
import { openReport } from '../report/useDraft.ts';
import { useServices } from '../services.ts';
import { useTrackName } from '../useTrackName.ts';

export function ManualActions({ detail }: { readonly detail: TrackDetail }): ReactNode {
  const { contactId } = detail.remarks;
  if (detail.contact !== ContactState.manual || contactId === undefined) return null;
  return <Actions key={contactId} contactId={contactId} detail={detail} />;
}

function Actions({
  contactId,
  detail,
}: {
  readonly contactId: string;
  readonly detail: TrackDetail;
}): ReactNode {
  const t = useWords();
  const { fetchContacts, withdrawContact, associateContact } = useServices();
  const nameOf = useTrackName();
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState<string>();

  const edit = async (): Promise<void> => {
    const answer = await fetchContacts();
    const contact = answer.ok ? answer.value.find(({ id }) => id === contactId) : undefined;
    if (contact !== undefined) openReport(draftOf(contact, formatPosition));
    else setFault(answer.ok ? t('manual.gone') : answer.fault);
  };
  const withdraw = async (): Promise<void> => {
    const answer = await withdrawContact(contactId);
    setAsking(false);
    setFault(answer.ok ? undefined : answer.fault);
    if (answer.ok) select(undefined);
  };
  const associate = async (track: TrackId): Promise<void> => {
    const answer = await associateContact(contactId, track);
    setFault(answer.ok ? undefined : answer.fault);
    if (answer.ok) select(track);
  };
  return (
    <section className="card-section card-manual" aria-label={t('manual.label')}>
      {detail.offers.length === 0 ? null : (
        <>
          <h3 className="label">{t('manual.offers')}</h3>
          <ul className="card-offers">
            {detail.offers.map(({ id, probability }) => (
              <li key={id}>
                <button type="button" className="card-link" onClick={() => select(id)}>
                  {nameOf(id)}
                </button>
                <span className="num">{formatProbability(probability)}</span>
                <Button label={t('manual.associate')} onClick={() => void associate(id)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {asking ? (
        <div className="card-confirm" role="alertdialog" aria-label={t('manual.withdraw')}>
          <p>{t('manual.withdraw.sure')}</p>
          <Button label={t('manual.withdraw.keep')} autoFocus onClick={() => setAsking(false)} />
          <Button look="raised" label={t('manual.withdraw')} onClick={() => void withdraw()} />
        </div>
      ) : (
        <div className="report-buttons">
          <Button label={t('manual.edit')} icon={<ObiEditGoogle />} onClick={() => void edit()} />
          <Button label={t('manual.withdraw')} icon={<ObiDelete />} onClick={() => setAsking(true)} />
        </div>
      )}
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('manual.failed', { reason: fault })}
        </p>
      )}
    </section>
  );
}
