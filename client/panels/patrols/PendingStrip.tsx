/** Below the board while a plan is changed and not saved: what is found of it, and the way to save or leave it. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMomentUtc } from '../../ui/format.ts';
import { useServices } from '../services.ts';
import { endEdit, isChanged, saveEdit, useEdit } from './edit.ts';
import { FindingLine } from './FindingLine.tsx';
import { spanWords } from './findingwords.ts';

/** Findings shown here; all of them stand on the card. */
const MOST = 2;

export function PendingStrip(): ReactNode {
  const t = useWords();
  const services = useServices();
  const { edited, findings, checking, saving, fault } = useEdit();
  if (edited === undefined || !isChanged(edited)) return null;
  const { title, fromMs, untilMs } = edited.value;
  return (
    <div className="pending" role="status">
      <div className="pending-what">
        <strong>{title}</strong>
        <span className="num">
          {t('board.drag', {
            from: formatMomentUtc(fromMs),
            until: formatMomentUtc(untilMs),
            span: spanWords(fromMs, untilMs),
          })}
        </span>
        <span className="pending-state">{t('patrol.unsaved')}</span>
      </div>
      <div className="pending-found">
        {fault === undefined ? null : <p className="card-fault">{t('patrol.refused', { reason: fault })}</p>}
        {findings.slice(0, MOST).map((finding) => (
          <FindingLine key={JSON.stringify(finding)} finding={finding} of="edited" />
        ))}
        {findings.length > MOST ? (
          <span className="quiet">{t('findings.count', { count: findings.length })}</span>
        ) : null}
        {checking ? <span className="quiet">{t('findings.checking')}</span> : null}
        {!checking && findings.length === 0 && fault === undefined ? (
          <span className="quiet">{t('findings.none.plan')}</span>
        ) : null}
      </div>
      <div className="pending-do">
        <Button label={t('patrol.discard')} onClick={endEdit} />
        <Button
          look="raised"
          label={t(
            saving ? 'patrol.saving' : edited.upon === undefined ? 'patrol.save.create' : 'patrol.save',
          )}
          disabled={saving}
          onClick={() => void saveEdit(services)}
        />
      </div>
    </div>
  );
}
