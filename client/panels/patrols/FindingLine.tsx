/** One finding in words, its remedy as a button, and the way to its place. */
import type { ReactNode } from 'react';
import type { Finding } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMomentUtc } from '../../ui/format.ts';
import { useServices } from '../services.ts';
import { beginPatrol, openForChange, placesOf, showPlaces, showRecord } from './actionsofplan.ts';
import { timeOf } from './boardrows.ts';
import { showSpan, spanNow } from './boardtime.ts';
import { remedied } from './drafts.ts';
import { editTo, useEdit } from './edit.ts';
import { findingWords, kindOfRole, remedyWords } from './findingwords.ts';
import { spanAround } from './timescale.ts';

interface FindingLineProps {
  readonly finding: Finding;
  /** Of the plan that is being changed, or of those that are saved. */
  readonly of: 'edited' | 'saved';
}

export function FindingLine({ finding, of }: FindingLineProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const time = timeOf(finding);
  return (
    <div className="finding" data-severity={finding.severity}>
      <span className="finding-sign" title={t(`findings.${finding.severity}`)}>
        <span aria-hidden="true">{finding.severity === 'error' ? '✕' : '▲'}</span>
        <span className="for-screen-readers">{t(`findings.${finding.severity}`)}</span>
      </span>
      <span className="finding-words">
        {findingWords(t, finding, tables)}
        {time === undefined ? null : (
          <span className="quiet num finding-time">
            {t('findings.from', { from: formatMomentUtc(time.fromMs), until: formatMomentUtc(time.untilMs) })}
          </span>
        )}
      </span>
      <Remedy finding={finding} of={of} />
      {of === 'saved' ? (
        <Button label={t('findings.show')} look="flat" onClick={() => showFinding(finding)} />
      ) : null}
    </div>
  );
}

function Remedy({ finding, of }: FindingLineProps): ReactNode {
  const t = useWords();
  const services = useServices();
  const tables = useRecords((records) => records.tables);
  const edited = useEdit((edit) => edit.edited);
  const mayPlan = useSession((session) => may(session, 'plan'));
  const agency = useSession((session) => session.me?.agency);
  const words = remedyWords(t, finding, tables);
  if (!mayPlan) return null;
  const { remedy, about } = finding;
  if (of === 'edited') {
    const better = edited === undefined ? undefined : remedied(edited.value, finding);
    if (words === undefined) return null;
    if (better !== undefined) return <Button label={words} onClick={() => editTo(services, better)} />;
    return remedy?.code === 'joinPatrol' && remedy.id !== undefined ? (
      <Button label={words} onClick={() => showRecord({ kind: 'patrol', id: remedy.id! })} />
    ) : (
      <span className="quiet">{words}</span>
    );
  }
  // A void asks for a patrol; a saved plan's finding is put right in that plan.
  const time = timeOf(finding);
  if (finding.code === 'sectorVoid' && about.sector !== undefined && agency !== undefined) {
    const units = remedy?.code === 'useUnit' && remedy.id !== undefined ? [remedy.id] : [];
    return (
      <Button
        label={units.length > 0 && words !== undefined ? words : t('remedy.plan')}
        onClick={() =>
          beginPatrol(services, {
            agency,
            title: tables.sector.get(about.sector!)?.value.name ?? t('patrol.untitled'),
            sectorIds: [about.sector!],
            unitIds: units,
            ...(time !== undefined && time),
          })
        }
      />
    );
  }
  const version = about.patrol === undefined ? undefined : tables.patrol.get(about.patrol);
  const better = version === undefined ? undefined : remedied(version.value, finding);
  if (version === undefined || better === undefined || words === undefined) return null;
  return (
    <Button
      label={words}
      onClick={() => {
        if (!openForChange(services, version)) return;
        showRecord({ kind: 'patrol', id: version.id });
        editTo(services, better);
      }}
    />
  );
}

/** To its place: the time it speaks of on the board, and what it is about on both. */
function showFinding(finding: Finding): void {
  const time = timeOf(finding);
  const order = ['patrol', 'sector', 'unit', 'crossing', 'crossingPoint'];
  const role = order.find((name) => finding.about[name] !== undefined);
  const kind = role === undefined ? undefined : kindOfRole(role);
  if (role !== undefined && kind !== undefined) {
    const record = { kind, id: finding.about[role]! };
    showRecord(record);
    showPlaces(placesOf(record));
  }
  if (time !== undefined) showSpan(spanAround(spanNow(), time.fromMs, time.untilMs));
}
