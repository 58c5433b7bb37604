/** Something is released: what, to whom, under which agreement, how much of it, why and until when. */
import { type ReactNode, useId, useState } from 'react';
import { type AgencyId, agencyId } from '../../../proto/domain/operations/agency.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { formatAge, formatFullMomentUtc, formatMetres } from '../../ui/format.ts';
import { ReportField } from '../report/ReportField.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { FormFrame } from './FormFrame.tsx';
import { ReleaseWhat } from './ReleaseWhat.tsx';
import {
  carriersOf,
  checkRelease,
  DELAY_MS,
  type ReleaseDraft,
  ROUND_M,
  retentionOf,
} from './releasedraft.ts';
import { useSaving } from './saving.ts';
import { Ticks } from './Ticks.tsx';
import { adminNowMs } from './time.ts';

interface ReleaseFormProps {
  readonly begun: ReleaseDraft;
  /** What is released was chosen elsewhere: a track on its card. */
  readonly named?: string;
  /** With the id of what was made. */
  readonly onDone: (id?: string) => void;
}

export function ReleaseForm({ begun, named, onDone }: ReleaseFormProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const owner = useSession((session) => session.me?.agency) ?? agencyId('');
  const [draft, setDraft] = useState(begun);
  const [tried, setTried] = useState(false);
  const { save, saving, refused } = useSaving('release');
  const why = useId();
  const nowMs = adminNowMs();
  const offers = carriersOf(tables.agreement.values(), draft, owner, nowMs);
  // The only one that carries it is meant.
  const chosen =
    offers.find(({ id }) => id === draft.agreement) ?? (offers.length === 1 ? offers[0] : undefined);
  const meant: ReleaseDraft = { ...draft, agreement: chosen?.id ?? '' };
  const change = (part: Partial<ReleaseDraft>): void => setDraft({ ...draft, ...part });
  const checked = tried ? checkRelease(meant, owner, nowMs, chosen?.value) : undefined;
  const faults = checked?.ok === false ? checked.faults : {};
  const go = async (): Promise<void> => {
    setTried(true);
    const sound = checkRelease(meant, owner, adminNowMs(), chosen?.value);
    if (!sound.ok) return;
    // Why is in the log's row, too: whoever reads the log may not see the release.
    const saved = await save(undefined, sound.value, { reason: sound.value.reason });
    if (saved !== undefined) onDone(saved.id);
  };
  const receivers = [...tables.agency.values()].filter(({ id }) => id !== owner);
  const people = retentionOf(draft.what, draft.trackKind) === 'peopleOnLand';
  const lateHint =
    faults.until === 'release.wrong.late'
      ? t('release.wrong.late', { until: formatFullMomentUtc(chosen?.value.untilMs) })
      : t('release.until.hint');
  return (
    <FormFrame
      title={draft.distress ? t('release.distress.title') : t('release.new.title')}
      doing={t('release.do')}
      saving={saving}
      wrong={Object.keys(faults).length}
      refused={refused}
      onSave={() => void go()}
      onCancel={() => onDone(undefined)}
    >
      {draft.distress ? (
        <div className="admin-warning" role="note">
          <p>{t('release.distress.warning')}</p>
          <label className="admin-tick" data-wrong={faults.understood !== undefined}>
            <input
              type="checkbox"
              checked={draft.understood}
              aria-invalid={faults.understood !== undefined}
              onChange={() => change({ understood: !draft.understood })}
            />
            <span>{t('release.distress.understood')}</span>
          </label>
          {faults.understood === undefined ? null : <p className="admin-said">{t(faults.understood)}</p>}
        </div>
      ) : null}
      {named === undefined ? (
        <ReleaseWhat
          what={draft.what}
          owner={owner}
          fault={faults.what}
          onChange={(what) => change({ what })}
        />
      ) : (
        <p className="card-section">
          <strong>{named}</strong>
        </p>
      )}
      <Ticks<AgencyId>
        label={t('release.to')}
        fault={faults.to}
        chosen={draft.to}
        choices={receivers.map(({ id, value }) => ({
          value: agencyId(id),
          name: `${value.name} (${value.country})`,
        }))}
        onChange={(to) => change({ to })}
      />
      <fieldset className="report-part">
        {draft.to.length === 0 ? (
          <p className="quiet">{t('release.agreement.first')}</p>
        ) : offers.length === 0 ? (
          <p className="card-fault" role="status">
            {t('release.agreement.none')}
          </p>
        ) : (
          <SelectField
            label={t('release.agreement')}
            value={chosen?.id ?? ''}
            choices={[
              ...(chosen === undefined ? [['', t('release.wrong.agreement')] as const] : []),
              ...offers.map(
                ({ id, value }) =>
                  [
                    id,
                    t('release.agreement.left', {
                      title: value.title,
                      until: formatFullMomentUtc(value.untilMs),
                    }),
                  ] as const,
              ),
            ]}
            onChoose={(agreement) => change({ agreement })}
          />
        )}
        <ReportField
          label={t('release.until')}
          value={draft.until}
          fault={faults.until === 'release.wrong.late' ? undefined : faults.until}
          hint={lateHint}
          required
          maxLength={30}
          onType={(until) => change({ until })}
        />
      </fieldset>
      <fieldset className="report-part">
        <legend className="label">{t('release.how')}</legend>
        <label className="admin-tick">
          <input
            type="checkbox"
            checked={draft.withoutIdentity || people}
            disabled={people}
            onChange={() => change({ withoutIdentity: !draft.withoutIdentity })}
          />
          <span>
            {t('release.nameless')}
            {people ? <span className="quiet admin-tick-long">{t('release.nameless.people')}</span> : null}
          </span>
        </label>
        <div className="report-row">
          <SelectField
            label={t('release.round')}
            value={String(draft.roundM)}
            choices={ROUND_M.map((metres) => [
              String(metres),
              metres === 0
                ? t('release.round.exact')
                : t('release.round.to', { metres: formatMetres(metres) }),
            ])}
            onChoose={(metres) => change({ roundM: Number(metres) })}
          />
          <SelectField
            label={t('release.delay')}
            value={String(draft.delayMs)}
            choices={DELAY_MS.map((ms) => [
              String(ms),
              ms === 0 ? t('release.delay.none') : t('release.delay.by', { age: formatAge(ms) }),
            ])}
            onChoose={(ms) => change({ delayMs: Number(ms) })}
          />
        </div>
      </fieldset>
      <fieldset className="report-part">
        <div className="report-field" data-wrong={faults.reason !== undefined}>
          <label className="label" htmlFor={why}>
            {t('release.reason')} <span aria-hidden="true">*</span>
          </label>
          <textarea
            id={why}
            className="field report-note"
            rows={2}
            required
            maxLength={400}
            value={draft.reason}
            aria-invalid={faults.reason !== undefined}
            aria-describedby={`${why}-said`}
            onChange={(event) => change({ reason: event.target.value })}
          />
          <span id={`${why}-said`} className="report-said">
            {t(faults.reason ?? 'release.reason.hint')}
          </span>
        </div>
      </fieldset>
    </FormFrame>
  );
}
