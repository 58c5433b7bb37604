/** Who she is, where she goes and how large she is, each with who says so and since when. */
import type { ReactNode } from 'react';
import { flagOf } from '../../../proto/domain/flag.ts';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import type { TrackDetail } from '../../../proto/domain/track.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { formatEta, formatMetres, formatMmsiText } from '../../ui/format.ts';
import { Hull } from '../../ui/Hull.tsx';
import { useServices } from '../services.ts';
import { ClaimProbability } from './ClaimProbability.tsx';
import { countryName } from './country.ts';
import { Field } from './Field.tsx';
import type { CardShape } from './shape.ts';
import { shipTypeWords } from './shiptype.ts';

interface IdentityProps {
  readonly row: number | undefined;
  readonly detail: TrackDetail | undefined;
  readonly shape: CardShape;
}

export function Identity({ row, detail, shape }: IdentityProps): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const statics = table.statics[row ?? -1];
  const said = detail?.identity;
  const kind = detail?.kind ?? table.kind[row ?? -1] ?? TrackKind.unknown;
  const mmsi = statics?.mmsi ?? (detail?.mmsi === undefined ? undefined : Number(detail.mmsi));
  const flag = detail?.flag ?? (mmsi === undefined ? undefined : flagOf(mmsi));
  const noFlag = t(statics?.nature === Nature.synthetic ? 'card.flag.synthetic' : 'card.flag.none');
  const shipType = said?.shipType?.value ?? statics?.shipType ?? 0;
  const imo = said?.imo?.value ?? statics?.imo ?? undefined;
  const { vessel } = shape;
  if (!shape.ais) return null;
  return (
    <>
      <section className="card-section" aria-label={t('card.identity')}>
        <dl>
          <ClaimProbability detail={detail} />
          <Field label={t('card.flag')} value={flag === undefined ? noFlag : countryName(flag)} />
          <Field label={t('card.mmsi')} value={formatMmsiText(mmsi)} />
          {vessel ? (
            <>
              <Field
                label={t('card.imo')}
                value={imo === undefined ? undefined : String(imo)}
                claim={said?.imo}
              />
              <Field
                label={t('card.callSign')}
                value={said?.callSign?.value ?? statics?.callSign ?? undefined}
                claim={said?.callSign}
              />
            </>
          ) : null}
          <Field
            label={t('card.type')}
            value={shipTypeWords(t, kind, shipType) ?? wordFor(t, `kind.${kind}`)}
            claim={said?.shipType}
          />
          {said?.mothershipMmsi === undefined ? null : (
            <Field
              label={t('card.mothership')}
              value={formatMmsiText(said.mothershipMmsi.value)}
              claim={said.mothershipMmsi}
            />
          )}
        </dl>
      </section>
      {vessel ? <Voyage detail={detail} destination={statics?.destination ?? undefined} /> : null}
      <Dimensions detail={detail} />
    </>
  );
}

function Voyage({
  detail,
  destination,
}: {
  readonly detail: TrackDetail | undefined;
  readonly destination: string | undefined;
}): ReactNode {
  const t = useWords();
  const said = detail?.identity;
  return (
    <section className="card-section" aria-label={t('card.voyage')}>
      <dl>
        <Field
          label={t('card.destination')}
          value={said?.destination?.value ?? destination}
          claim={said?.destination}
        />
        <Field
          label={t('card.eta')}
          value={said?.eta === undefined ? undefined : formatEta(said.eta.value)}
          claim={said?.eta}
        />
        <Field label={t('card.draught')} value={formatMetres(said?.draughtM?.value)} claim={said?.draughtM} />
      </dl>
    </section>
  );
}

function Dimensions({ detail }: { readonly detail: TrackDetail | undefined }): ReactNode {
  const t = useWords();
  const claim = detail?.identity.dimensions;
  if (claim === undefined) return null;
  const { toBowM, toSternM, toPortM, toStarboardM } = claim.value;
  const length = formatMetres(toBowM + toSternM);
  const width = formatMetres(toPortM + toStarboardM);
  return (
    <section className="card-section" aria-label={t('card.hull')}>
      <Hull
        label={t('card.hull.drawing', { length, width })}
        {...{ toBowM, toSternM, toPortM, toStarboardM }}
      />
      <dl>
        <Field
          label={`${t('card.length')} × ${t('card.beam')}`}
          value={`${length} × ${width}`}
          claim={claim}
        />
        <Field label={t('card.antenna')} value={t('card.antenna.at', { bow: formatMetres(toBowM) })} />
      </dl>
    </section>
  );
}
