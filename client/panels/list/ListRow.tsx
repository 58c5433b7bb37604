// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be made of table elements
/** One track in the list, read from the columns as they are now. */
import type { ReactNode } from 'react';
import { flagOf } from '../../../proto/domain/flag.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { courseDeg } from '../../store/motionrecord.ts';
import type { TrackStatic } from '../../store/tracks.ts';
import { vesselClass } from '../../store/vesselclass.ts';
import { select, useView } from '../../store/view.ts';
import { formatAgeShort, formatBearing, formatKnots } from '../../ui/format.ts';
import { titleOf } from '../../ui/title.ts';
import { ContactSign } from '../ContactSign.tsx';
import { contactName } from '../contactsigns.ts';
import { ClassIcon } from '../icons.tsx';
import { LifeSign } from '../LifeSign.tsx';
import { useServices } from '../services.ts';

interface ListRowProps {
  readonly id: TrackId;
  readonly position: number;
  readonly top: number;
  readonly selected: boolean;
  /** The track's row in the table; undefined when it is gone. */
  readonly row: number | undefined;
  readonly statics: TrackStatic | undefined;
  /** Whether the column of flags is shown. */
  readonly flags: boolean;
}

export function ListRow({ id, position, top, selected, row, statics, flags }: ListRowProps): ReactNode {
  const t = useWords();
  const { table, classColour } = useServices();
  const palette = useView((view) => view.palette);
  const gone = row === undefined;
  const at = row ?? -1;
  const state = table.motion.state(at);
  const life = (state & TrackStateBits.lifeMask) as 0 | 1 | 2;
  const distress = (state & TrackStateBits.distress) !== 0;
  const kind = vesselClass(table.kind[at] ?? 0, table.shipType[at] ?? 0);
  const contact = contactName(table.contact[at]);
  const heard = table.motion.heardMs(at);
  const now = timeNowMs(performance.now());
  const age = Number.isNaN(heard) || now === undefined ? undefined : now - heard;
  const flag = statics?.mmsi == null ? undefined : flagOf(statics.mmsi);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it handles the keys
    <div
      id={`row-${id}`}
      role="row"
      tabIndex={-1}
      aria-rowindex={position + 2}
      aria-selected={selected}
      className="list-row"
      data-life={gone ? 'gone' : life}
      data-distress={distress}
      style={{ insetBlockStart: top }}
      onClick={() => select(id)}
    >
      <span role="gridcell" tabIndex={-1} className="list-class" title={t(`class.${kind}`)}>
        <span
          className="list-icon"
          // On the ground of a selected row a class's colour may be no colour at all.
          style={selected ? undefined : { color: classColour(palette, kind) }}
          aria-hidden="true"
        >
          <ClassIcon of={kind} />
        </span>
        <span className="for-screen-readers">{t(`class.${kind}`)}</span>
      </span>
      <span role="gridcell" tabIndex={-1} className="list-name">
        {contact === undefined ? null : (
          <span
            className="list-contact"
            title={`${t(`contact.${contact}`)}: ${t(`contact.${contact}.long`)}`}
          >
            <ContactSign name={contact} />
            <span className="for-screen-readers">{t(`contact.${contact}`)}</span>
          </span>
        )}
        {statics?.name ? (
          statics.name
        ) : (
          <span className="quiet num">
            {titleOf(t, { id, kind: statics?.kind ?? table.kind[at] ?? 0, mmsi: statics?.mmsi })}
          </span>
        )}
        {distress ? <strong className="list-distress">{t('card.distress')}</strong> : null}
      </span>
      {flags ? (
        <span role="gridcell" tabIndex={-1} className="list-flag">
          {flag ?? ''}
        </span>
      ) : null}
      <span role="gridcell" tabIndex={-1} className="list-sog num">
        {gone ? '' : formatKnots(table.motion.sogKn(at))}
      </span>
      <span role="gridcell" tabIndex={-1} className="list-cog num">
        {gone ? '' : formatBearing(courseDeg(table.motion, at))}
      </span>
      <span role="gridcell" tabIndex={-1} className="list-age num">
        {gone ? t('list.gone') : formatAgeShort(age)}
        {/* What a person reported is not live, however young the report. */}
        {gone ? null : contact === 'manual' ? <span className="life" /> : <LifeSign life={life} />}
      </span>
    </div>
  );
}
