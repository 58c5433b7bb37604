/** The selected track: who, how she moves, where, where to, how large, and who says so since when. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import type { ReactNode } from 'react';
import { flagOf } from '../../../proto/domain/flag.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { ContactState, SourceBits, TrackStateBits } from '../../../proto/domain/track.ts';
import { useWords, type Words, wordFor } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { useKnown } from '../../store/known.ts';
import { useReplayed } from '../../store/replay.ts';
import { vesselClass } from '../../store/vesselclass.ts';
import { SOURCES, select, useView } from '../../store/view.ts';
import { lastPlace } from '../../store/whereabouts.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge } from '../../ui/format.ts';
import { titleOf } from '../../ui/title.ts';
import { usePageNow, useVersion } from '../../ui/useTick.ts';
import { isFrozen } from '../frozen/FrozenBanner.tsx';
import { ClassIcon } from '../icons.tsx';
import { LifeSign } from '../LifeSign.tsx';
import { useServices } from '../services.ts';
import { useHealth } from '../useHealth.ts';
import { Aboard } from './Aboard.tsx';
import { CardActions } from './CardActions.tsx';
import { Conflict } from './Conflict.tsx';
import { ContactMark } from './ContactMark.tsx';
import { Evidence } from './Evidence.tsx';
import { Identity } from './Identity.tsx';
import { LookAt } from './LookAt.tsx';
import { ManualActions } from './ManualActions.tsx';
import { Motion } from './Motion.tsx';
import { Remarks } from './Remarks.tsx';
import { cardShape } from './shape.ts';
import { shipTypeWords } from './shiptype.ts';
import { useDetail } from './useDetail.ts';
import { Why } from './Why.tsx';
import './card.css';

export function TrackCard({ id }: { readonly id: TrackId }): ReactNode {
  const t = useWords();
  const { table } = useServices();
  useVersion(table, 250);
  const state = useDetail(id);
  const past = useReplayed();
  const detail = state.kind === 'known' ? state.detail : undefined;
  const row = table.rowOf(id);
  const vessel = useKnown((known) => known.vessels.get(id));
  const at = row ?? -1;
  const statics = table.statics[at];
  const kind =
    row === undefined ? (detail?.kind ?? TrackKind.unknown) : (table.kind[at] ?? TrackKind.unknown);
  const shape = cardShape(kind, (statics?.mmsi ?? detail?.mmsi) != null);
  const { lon, lat } =
    row === undefined ? { lon: detail?.lon, lat: detail?.lat } : lastPlace(table.motion, at);
  return (
    <section className="card panel" aria-label={t('card.label')}>
      <CardHead
        id={id}
        row={row}
        kind={kind}
        name={detail?.identity.name?.value ?? vessel?.name}
        mmsi={vessel?.mmsi}
      />
      <CardActions id={id} />
      <div className="card-body scrolls">
        <ContactMark
          state={(row === undefined ? detail?.contact : table.contact[at]) ?? 0}
          silentSinceMs={detail?.silentSinceMs ?? statics?.silentSinceMs ?? undefined}
          saidBy={detail?.remarks.saidBy}
        />
        {detail === undefined || past ? null : <ManualActions detail={detail} />}
        {state.kind === 'unknown' && row === undefined ? (
          <p className="card-note">
            {t(past ? 'replay.card.gone' : vessel === undefined ? 'card.unknown' : 'card.awaited')}
          </p>
        ) : null}
        {state.kind === 'failed' ? (
          <p className="card-note">{t('card.failed', { reason: state.reason })}</p>
        ) : null}
        {detail?.conflict ? <Conflict detail={detail} /> : null}
        {row === undefined && detail === undefined ? null : (
          <>
            <Motion row={row} detail={detail} shape={shape} />
            {lat === undefined || lon === undefined || past ? null : <LookAt id={id} lat={lat} lon={lon} />}
            <Identity row={row} detail={detail} shape={shape} />
            <Aboard detail={detail} />
          </>
        )}
        {detail === undefined ? null : (
          <>
            <Remarks detail={detail} shape={shape} />
            <Evidence detail={detail} />
            <Why reasons={detail.reasons} />
          </>
        )}
        {state.kind === 'loading' ? <p className="card-note quiet">{t('card.loading')}</p> : null}
      </div>
    </section>
  );
}

interface CardHeadProps {
  readonly id: TrackId;
  readonly row: number | undefined;
  readonly kind: number;
  /** As the server's details have it; the columns' static data may say it earlier. */
  readonly name: string | undefined;
  /** As it was known before it left the table. */
  readonly mmsi: number | undefined;
}

