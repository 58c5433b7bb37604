/** What may be done with the alert: offered where it makes sense, asked for more where it needs more, refusals shown. */
import { ObiCenterIec } from '@oicl/openbridge-webcomponents-react/icons/icon-center-iec.js';
import { type ReactNode, useEffect, useState } from 'react';
import { type Alert, type AlertAct, VERDICTS } from '../../../proto/domain/alert/alert.ts';
import { useWords } from '../../messages/words.ts';
import { useAlertView } from '../../store/alertview.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { hotkey } from '../keys.ts';
import { replayAlert } from '../replay/replayalert.ts';
import { mayReplay } from '../replay/who.ts';
import { useServices } from '../services.ts';
import { ActForm, type AskedAct } from './ActForm.tsx';
import { actsOffered } from './acts.ts';
import { refuse } from './refusal.ts';
import { showMoment } from './showmoment.ts';
import { useActing, useAnswerer } from './useAnswering.ts';
import { whoDid } from './who.ts';

/** Acts that are done at once. */
const AT_ONCE = ['silence', 'unshelve', 'leave'] as const satisfies readonly AlertAct[];

/** Acts that ask for more first. */
const ASKED = ['assign', 'comment', 'escalate', 'shelve', 'join'] as const satisfies readonly AskedAct[];
const KEYED = { comment: 'comment', escalate: 'escalate', shelve: 'shelve', join: 'join' } as const;

export function CardActs({ alert }: { readonly alert: Alert }): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const who = useAnswerer();
  const acting = useActing();
  const marked = useAlertView((view) => view.marked);
  const asked = useAlertView((view) => view.asked);
  const replays = useSession((session) => session.seesAs === undefined && mayReplay(session.me));
  const [open, setOpen] = useState<AskedAct>();
  const others = [...marked].filter((id) => id !== alert.id);
  const offered = actsOffered(alert, who, others.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was offered when it was asked for
  useEffect(() => {
    if (asked === undefined) return;
    // What is not offered now must not come up by itself later.
    if (offered.has(asked)) setOpen(asked);
    else if (asked === 'join' && others.length === 0) refuse(t('alerts.act.join.none'));
    useAlertView.setState({ asked: undefined });
  }, [asked]);
  const shown = open !== undefined && offered.has(open) ? open : undefined;
  const { id } = alert;
  return (
    <section className="alert-acts" aria-label={t('alerts.card.acts')}>
      <div className="alert-acts-first">
        {offered.has('acknowledge') ? (
          <Button
            look="raised"
            label={t('alerts.act.acknowledge')}
            hotkey={hotkey('acknowledge')}
            disabled={acting.busy}
            onClick={() => void acting.act(id, 'acknowledge', {})}
          />
        ) : null}
        {offered.has('claim') ? (
          <Button
            label={t('alerts.act.claim')}
            hotkey={hotkey('claim')}
            disabled={acting.busy}
            onClick={() => void acting.act(id, 'claim', {})}
          />
        ) : null}
        {offered.has('handBack') ? (
          <Button
            label={t('alerts.act.handBack')}
            hotkey={hotkey('claim')}
            disabled={acting.busy}
            onClick={() => void acting.act(id, 'handBack', {})}
          />
        ) : null}
        <Button
          label={t('alerts.act.show')}
          icon={<ObiCenterIec />}
          hotkey={hotkey('alertShow')}
          onClick={() => showMoment(id, table)}
        />
        {replays ? (
          <Button
            label={t('alerts.act.replay')}
            title={t('do.alertReplay')}
            hotkey={hotkey('alertReplay')}
            onClick={() => replayAlert(alert)}
          />
        ) : null}
        {offered.has('sendToRescue') ? (
          <Button
            look="raised"
            label={t('alerts.act.sendToRescue')}
            aria-expanded={shown === 'sendToRescue'}
            onClick={() => setOpen(shown === 'sendToRescue' ? undefined : 'sendToRescue')}
          />
        ) : null}
      </div>
      <div className="alert-acts-more">
        {AT_ONCE.map((act) =>
          offered.has(act) ? (
            <Button
              key={act}
              look="flat"
              label={t(`alerts.act.${act}`)}
              disabled={acting.busy}
              onClick={() => void acting.act(id, act, {})}
            />
          ) : null,
        )}
        {ASKED.map((act) =>
          offered.has(act) ? (
            <Button
              key={act}
              look="flat"
              label={t(`alerts.act.${act}`)}
              aria-expanded={shown === act}
              {...(act in KEYED && { hotkey: hotkey(KEYED[act as keyof typeof KEYED]) })}
              onClick={() => setOpen(shown === act ? undefined : act)}
            />
          ) : null,
        )}
      </div>
      {shown === undefined ? null : (
        <ActForm
          key={shown}
          act={shown}
          alert={alert}
          others={others}
          acting={acting}
          onEnd={() => setOpen(undefined)}
        />
      )}
      {acting.refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {acting.refused}
        </p>
      )}
      {offered.has('judge') ? (
        <Verdict alert={alert} onJudge={(is) => void acting.act(id, 'judge', { is })} />
      ) : null}
    </section>
  );
}

function Verdict({
  alert: { verdict },
  onJudge,
}: {
  readonly alert: Alert;
  readonly onJudge: (is: (typeof VERDICTS)[number]) => void;
}): ReactNode {
  const t = useWords();
  return (
    <fieldset className="alert-verdict">
      <legend className="for-screen-readers">{t('alerts.verdict')}</legend>
      <span className="label" aria-hidden="true">
        {t('alerts.verdict')}
      </span>
      {VERDICTS.map((is) => (
        <Button
          key={is}
          look="flat"
          label={t(`alerts.verdict.${is}`)}
          aria-pressed={verdict?.is === is}
          title={verdict?.is === is ? whoDid(t, verdict.byName) : undefined}
          onClick={() => onJudge(is)}
        />
      ))}
    </fieldset>
  );
}
