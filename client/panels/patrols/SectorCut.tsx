/** Cuts an area into sectors by number, size or time to cover: shown on the map first, then entered. */
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { Area } from '../../../proto/domain/operations/area.ts';
import type { Sector } from '../../../proto/domain/operations/patrol.ts';
import { useWords } from '../../messages/words.ts';
import { usePlanView } from '../../store/planview.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { ownMarking } from './drafts.ts';

type By = 'number' | 'area' | 'time';
const BYS: readonly By[] = ['number', 'area', 'time'];
const USUAL: Readonly<Record<By, string>> = { number: '4', area: '100', time: '60' };
/** A part counts as covered so long unless somebody says otherwise. */
const COVERED_FOR_MIN = 60;

interface SectorCutProps {
  readonly area: Area;
  readonly name: string;
  readonly zoneId: string | undefined;
}

export function SectorCut({ area, name, zoneId }: SectorCutProps): ReactNode {
  const t = useWords();
  return (
    <details className="card-section plan-more">
      <summary>{t('cut.label')}</summary>
      <Cut area={area} name={name} zoneId={zoneId} />
    </details>
  );
}

function Cut({ area, name, zoneId }: SectorCutProps): ReactNode {
  const t = useWords();
  const { exchange, createRecord } = useServices();
  const units = useRecords((records) => records.tables.unit);
  const agency = useSession((session) => session.me?.agency);
  const areas = usePlanView((plan) => plan.cut);
  const [by, setBy] = useState<By>('number');
  const [said, setSaid] = useState(USUAL.number);
  const [unitId, setUnitId] = useState('');
  const [prefix, setPrefix] = useState(name);
  const [fault, setFault] = useState<string>();
  const ids = { by: useId(), value: useId(), unit: useId(), name: useId() };
  const value = Number(said);
  const wrong = !(value > 0) || (by === 'time' && unitId === '');
  useEffect(() => () => usePlanView.setState({ cut: [] }), []);
  const preview = async (): Promise<void> => {
    // The server counts in square metres.
    const size = by === 'area' ? value * 1e6 : value;
    const answer = await exchange<{ readonly areas: readonly Area[] }>('POST', '/api/sectors/cut', {
      area,
      by,
      value: size,
      ...(by === 'time' && { unitId }),
    });
    setFault(answer.ok ? undefined : whyNot(answer));
    usePlanView.setState({ cut: answer.ok ? answer.value.areas : [] });
  };
  const enter = async (): Promise<void> => {
    if (agency === undefined) return;
    for (const [i, each] of areas.entries()) {
      const sector: Sector = {
        name: `${prefix.trim()} ${i + 1}`,
        area: each,
        coveredForMin: COVERED_FOR_MIN,
        marking: ownMarking(agency),
        ...(zoneId !== undefined && { zoneId }),
      };
      const answer = await createRecord('sector', sector);
      if (!answer.ok) {
        setFault(whyNot(answer));
        usePlanView.setState({ cut: areas.slice(i) });
        return;
      }
    }
    usePlanView.setState({ cut: [] });
  };
  return (
    <div className="plan-fields">
      <label className="label" htmlFor={ids.by}>
        {t('cut.by')}
      </label>
      <select
        id={ids.by}
        className="field"
        value={by}
        onChange={({ target }) => {
          setBy(target.value as By);
          setSaid(USUAL[target.value as By]);
        }}
      >
        {BYS.map((each) => (
          <option key={each} value={each}>
            {t(`cut.by.${each}`)}
          </option>
        ))}
      </select>
      <label className="label" htmlFor={ids.value}>
        {t(`cut.${by}`)}
      </label>
      <input
        id={ids.value}
        className="field num"
        inputMode="decimal"
        value={said}
        maxLength={12}
        aria-invalid={!(value > 0)}
        onChange={({ target }) => setSaid(target.value)}
      />
      {by === 'time' ? (
        <>
          <label className="label" htmlFor={ids.unit}>
            {t('cut.unit')}
          </label>
          <select
            id={ids.unit}
            className="field"
            value={unitId}
            onChange={({ target }) => setUnitId(target.value)}
          >
            <option value="">–</option>
            {[...units.values()].map((unit) => (
              <option key={unit.id} value={unit.id}>
                {unit.value.callSign}
              </option>
            ))}
          </select>
        </>
      ) : null}
      <label className="label" htmlFor={ids.name}>
        {t('cut.name')}
      </label>
      <input
        id={ids.name}
        className="field"
        value={prefix}
        maxLength={80}
        onChange={({ target }) => setPrefix(target.value)}
      />
      {fault === undefined ? null : <p className="card-fault">{t('cut.refused', { reason: fault })}</p>}
      <span />
      <div className="report-buttons">
        <Button label={t('cut.preview')} disabled={wrong} onClick={() => void preview()} />
        {areas.length === 0 ? null : (
          <Button
            look="raised"
            label={t('cut.create', { count: areas.length })}
            disabled={prefix.trim() === ''}
            onClick={() => void enter()}
          />
        )}
      </div>
    </div>
  );
}
