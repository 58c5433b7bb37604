/** Acts upon all that is marked. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useAlerts } from '../../store/alerts.ts';
import { clearMarked, useAlertView } from '../../store/alertview.ts';
import { Button } from '../../ui/Button.tsx';
import { isUnanswered } from './standing.ts';
import { useActing, useAnswerer } from './useAnswering.ts';

export function MarkedBar(): ReactNode {
  const t = useWords();
  const marked = useAlertView((view) => view.marked);
  const waiting = useAlerts((state) =>
    [...marked].reduce((sum, id) => {
      const alert = state.byId.get(id);
      return sum + Number(alert !== undefined && isUnanswered(alert));
    }, 0),
  );
  const who = useAnswerer();
  const acting = useActing();
  if (marked.size === 0) return null;
  return (
    <div className="alert-marked">
      <span className="num">{t('alerts.marked', { count: marked.size })}</span>
      {who.may('acknowledge') && waiting > 0 ? (
        <Button
          label={t('alerts.act.acknowledge')}
          disabled={acting.busy}
          onClick={() => void acknowledge()}
        />
      ) : null}
      {who.may('claim') ? (
        <Button
          label={t('alerts.act.claim')}
          disabled={acting.busy}
          onClick={() => void acting.actMany('claim', [...marked], {})}
        />
      ) : null}
      <Button look="flat" label={t('alerts.marked.clear')} onClick={clearMarked} />
      {acting.refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {acting.refused}
        </p>
      )}
    </div>
  );

  async function acknowledge(): Promise<void> {
    if (await acting.actMany('acknowledge', [...marked], {})) clearMarked();
  }
}
