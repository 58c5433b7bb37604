/** A watch list is written: vessels by what they claim, areas of zones, kinds of behaviour; why and until when. */
import { type ReactNode, useState } from 'react';
import { ALERT_KINDS, kindRow } from '../../../proto/domain/alert/kinds.table.ts';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { ReportField } from '../report/ReportField.tsx';
import { RULE_PRIORITIES } from '../zones/ruledraft.ts';
import { SelectField } from '../zones/SelectField.tsx';
import { FormFrame } from './FormFrame.tsx';
import { useSaving } from './saving.ts';
import { Ticks } from './Ticks.tsx';
import { adminNowMs } from './time.ts';
import { checkWatchList, type ListedDraft, NOBODY, type WatchListDraft } from './watchlistdraft.ts';

/** What a list may make of its own: never a distress, and no list of lists. */
const PATTERNS = ALERT_KINDS.filter((kind) => {
  const { family } = kindRow(kind);
  return family !== 'watchList' && family !== 'system' && kind !== 'distress';
});
const FIELDS = ['mmsi', 'imo', 'callSign', 'name', 'note'] as const;

interface WatchListFormProps {
  readonly begun: WatchListDraft;
  readonly onDone: (id?: string) => void;
}

export function WatchListForm({ begun, onDone }: WatchListFormProps): ReactNode {
  const t = useWords();
  const owner = useSession((session) => session.me?.agency) ?? agencyId('');
  const zones = useRecords((records) => records.tables.zone);
  const [draft, setDraft] = useState(begun);
  const [tried, setTried] = useState(false);
  const { save, saving, refused } = useSaving('watchList');
  const change = (part: Partial<WatchListDraft>): void => setDraft({ ...draft, ...part });
  const checked = tried ? checkWatchList(draft, owner, adminNowMs()) : undefined;
  const faults = checked?.ok === false ? checked.faults : {};
  const go = async (): Promise<void> => {
    setTried(true);
    const sound = checkWatchList(draft, owner, adminNowMs());
    if (!sound.ok) return;
    const saved = await save(draft.upon, sound.value, { reason: sound.value.reason });
    if (saved !== undefined) onDone(saved.id);
  };
  const changeVessel = (at: number, part: Partial<ListedDraft>): void =>
    change({ vessels: draft.vessels.map((each, i) => (i === at ? { ...each, ...part } : each)) });
  return (
    <FormFrame
      title={draft.upon === undefined ? t('watch.new') : draft.upon.value.name}
      doing={t('watch.save')}
      saving={saving}
      wrong={Object.keys(faults).length}
      refused={refused}
      onSave={() => void go()}
      onCancel={() => onDone(draft.upon?.id)}
    >
      <fieldset className="report-part">
        <ReportField
          label={t('watch.name')}
          value={draft.name}
          fault={faults.name}
          required
          maxLength={80}
          onType={(name) => change({ name })}
        />
        <ReportField
          label={t('watch.reason')}
          hint={t('watch.reason.hint')}
          value={draft.reason}
          fault={faults.reason}
          required
          maxLength={500}
          onType={(reason) => change({ reason })}
        />
        <div className="report-row">
          <ReportField
            label={t('watch.until')}
            hint={t('watch.until.hint')}
            value={draft.until}
            fault={faults.until}
            required
            maxLength={30}
            onType={(until) => change({ until })}
          />
          <SelectField
            label={t('rule.priority')}
            value={draft.priority}
            choices={[
              ['', t('rule.priority.usual')],
              ...RULE_PRIORITIES.map((each) => [each, t(`alerts.priority.${each}`)] as const),
            ]}
            onChoose={(priority) => change({ priority })}
          />
        </div>
      </fieldset>
      <fieldset className="report-part">
        <legend className="label">{t('watch.vessels')}</legend>
        {faults.lists === undefined ? null : <p className="card-fault">{t(faults.lists)}</p>}
        {faults.vessels === undefined ? null : <p className="card-fault">{t(faults.vessels)}</p>}
        {draft.vessels.map((vessel, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a vessel is its place in the list
          <fieldset key={at} className="zone-critical">
            <div className="report-row">
              {FIELDS.map((field) => (
                <ReportField
                  key={field}
                  label={t(`watch.vessel.${field}`)}
                  value={vessel[field]}
                  maxLength={field === 'note' ? 500 : 20}
                  onType={(text) => changeVessel(at, { [field]: text })}
                />
              ))}
            </div>
            <Button
              look="flat"
              label={t('watch.vessel.remove')}
              onClick={() => change({ vessels: draft.vessels.filter((_, i) => i !== at) })}
            />
          </fieldset>
        ))}
        <div>
          <Button
            look="flat"
            label={t('watch.vessel.add')}
            onClick={() => change({ vessels: [...draft.vessels, NOBODY] })}
          />
        </div>
      </fieldset>
      <fieldset className="report-part">
        <legend className="label">{t('watch.areas')}</legend>
        {draft.areas.map(({ note }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an area is its place in the list
          <div key={at} className="report-buttons">
            <span>{note ?? t('watch.area')}</span>
            <Button
              look="flat"
              label={t('watch.area.remove')}
              onClick={() => change({ areas: draft.areas.filter((_, i) => i !== at) })}
            />
          </div>
        ))}
        <SelectField
          label={t('watch.area.add')}
          value=""
          choices={[
            ['', t('watch.area.choose')],
            ...[...zones.values()]
              .filter(({ value }) => value.shape.kind !== 'line')
              .map(({ id, value }) => [id, value.name] as const),
          ]}
          onChoose={(id) => {
            const zone = zones.get(id)?.value;
            if (zone !== undefined && zone.shape.kind !== 'line')
              change({ areas: [...draft.areas, { area: zone.shape, note: zone.name }] });
          }}
        />
      </fieldset>
      <Ticks
        label={t('watch.patterns')}
        hint={t('watch.patterns.hint')}
        chosen={draft.patterns}
        choices={PATTERNS.map((kind) => ({ value: kind, name: t(`alerts.kind.${kind}`) }))}
        onChange={(patterns) => change({ patterns })}
      />
    </FormFrame>
  );
}
