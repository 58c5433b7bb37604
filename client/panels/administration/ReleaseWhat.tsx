/** What is released: a feed, a track, or something that was planned. */
import type { ReactNode } from 'react';
import type { AgencyId, Released } from '../../../proto/domain/operations/agency.ts';
import type { RecordKind } from '../../../proto/domain/operations/record.ts';
import { type MessageKey, useWords } from '../../messages/words.ts';
import { useLink } from '../../store/link.ts';
import { type Tables, useRecords } from '../../store/records.ts';
import { recordName } from '../patrols/findingwords.ts';
import { ReportField } from '../report/ReportField.tsx';
import { SelectField } from '../zones/SelectField.tsx';
import { RELEASED_RECORDS } from './releasedraft.ts';

const KINDS = ['feed', 'track', 'record'] as const;

const NOTHING: Readonly<Record<(typeof KINDS)[number], Released>> = {
  feed: { kind: 'feed', feedId: '' },
  track: { kind: 'track', trackId: '' },
  record: { kind: 'record', record: 'zone', id: '' },
};

interface ReleaseWhatProps {
  readonly what: Released;
  readonly owner: AgencyId;
  readonly fault: MessageKey | undefined;
  readonly onChange: (what: Released) => void;
}

export function ReleaseWhat({ what, owner, fault, onChange }: ReleaseWhatProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const feeds = useLink((link) => link.feeds);
  return (
    <fieldset className="report-part" data-wrong={fault !== undefined}>
      <legend className="label">{t('release.what')}</legend>
      <div className="report-kinds">
        {KINDS.map((kind) => (
          <label key={kind} className="report-kind">
            <input
              type="radio"
              name="release-what"
              checked={what.kind === kind}
              onChange={() => onChange(NOTHING[kind])}
            />
            {t(`release.what.kind.${kind}`)}
          </label>
        ))}
      </div>
      {what.kind === 'feed' ? (
        <>
          <SelectField
            label={t('release.what.feed')}
            value={what.feedId}
            choices={[['', '–'], ...feeds.map(({ id, name }) => [id, name] as const)]}
            onChoose={(feedId) => onChange({ kind: 'feed', feedId })}
          />
          <p className="quiet report-said">{t('release.what.feed.hint')}</p>
        </>
      ) : null}
      {what.kind === 'track' ? (
        <ReportField
          label={t('release.what.track')}
          hint={t('release.what.track.hint')}
          value={what.trackId}
          maxLength={40}
          onType={(trackId) => onChange({ kind: 'track', trackId: trackId.trim() })}
        />
      ) : null}
      {what.kind === 'record' ? (
        <SelectField
          label={t('release.what.record')}
          value={`${what.record}/${what.id}`}
          choices={[
            [`${what.record}/`, '–'],
            ...ownRecords(tables, owner).map(
              ({ kind, id, name }) => [`${kind}/${id}`, `${t(`release.record.${kind}`)}: ${name}`] as const,
            ),
          ]}
          onChoose={(chosen) => {
            const [record = 'zone', id = ''] = chosen.split('/');
            onChange({ kind: 'record', record, id });
          }}
        />
      ) : null}
      {fault === undefined ? null : <p className="admin-said">{t(fault)}</p>}
    </fieldset>
  );
}

/** What the own agency entered and may tell. */
function ownRecords(tables: Tables, owner: AgencyId) {
  return RELEASED_RECORDS.flatMap((kind) =>
    [...tables[kind].values()]
      .filter(({ value: { marking } }) => marking.owner === owner && marking.tlp !== 'red')
      .map(({ id }) => ({ kind, id, name: recordName(tables, kind as RecordKind, id) ?? id })),
  );
}
