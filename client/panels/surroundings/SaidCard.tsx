/** The frame of a card of what a station says: what it is, who says so, and that it is simulated where it is. */
import { ObiCenterIec } from '@oicl/openbridge-webcomponents-react/icons/icon-center-iec.js';
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import type { ReactNode } from 'react';
import { formatMmsi } from '../../../proto/domain/ids.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import type { NoticeInfo, StationInfo } from '../../store/surroundings.ts';
import { chooseSaid, select } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatFullMomentUtc } from '../../ui/format.ts';
import { Field } from '../card/Field.tsx';
import { showPlaces } from '../patrols/actionsofplan.ts';
import { useServices } from '../services.ts';
import { senderTrack } from './sendertrack.ts';
import '../card/card.css';
import '../records/records.css';
import './surroundings.css';

interface SaidCardProps {
  readonly label: string;
  readonly said: NoticeInfo | StationInfo;
  readonly title: string;
  readonly sign: ReactNode;
  /** Beside the nature, what matters first. */
  readonly state: ReactNode;
  readonly places: readonly LatLon[];
  readonly children: ReactNode;
}

export function SaidCard({ label, said, title, sign, state, places, children }: SaidCardProps): ReactNode {
  const t = useWords();
  return (
    <section className="card panel" aria-label={label}>
      <header className="card-head">
        <span className="card-icon" aria-hidden="true">
          {sign}
        </span>
        <div className="card-title">
          <h2>{title}</h2>
          <p className="quiet">
            {said.senderName === undefined ? '' : `${said.senderName} · `}
            {formatMmsi(said.mmsi)}
          </p>
        </div>
        <CloseSaid />
        <div className="card-state">
          {state}
          {said.nature === 'real' ? null : (
            <strong className={`card-nature ${said.nature === 'synthetic' ? 'card-synthetic' : ''}`}>
              {t(said.nature === 'synthetic' ? 'card.synthetic' : 'card.recorded')}
            </strong>
          )}
        </div>
      </header>
      <div className="card-actions record-actions">
        <Button
          label={t('record.show')}
          icon={<ObiCenterIec />}
          disabled={places.length === 0}
          onClick={() => showPlaces(places)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in it is gone to, and it is scrolled by keys */}
      <div className="card-body scrolls" tabIndex={0}>
        {children}
      </div>
    </section>
  );
}

const CloseSaid = (): ReactNode => {
  const t = useWords();
  return (
    <Button
      label={t('card.close')}
      icon={<ObiCloseGoogle />}
      iconOnly
      look="flat"
      hotkey="Esc"
      onClick={() => chooseSaid(undefined)}
    />
  );
};

/** It stands no longer, or it is no longer for these eyes. */
export function GoneCard({ label, text }: { readonly label: string; readonly text: string }): ReactNode {
  return (
    <section className="card panel" aria-label={label}>
      <header className="card-head">
        <span className="card-icon" />
        <div className="card-title">
          <h2>{label}</h2>
        </div>
        <CloseSaid />
      </header>
      <p className="card-note">{text}</p>
    </section>
  );
}

/** Who says so, with the way to its track where it has one here. */
export function SenderFields({
  said,
  nowMs,
}: {
  readonly said: NoticeInfo | StationInfo;
  readonly nowMs: number;
}): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const track = senderTrack(table.statics, said.mmsi);
  return (
    <dl className="card-section" aria-label={t('notice.who')}>
      <Field
        label={t('notice.who')}
        value={[said.senderName, formatMmsi(said.mmsi)].filter((part) => part !== undefined).join(' · ')}
      />
      <Field label={t('notice.sender')} value={wordFor(t, `kind.${said.senderKind}`)} />
      {track ? (
        <div className="field-line">
          <dt />
          <dd>
            <button type="button" className="card-link" onClick={() => select(track as never)}>
              {t('notice.sender.show')}
            </button>
          </dd>
        </div>
      ) : null}
      <Field label={t('notice.last')} value={momentText(t, said.lastMs, nowMs)} />
      <Field label={t('notice.feed')} value={said.feedId} />
    </dl>
  );
}

export const momentText = (t: ReturnType<typeof useWords>, atMs: number, nowMs: number): string =>
  t('notice.ago', { time: formatFullMomentUtc(atMs), age: formatAge(nowMs - atMs) });
