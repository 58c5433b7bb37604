/** What the alert stands on: each piece with its value, time and place, and whom it is about. */
import { ObiCenterIec } from '@oicl/openbridge-webcomponents-react/icons/icon-center-iec.js';
import type { ReactNode } from 'react';
import type { Clue, Condition, Party } from '../../../proto/domain/alert/alert.ts';
import { useWords, wordFor } from '../../messages/words.ts';
import { select, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatTimeUtc } from '../../ui/format.ts';
import { useVersion } from '../../ui/useTick.ts';
import { useServices } from '../services.ts';
import { useTrackName } from '../useTrackName.ts';
import { clueSaid, clueWord } from './evidence.ts';
import { partyName } from './sentence.ts';
import { flyToPlace } from './showmoment.ts';
import { useNames } from './useAnswering.ts';

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
            <ClueLine key={`${at} ${clue.what}`} clue={clue} condition={condition} />
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

function ClueLine({ clue, condition }: { readonly clue: Clue; readonly condition: Condition }): ReactNode {
  const t = useWords();
  const names = useNames();
  const { what, atMs, place, trackId } = clue;
  const nameOf = useTrackName();
  const word = clueWord(t, what);
  const party = condition.parties.find((one) => one.trackId === trackId);
  const values = clueSaid(t, clue, condition, names);
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
