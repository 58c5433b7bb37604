/** How far a unit sees, and by what. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Fault } from './Fault.tsx';
import { MOST_SENSORS, SENSOR_KINDS, type UnitDraft, type UnitFaults } from './unitdraft.ts';
import { changeUnit } from './useUnitDraft.ts';

const KM = 'km';

interface SensorFieldsProps {
  readonly draft: UnitDraft;
  readonly faults: UnitFaults;
}

export function SensorFields({ draft: { sensors }, faults }: SensorFieldsProps): ReactNode {
  const t = useWords();
  const change = (at: number, part: Partial<(typeof sensors)[number]>): void =>
    changeUnit({ sensors: sensors.map((each, i) => (i === at ? { ...each, ...part } : each)) });
  return (
    <fieldset className="unit-group unit-sensors">
      <legend className="label">{t('unit.sees')}</legend>
      {sensors.map(({ kind, rangeKm }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sensor is its place in the list
        <div key={at} className="unit-sensor">
          <input
            className="field num"
            inputMode="decimal"
            aria-label={t('unit.sensor.range', { number: at + 1 })}
            maxLength={7}
            value={rangeKm}
            onChange={({ target }) => change(at, { rangeKm: target.value })}
          />
          <span className="quiet">{KM}</span>
          <select
            className="field"
            aria-label={t('unit.sensor.kind', { number: at + 1 })}
            value={kind}
            onChange={({ target }) =>
              change(at, { kind: SENSOR_KINDS.find((each) => each === target.value) ?? 'eyes' })
            }
          >
            {SENSOR_KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`unit.sensor.${each}`)}
              </option>
            ))}
          </select>
          <Button
            look="flat"
            iconOnly
            icon="×"
            label={t('unit.sensor.remove', { number: at + 1 })}
            onClick={() => changeUnit({ sensors: sensors.filter((_, i) => i !== at) })}
          />
        </div>
      ))}
      <Fault fault={faults.sensors} />
      <div>
        <Button
          look="flat"
          label={t('unit.sensor.add')}
          disabled={sensors.length >= MOST_SENSORS}
          onClick={() => changeUnit({ sensors: [...sensors, { kind: 'eyes', rangeKm: '' }] })}
        />
      </div>
    </fieldset>
  );
}