function CardHead({ id, row, kind, name, mmsi: lastMmsi }: CardHeadProps): ReactNode {
  const t = useWords();
  const { table, classColour } = useServices();
  const palette = useView((view) => view.palette);
  const at = row ?? -1;
  const statics = table.statics[at];
  const shipType = table.shipType[at] ?? 0;
  const of = vesselClass(kind, shipType);
  const state = table.motion.state(at);
  const mmsi = statics?.mmsi ?? lastMmsi;
  const title = titleOf(t, { id, kind, name: statics?.name || name, mmsi });
  // Under its kind and number stands what sees it; under its name, what it is.
  const titled = Boolean(statics?.name || name || mmsi !== undefined);
  const flag = mmsi === undefined ? undefined : flagOf(mmsi);
  const type = shipTypeWords(t, kind, shipType) ?? wordFor(t, `kind.${kind}`) ?? t(`class.${of}`);
  return (
    <header className="card-head">
      <span className="card-icon" style={{ color: classColour(palette, of) }} aria-hidden="true">
        <ClassIcon of={of} />
      </span>
      <div className="card-title">
        <h2>{title}</h2>
        <p className="quiet">
          {titled ? type : sourceWords(t, table.sources[at] ?? 0)}
          {flag === undefined ? null : ` · ${flag}`}
        </p>
      </div>
      <Button
        label={t('card.close')}
        icon={<ObiCloseGoogle />}
        iconOnly
        look="flat"
        hotkey="Esc"
        onClick={() => select(undefined)}
      />
      <div className="card-state">
        <Heard
          row={row}
          life={(state & TrackStateBits.lifeMask) as 0 | 1 | 2}
          manual={table.contact[at] === ContactState.manual}
        />
        {(state & TrackStateBits.distress) !== 0 ? (
          <strong className="list-distress">{t('card.distress')}</strong>
        ) : null}
        {statics?.nature === Nature.synthetic ? (
          <strong className="card-nature card-synthetic">{t('card.synthetic')}</strong>
        ) : null}
        {statics?.nature === Nature.recorded ? (
          <strong className="card-nature">{t('card.recorded')}</strong>
        ) : null}
      </div>
    </header>
  );
}

/** What made a track, in words: `Radar · Camera`. */
const sourceWords = (t: Words, sources: number): string =>
  SOURCES.filter((name) => (sources & SourceBits[name]) !== 0)
    .map((name) => t(`source.${name}`))
    .join(' · ');

interface HeardProps {
  readonly row: number | undefined;
  readonly life: 0 | 1 | 2;
  /** A person reported it: nobody hears it, and it is not live. */
  readonly manual: boolean;
}

/** Live, stale or lost in words, and how long ago it was heard; only how long ago while nothing is heard at all. */
function Heard({ row, life, manual }: HeardProps): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const frozen = isFrozen(useHealth());
  const now = timeNowMs(usePageNow(500));
  const heard = row === undefined ? undefined : table.motion.heardMs(row);
  if (heard === undefined || now === undefined) return null;
  const age = formatAge(now - heard);
  if (manual) return <span className="card-heard num">{t('life.reported', { age })}</span>;
  if (frozen) return <span className="card-heard num">{t('life.frozen', { age })}</span>;
  return (
    <span className="card-heard num">
      <LifeSign life={life} />
      {life === 0 ? t('life.live.heard', { age }) : t('life.since', { state: t(`life.${life}`), age })}
    </span>
  );
}
