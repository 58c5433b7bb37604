/** What the alert stands on: each piece with its value, time and place, and whom it is about. */
import { ObiCenterIec } from '@oicl/openbridge-webcomponents-react/icons/icon-center-iec.js';
import type { ReactNode } from 'react';
import type { Clue, Condition, Party } from '../../../proto/domain/alert/alert.ts';
import { useWords, type Words, wordFor } from '../../messages/words.ts';
import { select, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatPosition, formatTimeUtc } from '../../ui/format.ts';
import { formatMeasure } from '../../ui/measure.ts';
import { useVersion } from '../../ui/useTick.ts';
import { useServices } from '../services.ts';
import { useTrackName } from '../useTrackName.ts';
import { partyName } from './sentence.ts';
import { flyToPlace } from './showmoment.ts';

export function CardEvidence({ condition }: { readonly condition: Condition }): ReactNode {
  const t = useWords();
  const { evidence, parties } = condition;
  return (
    <>
      <section className="card-section" aria-label={t('alerts.card.evidence')}>
        <h3 className="label">{t('alerts.card.evidence')}</h3>
        <ul className="alert-evidence">
          {evidence.map((clue, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a clue is its place in the list
            <ClueLine key={`${at} ${clue.what}`} clue={clue} parties={parties} />
          ))}
        </ul>
      </section>
      {parties.length === 0 ? null : (
        <section className="card-section" aria-label={t('alerts.card.parties')}>
          <h3 className="label">{t('alerts.card.parties')}</h3>
          <ul className="alert-evidence">
            {parties.map((party) => (
              <PartyLine key={party.trackId} party={party} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What a transmitter or a person said stays as it was said; what is a word of ours is in the catalogue. */
function clueText(t: Words, what: string, text: string): string {
  switch (what) {
    case 'class':
      return wordFor(t, `alerts.class.${text}`) ?? text;
    case 'behaviour':
    case 'besideCondition':
      return wordFor(t, `alerts.kind.${text}`) ?? text;
    case 'identityFault':
      return wordFor(t, `clue.fault.${text}`) ?? text;
    default:
      return text;
  }
}

function ClueLine({
  clue: { what, measure, text, atMs, place, trackId },
  parties,
}: {
  readonly clue: Clue;
  readonly parties: readonly Party[];
}): ReactNode {
  const t = useWords();
  const nameOf = useTrackName();
  const word = wordFor(t, `clue.${what}`) ?? what;
  const party = parties.find((one) => one.trackId === trackId);
  const values = [
    measure === undefined ? undefined : formatMeasure(measure),
    text === undefined ? undefined : clueText(t, what, text),
    place === undefined ? undefined : formatPosition(place.lat, place.lon),
  ].filter((value) => value !== undefined);
  return (
    <li>
      <span className="alert-clue">
        <span className="alert-clue-word">{word}</span>
        {values.length === 0 ? null : <strong className="num">{values.join(' · ')}</strong>}
        {trackId === undefined ? null : (
          <button type="button" className="card-link" onClick={() => select(trackId)}>
            {party === undefined ? nameOf(trackId) : partyName(t, party)}
          </button>
        )}
      </span>
      <span className="alert-clue-when num quiet">{atMs === undefined ? '' : formatTimeUtc(atMs)}</span>
      {place === undefined ? (
        <span />
      ) : (
        <Button
          label={t('alerts.card.evidence.show')}
          title={`${t('alerts.card.evidence.show')}: ${word}`}
          icon={<ObiCenterIec />}
          iconOnly
          look="flat"
          onClick={() => flyToPlace(place)}
        />
      )}
    </li>
  );
}

function PartyLine({ party }: { readonly party: Party }): ReactNode {
  const t = useWords();
  const { table } = useServices();
  useVersion(table, 1000);
  const selected = useView((view) => view.selected === party.trackId);
  const here = table.rowOf(party.trackId) !== undefined;
  const kind = wordFor(t, `kind.${party.kind}`);
  const title = partyName(t, party);
  return (
    <li>
      <span className="alert-clue">
        <button
          type="button"
          className="card-link"
          aria-pressed={selected}
          onClick={() => select(party.trackId)}
        >
          {title}
        </button>
        <span className="quiet">
          {[kind, party.mmsi === title ? undefined : party.mmsi].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="alert-clue-when quiet">{here ? '' : t('alerts.card.party.gone')}</span>
      <span />
    </li>
  );
}
