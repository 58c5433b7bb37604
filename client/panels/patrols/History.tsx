/** All versions of a record: what happened, who did it, when and why. */
import { type ReactNode, useEffect, useState } from 'react';
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { formatMomentUtc } from '../../ui/format.ts';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { memberWords } from './ConflictChoice.tsx';
import { differing } from './compare.ts';

interface HistoryProps {
  readonly kind: 'patrol' | 'unit' | 'sector';
  readonly id: string;
  /** Grows: read again. */
  readonly version: number;
}

export function History({ kind, id, version }: HistoryProps): ReactNode {
  const t = useWords();
  const { fetchVersions } = useServices();
  const [open, setOpen] = useState(false);
  const [versions, setVersions] = useState<readonly Version[]>([]);
  const [fault, setFault] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer version is read anew
  useEffect(() => {
    if (!open) return undefined;
    let gone = false;
    void fetchVersions(kind, id).then((answer) => {
      if (gone) return;
      if (answer.ok) setVersions(answer.value.versions.toSorted((a, b) => b.version - a.version));
      setFault(answer.ok ? undefined : whyNot(answer));
    });
    return () => {
      gone = true;
    };
  }, [open, kind, id, version, fetchVersions]);
  const fields = (at: Version, before: Version | undefined): string =>
    kind !== 'patrol' || before === undefined
      ? ''
      : differing(before.value as Patrol, at.value as Patrol)
          .map((member) => memberWords(t, member))
          .join(', ');
  return (
    <details className="card-section plan-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t('patrol.history')} <span className="quiet num">{t('patrol.history.version', { version })}</span>
      </summary>
      {fault === undefined ? null : (
        <p className="card-fault">{t('patrol.history.failed', { reason: fault })}</p>
      )}
      <ol>
        {versions.map((each, i) => {
          const changed = fields(each, versions[i + 1]);
          const event =
            wordFor(t, `patrol.event.${each.event}`) ??
            wordFor(t, `patrol.history.${each.event}`) ??
            each.event;
          return (
            <li key={each.version}>
              <time className="num quiet" dateTime={new Date(each.atMs).toISOString()}>
                {formatMomentUtc(each.atMs)}
              </time>
              <span>
                {t('patrol.history.line', { event, who: each.byName })}
                {each.reason === undefined ? '' : `: ${each.reason}`}
                {changed === '' ? null : (
                  <span className="quiet plan-line">{t('patrol.history.fields', { fields: changed })}</span>
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
