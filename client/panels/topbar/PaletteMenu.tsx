/** Bright, day, dusk or night: for the light in the room. Remembered for the next visit. */
import { ObiPaletteDay } from '@oicl/openbridge-webcomponents-react/icons/icon-palette-day.js';
import { ObiPaletteDayBright } from '@oicl/openbridge-webcomponents-react/icons/icon-palette-day-bright.js';
import { ObiPaletteDusk } from '@oicl/openbridge-webcomponents-react/icons/icon-palette-dusk.js';
import { ObiPaletteNight } from '@oicl/openbridge-webcomponents-react/icons/icon-palette-night.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { PALETTES, type Palette, useView } from '../../store/view.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { choosePalette } from '../actions.ts';
import { hotkey } from '../keys.ts';

const ICONS: Readonly<Record<Palette, ReactNode>> = {
  bright: <ObiPaletteDayBright />,
  day: <ObiPaletteDay />,
  dusk: <ObiPaletteDusk />,
  night: <ObiPaletteNight />,
};

export function PaletteMenu(): ReactNode {
  const t = useWords();
  const palette = useView((view) => view.palette);
  return (
    <Popover
      label={t('palette.now', { name: t(`palette.${palette}`) })}
      icon={ICONS[palette]}
      iconOnly
      look="flat"
      hotkey={hotkey('palette')}
      align="end"
    >
      {PALETTES.map((choice) => (
        <Choice
          key={choice}
          group="palette"
          label={t(`palette.${choice}`)}
          icon={ICONS[choice]}
          checked={choice === palette}
          onChoose={() => choosePalette(choice)}
        />
      ))}
    </Popover>
  );
}
