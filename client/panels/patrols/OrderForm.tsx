/** Tells a unit what to do: what, where, in words. */
import { type ReactNode, useId, useState } from 'react';
import { TASK_KINDS, type Task, type TaskKind } from '../../../proto/domain/operations/patrol.ts';
import { parsePosition } from '../../../proto/domain/position.ts';
import { useWords } from '../../messages/words.ts';
import { askMap } from '../../store/planview.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { useTrackName } from '../useTrackName.ts';
import { ownMarking } from './drafts.ts';
import { usePlaceClick } from './MeetingFields.tsx';

type Where = 'none' | 'place' | 'sector' | 'track';

export function OrderForm({ unitId }: { readonly unitId?: string }): ReactNode {
  const t = useWords();
  const mayOrder = useSession((session) => may(session, 'order'));
  if (!mayOrder) return null;
  return (
    <details className="card-section plan-more">
      <summary>{t('order.new')}</summary>
      <Order unitId={unitId} />
    </details>
  );
}

function Order({ unitId }: { readonly unitId: string | undefined }): ReactNode {
  const t = useWords();
  const { createRecord } = useServices();
  const tables = useRecords((records) => records.tables);
  const agency = useSession((session) => session.me?.agency);
  const selected = useView((view) => view.selected);
  const trackName = useTrackName();
  const [unit, setUnit] = useState(unitId ?? '');
  const [kind, setKind] = useState<TaskKind>('goTo');
  const [where, setWhere] = useState<Where>('place');
  const [place, setPlace] = useState('');
  const [sector, setSector] = useState('');
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const asking = usePlaceClick(setPlace);
  const ids = { unit: useId(), kind: useId(), where: useId(), to: useId(), text: useId() };
  const position = parsePosition(place);
  const said =
    (where === 'none' && kind === 'return') ||
    (where === 'place' && position !== undefined) ||
    (where === 'sector' && sector !== '') ||
    (where === 'track' && selected !== undefined);
  const owner = tables.unit.get(unit)?.value.marking.owner ?? agency;
  const send = async (): Promise<void> => {
    if (owner === undefined || agency === undefined) return;
    const task: Task = {
      unitId: unit,
      kind,
      text: text.trim(),
      state: 'sent',
      marking: ownMarking(agency),
      ...(where === 'place' && position !== undefined && { place: position }),
      ...(where === 'sector' && { sectorId: sector }),
      ...(where === 'track' && selected !== undefined && { trackId: selected }),
    };
    const answer = await createRecord('task', task);
    setFault(answer.ok ? undefined : whyNot(answer));
    if (answer.ok) setText('');
  };
  const units = [...tables.unit.values()].filter(({ value }) => value.marking.owner === agency);
  return (
    <form
      className="plan-fields"
      aria-label={t('order.new')}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label className="label" htmlFor={ids.unit}>
        {t('order.unit')}
      </label>
      <select
        id={ids.unit}
        className="field"
        value={unit}
        required
        onChange={({ target }) => setUnit(target.value)}
      >
        <option value="">–</option>
        {units.map(({ id, value }) => (
          <option key={id} value={id}>
            {value.callSign}
          </option>
        ))}
      </select>
      <label className="label" htmlFor={ids.kind}>
        {t('order.kind')}
      </label>
      <select
        id={ids.kind}
        className="field"
        value={kind}
        onChange={({ target }) => setKind(target.value as TaskKind)}
      >
        {TASK_KINDS.map((name) => (
          <option key={name} value={name}>
            {t(`order.kind.${name}`)}
          </option>
        ))}
      </select>
      <label className="label" htmlFor={ids.where}>
        {t('order.where')}
      </label>
      <select
        id={ids.where}
        className="field"
        value={where}
        onChange={({ target }) => setWhere(target.value as Where)}
      >
        {(['place', 'sector', 'track', 'none'] as const).map((name) => (
          <option key={name} value={name}>
            {t(`order.where.${name}`)}
          </option>
        ))}
      </select>
      {where === 'place' ? (
        <>
          <label className="label" htmlFor={ids.to}>
            {t('order.where.place')}
          </label>
          <div className="plan-add">
            <input
              id={ids.to}
              className="field"
              value={place}
              maxLength={80}
              onChange={({ target }) => setPlace(target.value)}
            />
            <Button
              label={t(asking ? 'patrol.meeting.map.on' : 'patrol.meeting.map')}
              aria-pressed={asking}
              onClick={() => askMap(asking ? undefined : 'place')}
            />
          </div>
        </>
      ) : null}
      {where === 'sector' ? (
        <>
          <label className="label" htmlFor={ids.to}>
            {t('order.where.sector')}
          </label>
          <select
            id={ids.to}
            className="field"
            value={sector}
            onChange={({ target }) => setSector(target.value)}
          >
            <option value="">–</option>
            {[...tables.sector.values()].map(({ id, value }) => (
              <option key={id} value={id}>
                {value.name}
              </option>
            ))}
          </select>
        </>
      ) : null}
      {where === 'track' ? (
        <>
          <span className="label">{t('order.where.track')}</span>
          <span>{selected === undefined ? t('order.track.none') : trackName(selected)}</span>
        </>
      ) : null}
      <label className="label" htmlFor={ids.text}>
        {t('order.text')}
      </label>
      <textarea
        id={ids.text}
        className="field report-note"
        rows={2}
        maxLength={1000}
        value={text}
        required
        onChange={({ target }) => setText(target.value)}
      />
      {fault === undefined ? null : <p className="card-fault">{t('order.refused', { reason: fault })}</p>}
      <span />
      <button
        type="submit"
        className="button button-raised"
        disabled={unit === '' || !said || text.trim() === ''}
      >
        <span className="button-label">{t('order.send')}</span>
      </button>
    </form>
  );
}
