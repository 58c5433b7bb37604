/** Beside map and board: what is chosen, what was found, what units were told. */
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useView } from '../../store/view.ts';
import { formatCount } from '../../ui/format.ts';
import { TrackCard } from '../card/TrackCard.tsx';
import { CrossingCard } from '../crossings/CrossingCard.tsx';
import { UnitForm } from '../units/UnitForm.tsx';
import { UnitsPart } from '../units/UnitsPart.tsx';
import { useUnitDraft } from '../units/useUnitDraft.ts';
import { ZoneCard } from '../zones/ZoneCard.tsx';
import { useEdit } from './edit.ts';
import { FindingsPart, useShownFindings } from './FindingsPart.tsx';
import { PatrolCard } from './PatrolCard.tsx';
import { PatrolForm } from './PatrolForm.tsx';
import { SectorCard } from './SectorCard.tsx';
import { SectorsPart } from './SectorsPart.tsx';
import { SIDE_BODY_ID, SIDE_TABS, showTab, useSidePanel } from './sidepanel.ts';
import { TasksPart } from './TasksPart.tsx';
import { UnitCard } from './UnitCard.tsx';

export function SidePanel(): ReactNode {
  const t = useWords();
  const tab = useSidePanel((side) => side.tab);
  const found = useShownFindings().length;
  const tasks = useRecords((records) => records.tables.task.size);
  useFollowChoice();
  const counts = { card: 0, findings: found, tasks, units: 0, sectors: 0 };
  return (
    <section className="plan-side panel" aria-label={t('plan.tabs')}>
      <nav className="plan-tabs" aria-label={t('plan.tabs')}>
        {SIDE_TABS.map((name) => (
          <button
            key={name}
            type="button"
            className="plan-tab"
            aria-current={tab === name ? 'page' : undefined}
            onClick={() => showTab(name)}
          >
            {t(`plan.tab.${name}`)}
            {counts[name] === 0 ? null : (
              <span className="plan-tab-count num">{formatCount(counts[name])}</span>
            )}
          </button>
        ))}
      </nav>
      <div id={SIDE_BODY_ID} className="plan-body" tabIndex={-1}>
        {tab === 'card' ? <Chosen /> : null}
        {tab === 'findings' ? <FindingsPart /> : null}
        {tab === 'tasks' ? <TasksPart /> : null}
        {tab === 'units' ? <UnitsPart /> : null}
        {tab === 'sectors' ? <SectorsPart /> : null}
      </div>
    </section>
  );
}

/** What is chosen anywhere is shown here. */
function useFollowChoice(): void {
  const chosen = useView((view) => view.chosenRecord);
  const selected = useView((view) => view.selected);
  const editing = useEdit(({ edited }) => edited !== undefined);
  const writing = useUnitDraft(({ draft }) => draft?.upon?.id ?? draft !== undefined);
  useEffect(() => {
    if (chosen !== undefined || selected !== undefined || editing || writing !== false) showTab('card');
  }, [chosen, selected, editing, writing]);
}

function Chosen(): ReactNode {
  const t = useWords();
  const chosen = useView((view) => view.chosenRecord);
  const selected = useView((view) => view.selected);
  const editedId = useEdit(({ edited }) => edited?.id);
  const editing = useEdit(({ edited }) => edited !== undefined);
  const unit = useUnitDraft(({ draft }) => draft);
  if (selected !== undefined) return <TrackCard id={selected} key={selected} />;
  // Likewise a unit, new or not.
  if (unit !== undefined && (chosen === undefined || (chosen.kind === 'unit' && chosen.id === unit.upon?.id)))
    return <UnitForm draft={unit} key={unit.upon?.id ?? 'new'} />;
  // A patrol that is not entered yet is shown while no other is chosen.
  if (editing && (chosen === undefined || (chosen.kind === 'patrol' && chosen.id === editedId)))
    return <PatrolForm key={editedId ?? 'new'} />;
  switch (chosen?.kind) {
    case 'patrol':
      return <PatrolCard id={chosen.id} key={chosen.id} />;
    case 'unit':
      return <UnitCard id={chosen.id} key={chosen.id} />;
    case 'sector':
      return <SectorCard id={chosen.id} key={chosen.id} />;
    case 'zone':
      return <ZoneCard id={chosen.id} key={chosen.id} />;
    case 'crossingPoint':
      return <CrossingCard id={chosen.id} key={chosen.id} />;
    default:
      return <p className="card-note quiet">{t('plan.nothing')}</p>;
  }
}
