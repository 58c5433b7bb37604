/** Map and board together, the same choice on both; beside them what is chosen, found and ordered. */
import { type ReactNode, useEffect } from 'react';
import { useView } from '../../store/view.ts';
import { AssistPanel } from '../assist/AssistPanel.tsx';
import { isFrozen } from '../frozen/FrozenBanner.tsx';
import { MapTools } from '../maptools/MapTools.tsx';
import { useServices } from '../services.ts';
import { useHealth } from '../useHealth.ts';
import { Board } from './Board.tsx';
import { followEdit } from './edit.ts';
import { SidePanel } from './SidePanel.tsx';
import { Splitter } from './Splitter.tsx';
import { useAskFindings } from './usePlan.ts';
import './board.css';
import './patrols.css';

export function PatrolsWorkspace(): ReactNode {
  const services = useServices();
  const side = useView((view) => view.board.side);
  const frozen = isFrozen(useHealth());
  useAskFindings();
  useEffect(() => followEdit(services), [services]);
  return (
    <div className="plan" data-side={side} data-frozen={frozen}>
      <div className="plan-work">
        <div className="plan-map">
          <MapTools />
          <AssistPanel />
        </div>
        <Splitter />
        <Board />
      </div>
      <SidePanel />
    </div>
  );
}
