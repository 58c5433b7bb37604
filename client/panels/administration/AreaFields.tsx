/** Where an agreement holds: areas of zones and sectors, or corners typed, each with who is at home there. */
import { type ReactNode, useId } from 'react';
import type { Area } from '../../../proto/domain/operations/area.ts';
import { type MessageKey, useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { AreaOutline } from './AreaOutline.tsx';
import { type AreaDraft, areaOf, cornersText, emptyArea } from './agreementdraft.ts';
import { areaWords } from './agreementwords.ts';

const MOST_AREAS = 20;

interface AreaFieldsProps {
  readonly areas: readonly AreaDraft[];
  /** The parties, by id and name. */
  readonly hosts: readonly (readonly [string, string])[];
  readonly fault: MessageKey | undefined;
  readonly onChange: (areas: readonly AreaDraft[]) => void;
}

export function AreaFields({ areas, hosts, fault, onChange }: AreaFieldsProps): ReactNode {
  const t = useWords();
  const drawn = areas.flatMap((area) => areaOf(area) ?? []);
  return (
    <fieldset className="admin-ticks" data-wrong={fault !== undefined}>
      <legend className="label">{t('agreement.areas')}</legend>
      <AreaOutline areas={drawn} />
      {areas.map((area, at) => (
        <OneArea
          // biome-ignore lint/suspicious/noArrayIndexKey: an area is its place in the list
          key={at}
          number={at + 1}
          area={area}
          hosts={hosts}
          onChange={(next) => onChange(areas.map((each, i) => (i === at ? next : each)))}
          onRemove={areas.length > 1 ? () => onChange(areas.filter((_, i) => i !== at)) : undefined}
        />
      ))}
      {fault === undefined ? null : <p className="admin-said">{t(fault)}</p>}
      <div>
        <Button
          look="flat"
          label={t('agreement.area.add')}
          disabled={areas.length >= MOST_AREAS}
          onClick={() => onChange([...areas, emptyArea(hosts[0]?.[0] ?? '')])}
        />
      </div>
    </fieldset>
  );
}

interface OneAreaProps {
  readonly number: number;
  readonly area: AreaDraft;
  readonly hosts: AreaFieldsProps['hosts'];
  readonly onChange: (area: AreaDraft) => void;
  readonly onRemove: (() => void) | undefined;
}

function OneArea({ number, area, hosts, onChange, onRemove }: OneAreaProps): ReactNode {
  const t = useWords();
  const corners = useId();
  const known = useKnownAreas();
  const now = areaOf(area);
  const typedOnly = now === undefined || now.kind === 'polygon';
  return (
    <fieldset className="admin-area">
      <legend className="label">{t('agreement.area', { number })}</legend>
      <div className="report-row">
        <SelectField
          label={t('agreement.area.host')}
          value={area.host}
          choices={hosts.some(([id]) => id === area.host) ? hosts : [[area.host, '–'], ...hosts]}
          onChoose={(host) => onChange({ ...area, host })}
        />
        <SelectField
          label={t('agreement.area.from')}
          value=""
          choices={[['', t('agreement.area.typed')], ...known.map(({ id, name }) => [id, name] as const)]}
          onChoose={(id) => {
            const taken = known.find((each) => each.id === id)?.area;
            if (taken !== undefined) onChange({ ...area, area: taken, corners: cornersText(taken) });
          }}
        />
      </div>
      {typedOnly ? (
        <div className="report-field">
          <label className="label" htmlFor={corners}>
            {t('agreement.area.corners')}
          </label>
          <textarea
            id={corners}
            className="field report-note num"
            rows={4}
            spellCheck={false}
            maxLength={20_000}
            aria-describedby={`${corners}-hint`}
            value={area.corners}
            onChange={(event) => onChange({ ...area, corners: event.target.value })}
          />
          <span id={`${corners}-hint`} className="quiet report-said">
            {t('agreement.area.corners.hint')}
          </span>
        </div>
      ) : (
        <p>{areaWords(t, now)}</p>
      )}
      {onRemove === undefined ? null : (
        <div>
          <Button look="flat" label={t('agreement.area.remove')} onClick={onRemove} />
        </div>
      )}
    </fieldset>
  );
}

interface KnownArea {
  readonly id: string;
  readonly name: string;
  readonly area: Area;
}

/** Zones and sectors with an inside. */
function useKnownAreas(): readonly KnownArea[] {
  const t = useWords();
  const zones = useRecords((records) => records.tables.zone);
  const sectors = useRecords((records) => records.tables.sector);
  return [
    ...[...sectors.values()].map(({ id, value: { name, area } }) => ({
      id: `sector ${id}`,
      name: `${t('release.record.sector')}: ${name}`,
      area,
    })),
    ...[...zones.values()].flatMap(({ id, value: { name, shape } }) =>
      shape.kind === 'line'
        ? []
        : { id: `zone ${id}`, name: `${t('release.record.zone')}: ${name}`, area: shape },
    ),
  ];
}
