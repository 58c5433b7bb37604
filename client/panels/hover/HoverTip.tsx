/** What is under the pointer, in two lines beside it. Moves with the pointer without being drawn again. */
import { type ReactNode, useEffect, useRef } from 'react';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { vesselClass } from '../../store/vesselclass.ts';
import { useView } from '../../store/view.ts';
import { formatAge, formatBearing, formatSpeed } from '../../ui/format.ts';
import { titleOf } from '../../ui/title.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { ContactSign } from '../ContactSign.tsx';
import { contactName } from '../contactsigns.ts';
import { LifeSign } from '../LifeSign.tsx';
import { useServices } from '../services.ts';
import './hover.css';

export function HoverTip({ stage }: { readonly stage: HTMLElement | null }): ReactNode {
  const tip = useRef<HTMLDivElement>(null);
  const hovered = useView((view) => view.hovered);

  useEffect(() => {
    if (stage === null) return;
    const follow = (event: PointerEvent): void => {
      const element = tip.current;
      if (element === null) return;
      const box = stage.getBoundingClientRect();
      const x = event.clientX - box.left;
      const y = event.clientY - box.top;
      // On the other side of the pointer where there is no room.
      const left = x + 18 + element.offsetWidth > box.width ? x - 14 - element.offsetWidth : x + 18;
      const top = y + 14 + element.offsetHeight > box.height ? y - 10 - element.offsetHeight : y + 14;
      element.style.transform = `translate(${left}px, ${top}px)`;
    };
    stage.addEventListener('pointermove', follow);
    return () => stage.removeEventListener('pointermove', follow);
  }, [stage]);

  return (
    <div className="hover" ref={tip} role="tooltip" hidden={hovered === undefined}>
      {hovered === undefined ? null : <HoverText />}
    </div>
  );
}

function HoverText(): ReactNode {
  const t = useWords();
  const { table } = useServices();
  const now = timeNowMs(usePageNow(500));
  const id = useView((view) => view.hovered);
  const row = id === undefined ? undefined : table.rowOf(id);
  if (id === undefined || row === undefined) return null;
  const statics = table.statics[row];
  const state = table.motion.state(row);
  const contact = contactName(table.contact[row]);
  const heard = table.motion.heardMs(row);
  return (
    <>
      <strong>
        {titleOf(t, { id, kind: table.kind[row] ?? 0, name: statics?.name, mmsi: statics?.mmsi })}
      </strong>
      {(state & TrackStateBits.distress) !== 0 ? (
        <strong className="list-distress">{t('hover.distress')}</strong>
      ) : null}
      <span className="quiet">
        {t(`class.${vesselClass(table.kind[row] ?? 0, table.shipType[row] ?? 0)}`)}
      </span>
      {contact === undefined ? null : (
        <span className="hover-contact">
          <ContactSign name={contact} /> {t(`contact.${contact}`)}
        </span>
      )}
      <span className="hover-motion num">
        <span>{formatSpeed(table.motion.sogKn(row))}</span>
        <span>{formatBearing(table.motion.cogDeg(row))}</span>
        {contact === 'manual' ? null : <LifeSign life={(state & TrackStateBits.lifeMask) as 0 | 1 | 2} />}
        <span>{Number.isNaN(heard) || now === undefined ? '' : formatAge(now - heard)}</span>
      </span>
    </>
  );
}
