/** What units were told and what they answered, the newest first; and a new order. */
import { type ReactNode, useState } from 'react';
import type { TaskState } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMomentUtc, formatPosition } from '../../ui/format.ts';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { recordName } from './findingwords.ts';
import { OrderForm } from './OrderForm.tsx';
import { useTaskTimes } from './tasktimes.ts';

/** Listed at most. */
const MOST = 100;

export function TasksPart(): ReactNode {
  const t = useWords();
  const tasks = useRecords((records) => records.tables.task);
  const newest = [...tasks.values()].toSorted((a, b) => b.atMs - a.atMs).slice(0, MOST);
  return (
    <div className="findings scrolls">
      <OrderForm />
      <section className="card-section" aria-label={t('order.label')}>
        <h3>{t('order.label')}</h3>
        {newest.length === 0 ? <p className="quiet">{t('order.none')}</p> : null}
        <ul className="order-list" aria-live="polite">
          {newest.map((task) => (
            <TaskItem key={task.id} task={task} />
          ))}
        </ul>
      </section>
    </div>
  );
}

const OPEN: ReadonlySet<TaskState> = new Set(['sent', 'delivered', 'acknowledged', 'willComply']);
/** The way of a task that is done as it was told. */
const WAY: readonly TaskState[] = ['sent', 'delivered', 'acknowledged', 'willComply', 'done'];

export function TaskItem({ task }: { readonly task: Version<'task'> }): ReactNode {
  const t = useWords();
  const { tellEvent } = useServices();
  const tables = useRecords((records) => records.tables);
  const mayOrder = useSession((session) => may(session, 'order'));
  const [why, setWhy] = useState<string>();
  const [fault, setFault] = useState<string>();
  const times = useTaskTimes(task);
  const { unitId, kind, text, state, answer, place, sectorId } = task.value;
  const where =
    sectorId !== undefined
      ? recordName(tables, 'sector', sectorId)
      : place === undefined
        ? undefined
        : formatPosition(place.lat, place.lon);
  const cancel = async (): Promise<void> => {
    const said = await tellEvent('task', task.id, 'cancel', task.version, why?.trim());
    setFault(said.ok ? undefined : whyNot(said));
    if (said.ok) setWhy(undefined);
  };
  return (
    <li className="order" data-state={state}>
      <p>
        <strong>
          {t('order.to', {
            kind: t(`order.kind.${kind}`),
            unit: recordName(tables, 'unit', unitId) ?? unitId,
          })}
        </strong>
        {where === undefined ? null : <span className="quiet num"> {where}</span>}
      </p>
      {text === '' ? null : <p>{text}</p>}
      <ol className="order-way num">
        {(WAY.includes(state) ? WAY : [...WAY.slice(0, 4).filter((step) => times.has(step)), state]).map(
          (step) => {
            const atMs = times.get(step);
            return (
              <li
                key={step}
                data-reached={atMs !== undefined}
                aria-current={step === state ? 'step' : undefined}
              >
                {atMs === undefined
                  ? t(`order.state.${step}`)
                  : t('order.at', { state: t(`order.state.${step}`), time: formatMomentUtc(atMs).slice(6) })}
              </li>
            );
          },
        )}
      </ol>
      {answer === undefined ? null : <p className="order-answer">{answer}</p>}
      {!OPEN.has(state) || !mayOrder ? null : why === undefined ? (
        <Button label={t('order.cancel')} look="flat" onClick={() => setWhy('')} />
      ) : (
        <div className="plan-add">
          <input
            className="field"
            aria-label={t('patrol.reason')}
            placeholder={t('patrol.reason')}
            value={why}
            maxLength={400}
            onChange={(event) => setWhy(event.target.value)}
          />
          <Button label={t('order.cancel')} disabled={why.trim() === ''} onClick={() => void cancel()} />
          <Button label={t('patrol.cancel')} look="flat" onClick={() => setWhy(undefined)} />
        </div>
      )}
      {fault === undefined ? null : (
        <p className="card-fault">{t('patrol.event.refused', { reason: fault })}</p>
      )}
    </li>
  );
}
