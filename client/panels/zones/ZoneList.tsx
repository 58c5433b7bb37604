/** All zones: found by name, filtered, what counts now first; new ones, import and export. */
import { type ReactNode, useMemo, useState } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { ZONE_PURPOSES } from '../../../proto/domain/operations/zone.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { chooseRecord, useView } from '../../store/view.ts';
import { ZONE_STANDINGS } from '../../store/zonestanding.ts';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { usePageNow } from '../../ui/useTick.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { sizeText } from './shapewords.ts';
import { beginZone, useZoneDraft } from './useZoneDraft.ts';
import { WindowedList } from './WindowedList.tsx';
import { ZoneSign } from './ZoneSign.tsx';
import { ALL_ZONES, type ZoneFilter, type ZoneRow, zoneRows } from './zonerows.ts';

const ROW_REM = 2.75;
const EXPORTS = ['geojson', 'kml', 'csv'] as const;
/** Schedules begin and end on the minute: the list looks again this often. */
const LOOK_EVERY_MS = 15_000;

export function ZoneList(): ReactNode {
  const t = useWords();
  const [filter, setFilter] = useState<ZoneFilter>(ALL_ZONES);
  const [importing, setImporting] = useState(false);
  const zones = useRecords((records) => records.tables.zone);
  const chosen = useView((view) => view.chosenRecord);
  const chosenId = chosen?.kind === 'zone' ? chosen.id : undefined;
  const session = useSession();
  const waiting = useZoneDraft((state) => state.draft !== undefined);
  const now = timeNowMs(usePageNow(4000)) ?? 0;
  const nowMs = Math.floor(now / LOOK_EVERY_MS) * LOOK_EVERY_MS;
  const rows = useMemo(() => zoneRows(zones.values(), filter, nowMs), [zones, filter, nowMs]);
  const plans = may(session, 'plan');
  return (
    <>
      <Filter filter={filter} onChange={setFilter} />
      <div className="beside-do">
        {plans ? (
          <>
            <Button
              label={t(waiting ? 'zone.draw.on' : 'zone.draw')}
              look="raised"
              onClick={() => beginZone()}
            />
            <Button label={t('zone.import')} onClick={() => setImporting(true)} />
          </>
        ) : null}
        {may(session, 'export') ? (
          <Popover label={t('zone.export')}>
            {EXPORTS.map((format) => (
              <a key={format} className="choice" href={`/api/zones.${format}`} download>
                {t(`zone.export.${format}`)}
              </a>
            ))}
          </Popover>
        ) : null}
        <span className="quiet num beside-count">
          {t('list.count', { shown: rows.length, total: zones.size })}
        </span>
      </div>
      <WindowedList<ZoneRow>
        label={t('plan.part.zones')}
        items={rows}
        idOf={({ zone }) => zone.id}
        chosen={chosenId}
        onChoose={(id) => chooseRecord({ kind: 'zone', id })}
        rowRem={ROW_REM}
        none={t(zones.size === 0 ? 'zone.none' : 'zone.none.filter')}
        row={({ zone: { id, value }, standing }) => (
          <>
            <ZoneSign
              purpose={value.purpose}
              standing={standing}
              plain={id === chosenId}
              line={value.shape.kind === 'line'}
            />
            <span className="beside-name">
              <strong>{value.name}</strong>
              <span className="quiet">
                {t(`zone.purpose.${value.purpose}`)} · {t(`zone.standing.${standing}`)}
              </span>
            </span>
            <span className="quiet num beside-end">{sizeText(value.shape)}</span>
          </>
        )}
      />
      {importing ? <ImportDialog onClose={() => setImporting(false)} /> : null}
    </>
  );
}

interface FilterProps {
  readonly filter: ZoneFilter;
  readonly onChange: (filter: ZoneFilter) => void;
}

function Filter({ filter, onChange }: FilterProps): ReactNode {
  const t = useWords();
  const agencies = useRecords((records) => records.tables.agency);
  const zones = useRecords((records) => records.tables.zone);
  const owners = useMemo(
    () => [...new Set([...zones.values()].map(({ value }) => value.marking.owner))].sort(),
    [zones],
  );
  return (
    <search className="filter" aria-label={t('zone.filter')}>
      <input
        className="field"
        type="search"
        value={filter.text}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('zone.filter.text')}
        aria-label={t('zone.filter.text')}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <div className="beside-filters">
        <select
          className="field"
          aria-label={t('zone.purpose')}
          value={filter.purpose}
          onChange={(event) =>
            onChange({
              ...filter,
              purpose: ZONE_PURPOSES.find((purpose) => purpose === event.target.value) ?? '',
            })
          }
        >
          <option value="">{t('zone.filter.purpose')}</option>
          {ZONE_PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {t(`zone.purpose.${purpose}`)}
            </option>
          ))}
        </select>
        <select
          className="field"
          aria-label={t('zone.filter.standing.label')}
          value={filter.standing}
          onChange={(event) =>
            onChange({
              ...filter,
              standing: ZONE_STANDINGS.find((standing) => standing === event.target.value) ?? '',
            })
          }
        >
          <option value="">{t('zone.filter.standing')}</option>
          {ZONE_STANDINGS.map((standing) => (
            <option key={standing} value={standing}>
              {t(`zone.standing.${standing}`)}
            </option>
          ))}
        </select>
        <select
          className="field"
          aria-label={t('marking.owner')}
          value={filter.owner}
          onChange={(event) => onChange({ ...filter, owner: agencyId(event.target.value) })}
        >
          <option value="">{t('zone.filter.owner')}</option>
          {owners.map((owner) => (
            <option key={owner} value={owner}>
              {agencies.get(owner)?.value.name ?? owner}
            </option>
          ))}
        </select>
      </div>
    </search>
  );
}
