/** Whether one would hear an alert: the sign that sound is locked, silence, volume, a test, and what this seat hears. */

import { ObiSilenceIec } from '@oicl/openbridge-webcomponents-react/icons/icon-silence-iec.js';
import { ObiSound } from '@oicl/openbridge-webcomponents-react/icons/icon-sound.js';
import { ObiSoundMuted } from '@oicl/openbridge-webcomponents-react/icons/icon-sound-muted.js';
import { type ReactNode, useId } from 'react';
import { useWords } from '../../../messages/words.ts';
import { toggled } from '../../../store/alertview.ts';
import { useMySectors, watchSectors } from '../../../store/mysectors.ts';
import { useRecords } from '../../../store/records.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { formatPercent } from '../../../ui/format.ts';
import { Popover } from '../../../ui/Popover.tsx';
import { hotkey } from '../../keys.ts';
import { useServices } from '../../services.ts';
import { useAnswerer } from '../useAnswering.ts';
import { LEAST_VOLUME, play, setVolume, unlock, useSoundState } from './player.ts';
import { silenceAll } from './silenceall.ts';

export function SoundControl(): ReactNode {
  const t = useWords();
  const services = useServices();
  const who = useAnswerer();
  const status = useSoundState((state) => state.status);
  return (
    <div className="strip-sound">
      {status === 'locked' ? (
        <Button
          className="strip-locked"
          label={t('alerts.sound.locked')}
          icon={<ObiSoundMuted />}
          onClick={() => void unlock()}
        />
      ) : null}
      <Button
        label={t('alerts.sound.silence')}
        icon={<ObiSilenceIec />}
        iconOnly
        look="flat"
        hotkey={hotkey('silence')}
        onClick={() => silenceAll(services, who.may('silence'))}
      />
      <Popover
        label={t('alerts.sound')}
        icon={status === 'on' ? <ObiSound /> : <ObiSoundMuted />}
        iconOnly
        look="flat"
        align="end"
      >
        <SoundPanel />
      </Popover>
    </div>
  );
}

function SoundPanel(): ReactNode {
  const t = useWords();
  const id = useId();
  const { status, volume } = useSoundState();
  const sectors = useRecords((records) => records.tables.sector);
  const watched = useMySectors((mine) => mine.watched);
  const ids = [...sectors.keys()];
  return (
    <div className="sound-panel">
      {status === 'none' ? <p>{t('alerts.sound.none')}</p> : null}
      <label className="label" htmlFor={id}>
        {t('alerts.sound.volume')}
      </label>
      <div className="sound-volume">
        <input
          id={id}
          type="range"
          min={LEAST_VOLUME}
          max={1}
          step={0.05}
          value={volume}
          aria-valuetext={formatPercent(volume)}
          onChange={(event) => setVolume(Number(event.target.value))}
        />
        <Button label={t('alerts.sound.test')} onClick={() => void unlock().then(() => play('test'))} />
      </div>
      <fieldset className="sound-sectors">
        <legend className="label">{t('alerts.sound.sectors')}</legend>
        <Choice
          label={t('alerts.sound.sectors.all')}
          checked={watched.size === 0}
          onChoose={() => watchSectors(new Set())}
        />
        {[...sectors.values()].map(({ id: sector, value }) => (
          <Choice
            key={sector}
            label={value.name}
            checked={watched.has(sector)}
            onChoose={() => watchSectors(toggled(ids, watched, sector))}
          />
        ))}
        <p className="quiet">{t('alerts.sound.sectors.long')}</p>
      </fieldset>
    </div>
  );
}
