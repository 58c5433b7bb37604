/** The detectors as this site has them: which kinds are raised, how urgent they are, and from which values on. */
import { type ReactNode, useState } from 'react';
import { ALERT_KINDS, type AlertKind, FAMILIES, kindRow } from '../../../proto/domain/alert/kinds.table.ts';
import { THRESHOLD_TABLES } from '../../../proto/domain/alert/thresholds/alltables.ts';
import type { Threshold } from '../../../proto/domain/alert/thresholds/threshold.ts';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { formatTyped } from '../../ui/format.ts';
import { formatMeasure } from '../../ui/measure.ts';
import { ReportField } from '../report/ReportField.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import {
  checkDetection,
  type DetectionDraft,
  detectionDraftOf,
  isFixed,
  SET_PRIORITIES,
  tablesOf,
  typedThreshold,
} from './detectiondraft.ts';
import { useSaving } from './saving.ts';
import './detection.css';

export function DetectionPart(): ReactNode {
  const settings = useRecords((records) => records.tables.detection);
  const [upon] = settings.values();
  // Written anew where somebody else changed it meanwhile: what stands is shown.
  return <Settings key={upon?.version ?? 0} begun={detectionDraftOf(upon)} />;
}

function Settings({ begun: stands }: { readonly begun: DetectionDraft }): ReactNode {
  const t = useWords();
  const [begun] = useState(stands);
  const owner = useSession((session) => session.me?.agency) ?? agencyId('');
  const sets = useSession((session) => may(session, 'configureAlerts'));
  const [draft, setDraft] = useState(begun);
  const { save, saving, refused } = useSaving('detection');
  const checked = checkDetection(draft, owner);
  const changed = draft !== begun;
  const go = async (): Promise<void> => {
    if (checked.ok) await save(draft.upon, checked.value);
  };
  return (
    <form
      className="admin-wide panel detection"
      aria-label={t('admin.part.detection')}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <header className="admin-bar">
        <p className="quiet">{t('detection.what')}</p>
        {sets ? (
          <div className="admin-do">
            {refused === undefined ? null : (
              <p className="card-fault" role="alert">
                {t('admin.refused', { reason: refused })}
              </p>
            )}
            <button
              type="submit"
              className="button button-raised"
              disabled={saving || !checked.ok || !changed}
            >
              <span className="button-label">{saving ? t('admin.saving') : t('detection.save')}</span>
            </button>
          </div>
        ) : null}
      </header>
      <div className="detection-body scrolls">
        {FAMILIES.map((family) => (
          <section key={family} aria-label={t(`alerts.family.${family}`)}>
            <h2>{t(`alerts.family.${family}`)}</h2>
            {ALERT_KINDS.filter((kind) => kindRow(kind).family === family).map((kind) => (
              <KindLine key={kind} kind={kind} draft={draft} sets={sets} onChange={setDraft} />
            ))}
          </section>
        ))}
        <section aria-label={t('detection.shared')}>
          <h2>{t('detection.shared')}</h2>
          {tablesOf(undefined).map((name) => (
            <Thresholds key={name} name={name} draft={draft} sets={sets} onChange={setDraft} />
          ))}
        </section>
      </div>
    </form>
  );
}

interface PartProps {
  readonly draft: DetectionDraft;
  readonly sets: boolean;
  readonly onChange: (draft: DetectionDraft) => void;
}

function KindLine({ kind, draft, sets, onChange }: PartProps & { readonly kind: AlertKind }): ReactNode {
  const t = useWords();
  const { priority: usual, text } = kindRow(kind);
  const fixed = isFixed(kind) || !sets;
  const { [kind]: set, ...others } = draft.priorities;
  const toggle = (): void => {
    const off = new Set(draft.off);
    if (!off.delete(kind)) off.add(kind);
    onChange({ ...draft, off });
  };
  return (
    <div className="detection-kind">
      <label className="admin-tick">
        <input type="checkbox" checked={!draft.off.has(kind)} disabled={fixed} onChange={toggle} />
        <span>
          <strong>{t(`alerts.kind.${kind}`)}</strong>
          <span className="quiet admin-tick-long">{text}</span>
        </span>
      </label>
      {fixed ? (
        <span>{t(`alerts.priority.${set ?? usual}`)}</span>
      ) : (
        <SelectField
          label={t('rule.priority')}
          value={set ?? ''}
          choices={[
            ['', t('detection.priority.usual', { priority: t(`alerts.priority.${usual}`) })],
            ...SET_PRIORITIES.map((each) => [each, t(`alerts.priority.${each}`)] as const),
          ]}
          onChoose={(chosen) =>
            onChange({ ...draft, priorities: chosen === '' ? others : { ...others, [kind]: chosen } })
          }
        />
      )}
      {tablesOf(kind).map((name) => (
        <Thresholds key={name} name={name} draft={draft} sets={sets} onChange={onChange} />
      ))}
    </div>
  );
}

function Thresholds({ name, draft, sets, onChange }: PartProps & { readonly name: string }): ReactNode {
  const t = useWords();
  const rows = Object.entries<Threshold>(THRESHOLD_TABLES.get(name)?.rows ?? {});
  // A kind's own table stands below its name.
  const shared = wordFor(t, `detection.table.${name}`);
  const set = rows.filter(([member]) => (draft.thresholds[`${name}.${member}`] ?? '') !== '').length;
  return (
    <details className="detection-values">
      <summary>
        {shared === undefined ? null : `${shared} `}
        <span className="quiet">{t('detection.values', { count: rows.length })}</span>
        {set === 0 ? null : <strong> {t('detection.set', { count: set })}</strong>}
      </summary>
      {rows.map(([member, row]) => {
        const path = `${name}.${member}`;
        const typed = draft.thresholds[path] ?? '';
        const measure = (value: number): string => formatMeasure({ value, unit: row.unit });
        return (
          <div key={path} className="detection-value">
            {sets ? (
              <ReportField
                label={row.text}
                numeric
                value={typed}
                fault={typedThreshold(path, typed) === 'wrong' ? 'detection.wrong' : undefined}
                unit={t(`unit.${row.unit}`)}
                hint={t('detection.hint', {
                  value: formatTyped(row.value),
                  usual: measure(row.value),
                  from: formatTyped(row.from),
                  to: formatTyped(row.to),
                })}
                onType={(value) => onChange({ ...draft, thresholds: { ...draft.thresholds, [path]: value } })}
              />
            ) : (
              <p>
                {row.text}{' '}
                <strong className="num">{typed === '' ? measure(row.value) : measure(Number(typed))}</strong>
              </p>
            )}
            <p className="quiet detection-source">{t('alerts.card.rule.source', { source: row.source })}</p>
          </div>
        );
      })}
    </details>
  );
}
