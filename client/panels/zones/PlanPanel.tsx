/** The plan beside the map: zones, and crossing points with their state at a glance. */
import { ObiPanelLeftClose } from '@oicl/openbridge-webcomponents-react/icons/icon-panel-left-close.js';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { CrossingList } from '../crossings/CrossingList.tsx';
import { hotkey } from '../keys.ts';
import { SideTabs } from './SideTabs.tsx';
import { ZoneList } from './ZoneList.tsx';
import '../list/list.css';
import './zones.css';

type Part = 'zones' | 'crossings';
const PARTS: readonly Part[] = ['zones', 'crossings'];

/** Kept while tracks are listed. */
const usePart = create<{ readonly part: Part }>()(() => ({ part: 'zones' }));

export function PlanPanel(): ReactNode {
  const t = useWords();
  const part = usePart((state) => state.part);
  const zones = useRecords((records) => records.tables.zone.size);
  const points = useRecords((records) => records.tables.crossingPoint.size);
  const counts = { zones, crossings: points };
  return (
    <section className="list panel" aria-label={t('side.plan')}>
      <header className="list-top">
        <SideTabs />
        <Button
          className="list-close"
          label={t('list.close')}
          icon={<ObiPanelLeftClose />}
          iconOnly
          look="flat"
          hotkey={hotkey('list')}
          onClick={() => useView.setState({ listOpen: false })}
        />
      </header>
      <div className="beside-parts" role="tablist" aria-label={t('plan.parts')}>
        {PARTS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`beside-${each}`}
            className="beside-part"
            aria-selected={part === each}
            aria-controls="beside-shown"
            onClick={() => usePart.setState({ part: each })}
          >
            {t(`plan.part.${each}`)} <span className="quiet num">{formatCount(counts[each])}</span>
          </button>
        ))}
      </div>
      <div className="beside-shown" id="beside-shown" role="tabpanel" aria-labelledby={`beside-${part}`}>
        {part === 'zones' ? <ZoneList /> : <CrossingList />}
      </div>
    </section>
  );
}
