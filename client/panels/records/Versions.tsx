/** Who changed what and when, newest first. */
import { type ReactNode, useState } from 'react';
import type { RecordKind, RecordValues, Version } from '../../../proto/domain/operations/record.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { formatFullMomentUtc } from '../../ui/format.ts';
import { differences } from './comparing.ts';
import { useVersions } from './useVersions.ts';
import '../card/card.css';
import './records.css';

/** Older ones on demand. */
const SHOWN = 5;

interface VersionsProps<K extends RecordKind> {
  readonly of: Version<K>;
  readonly label: (member: keyof RecordValues[K] & string) => string;
  readonly describe: (member: keyof RecordValues[K] & string, value: RecordValues[K]) => string;
}

export function Versions<K extends RecordKind>({ of, label, describe }: VersionsProps<K>): ReactNode {
  const t = useWords();
  const state = useVersions(of.kind, of.id, of.version);
  const [all, setAll] = useState(false);
  const versions = state.kind === 'known' ? state.versions : [];
  return (
    <section className="card-section" aria-label={t('versions.label')}>
      <h3 className="label">{t('versions.label')}</h3>
      {state.kind === 'loading' ? <p className="quiet">{t('card.loading')}</p> : null}
      {state.kind === 'failed' ? <p className="quiet">{state.reason}</p> : null}
      <ol className="versions">
        {versions.slice(0, all ? versions.length : SHOWN).map((version, i) => {
          const before = versions[i + 1];
          const changed =
            before === undefined
              ? []
              : differences<RecordValues[K]>(before.value, version.value, before.value);
          return (
            <li key={version.version}>
              <p>
                <strong>{wordFor(t, `event.${version.event}`) ?? version.event}</strong> · {version.byName}
                <time className="num quiet versions-time">{formatFullMomentUtc(version.atMs)} UTC</time>
              </p>
              {version.reason === undefined ? null : <p className="versions-reason">{version.reason}</p>}
              {before === undefined ? null : (
                <ul>
                  {changed.map(({ member }) => (
                    <li key={member}>
                      <span className="quiet">{label(member)}</span> {describe(member, before.value)} →{' '}
                      {describe(member, version.value)}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
      {versions.length > SHOWN && !all ? (
        <Button
          look="flat"
          label={t('versions.all', { count: versions.length })}
          onClick={() => setAll(true)}
        />
      ) : null}
    </section>
  );
}
