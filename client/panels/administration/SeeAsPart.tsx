/** Which agency's eyes to look through, with what of ours it is told. */
import { type ReactNode, useState } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { goTo } from '../actions.ts';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { isReleaseInForce } from './releasedraft.ts';
import { adminNowMs } from './time.ts';

export function SeeAsPart(): ReactNode {
  const t = useWords();
  const { seeAs } = useServices();
  const agencies = useRecords((records) => records.tables.agency);
  const releases = useRecords((records) => records.tables.release);
  const own = useSession((session) => session.me?.agency);
  const seesAs = useSession((session) => session.seesAs);
  const [fault, setFault] = useState<string>();
  const nowMs = adminNowMs();
  const releasedTo = (id: string): number =>
    [...releases.values()].filter(
      ({ value }) =>
        value.marking.owner === own && value.to.some((one) => one === id) && isReleaseInForce(value, nowMs),
    ).length;
  const look = async (id: string): Promise<void> => {
    const answer = await seeAs(agencyId(id));
    setFault(answer.ok ? undefined : whyNot(answer));
    if (answer.ok) goTo('picture');
  };
  return (
    <section className="admin-wide panel scrolls" aria-label={t('admin.part.seeAs')}>
      <h2>{t('seeAs.choose')}</h2>
      <p className="admin-lead">{t('seeAs.long')}</p>
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('seeAs.refused', { reason: fault })}
        </p>
      )}
      <ul className="admin-cards">
        {[...agencies.values()]
          .filter(({ id }) => id !== own)
          .map(({ id, value }) => (
            <li key={id} className="admin-card" data-chosen={id === seesAs}>
              <h3>{value.name}</h3>
              <p className="quiet">
                {value.country} · {t(`service.${value.service}`)}
              </p>
              <p className="num">{t('seeAs.releases', { count: releasedTo(id) })}</p>
              {id === seesAs ? (
                <p>
                  <strong>{t('seeAs.now')}</strong>
                </p>
              ) : (
                <Button label={t('seeAs.do', { agency: value.name })} onClick={() => void look(id)} />
              )}
            </li>
          ))}
      </ul>
    </section>
  );
}
