/** What it is, how it moves, who said so and when. */
import { type ReactNode, useId } from 'react';
import { useWords, wordFor } from '../../messages/words.ts';
import { type Draft, type Faults, isNameless, REPORTED_KINDS } from './draft.ts';
import { ReportField } from './ReportField.tsx';
import { changeDraft } from './useDraft.ts';

const UNITS = { knots: 'kn', degrees: '°', utc: 'UTC' } as const;

export function WhatFields({ draft, faults }: { readonly draft: Draft; readonly faults: Faults }): ReactNode {
  const t = useWords();
  const kindId = useId();
  const noteId = useId();
  return (
    <>
      <fieldset className="report-part">
        <legend className="label">{t('report.who')}</legend>
        <ReportField
          label={t('report.saidBy')}
          hint={t('report.saidBy.hint')}
          value={draft.saidBy}
          fault={faults.saidBy}
          required
          onType={(saidBy) => changeDraft({ saidBy })}
        />
        <ReportField
          label={t('report.time')}
          hint={t('report.time.hint')}
          unit={UNITS.utc}
          value={draft.time}
          fault={faults.time}
          maxLength={12}
          onType={(time) => changeDraft({ time })}
        />
      </fieldset>
      <fieldset className="report-part">
        <legend className="label">{t('report.what')}</legend>
        <label className="report-kind report-distress" data-on={draft.distress}>
          <input
            type="checkbox"
            checked={draft.distress}
            onChange={() => changeDraft({ distress: !draft.distress })}
          />
          <span>
            {t('report.distress')}
            <span className="report-said"> {t('report.distress.hint')}</span>
          </span>
        </label>
        <div className="report-field">
          <label className="label" htmlFor={kindId}>
            {t('report.kind')}
          </label>
          <select
            id={kindId}
            className="field"
            value={draft.kind}
            onChange={(event) => {
              const kind = REPORTED_KINDS.find((one) => one === Number(event.target.value));
              if (kind !== undefined) changeDraft({ kind });
            }}
          >
            {REPORTED_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {kind === 0 ? t('report.kind.unknown') : wordFor(t, `kind.${kind}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="report-row">
          <ReportField
            label={t('report.sog')}
            unit={UNITS.knots}
            numeric
            value={draft.sogKn}
            fault={faults.sogKn}
            onType={(sogKn) => changeDraft({ sogKn })}
          />
          <ReportField
            label={t('report.cog')}
            unit={UNITS.degrees}
            numeric
            value={draft.cogDeg}
            fault={faults.cogDeg}
            onType={(cogDeg) => changeDraft({ cogDeg })}
          />
          <ReportField
            label={t('report.count')}
            numeric
            value={draft.count}
            fault={faults.count}
            onType={(count) => changeDraft({ count })}
          />
        </div>
        {isNameless(draft.kind) ? null : (
          <ReportField
            label={t('report.name')}
            value={draft.name}
            maxLength={60}
            onType={(name) => changeDraft({ name })}
          />
        )}
        <div className="report-field">
          <label className="label" htmlFor={noteId}>
            {t('report.note')}
          </label>
          <textarea
            id={noteId}
            className="field report-note"
            rows={3}
            maxLength={2000}
            value={draft.note}
            onChange={(event) => changeDraft({ note: event.target.value })}
          />
        </div>
      </fieldset>
    </>
  );
}
