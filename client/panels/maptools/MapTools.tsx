/** Buttons over the map: zoom, range and bearing, layers. */
import { ObiChartLayers } from '@oicl/openbridge-webcomponents-react/icons/icon-chart-layers.js';
import { ObiContentExpandGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-content-expand-google.js';
import { ObiNoteEditProposal } from '@oicl/openbridge-webcomponents-react/icons/icon-note-edit-proposal.js';
import { ObiPanelLeftOpen } from '@oicl/openbridge-webcomponents-react/icons/icon-panel-left-open.js';
import { ObiRadarElectronicRangeAndBearingProposal } from '@oicl/openbridge-webcomponents-react/icons/icon-radar-electronic-range-and-bearing-proposal.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { LAYERS, TRAIL_MINUTES, toggleLayer, toggleMeasure, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { toggleReport, zoomBy } from '../actions.ts';
import { hotkey } from '../keys.ts';
import { useServices } from '../services.ts';
import { showAllTracks } from '../shell/firstview.ts';
import './maptools.css';

export function MapTools(): ReactNode {
  const t = useWords();
  const services = useServices();
  const reporting = useView((view) => view.reporting !== undefined);
  const measuring = useView((view) => view.measure !== undefined);
  return (
    <div className="maptools" role="toolbar" aria-label={t('tools.label')} aria-orientation="vertical">
      <Button label={t('tools.zoomIn')} icon="+" iconOnly hotkey="+" onClick={() => zoomBy(1)} />
      <Button label={t('tools.zoomOut')} icon="−" iconOnly hotkey="−" onClick={() => zoomBy(-1)} />
      <Button
        label={t('tools.showAll')}
        icon={<ObiContentExpandGoogle />}
        iconOnly
        hotkey={hotkey('showAll')}
        onClick={() => void showAllTracks(services)}
      />
      <Button
        label={t('tools.measure')}
        icon={<ObiRadarElectronicRangeAndBearingProposal />}
        iconOnly
        hotkey={hotkey('measure')}
        aria-pressed={measuring}
        onClick={toggleMeasure}
      />
      <Button
        label={t('tools.report')}
        icon={<ObiNoteEditProposal />}
        iconOnly
        hotkey={hotkey('report')}
        aria-pressed={reporting}
        onClick={toggleReport}
      />
      <LayerMenu />
    </div>
  );
}

function LayerMenu(): ReactNode {
  const t = useWords();
  const layers = useView((view) => view.layers);
  const trailMin = useView((view) => view.trailMin);
  return (
    <Popover label={t('layers.label')} icon={<ObiChartLayers />} iconOnly side="before">
      {LAYERS.map((layer) => (
        <Choice
          key={layer}
          label={t(`layers.${layer}`)}
          end={hotkey(layer)}
          checked={layers[layer]}
          onChoose={() => toggleLayer(layer)}
        />
      ))}
      <label className="choice layers-trail">
        <span>{t('trail.long')}</span>
        <select
          className="field"
          value={trailMin}
          onChange={(event) => useView.setState({ trailMin: Number(event.target.value) })}
        >
          {TRAIL_MINUTES.filter((minutes) => minutes > 0).map((minutes) => (
            <option key={minutes} value={minutes}>
              {t('vector.minutes', { count: minutes })}
            </option>
          ))}
        </select>
      </label>
    </Popover>
  );
}

/** Brings the list back where it was put away. */
export function ListOpener(): ReactNode {
  const t = useWords();
  return (
    <Button
      className="list-opener"
      label={t('list.open')}
      icon={<ObiPanelLeftOpen />}
      iconOnly
      hotkey={hotkey('list')}
      onClick={() => useView.setState({ listOpen: true })}
    />
  );
}
