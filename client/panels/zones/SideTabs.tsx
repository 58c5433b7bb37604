/** What the panel beside the map lists: tracks or the plan, one click or key from each other. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { hotkey } from '../keys.ts';
import './zones.css';

export function SideTabs(): ReactNode {
  const t = useWords();
  const side = useView((view) => view.side);
  return (
    <nav className="side-tabs" aria-label={t('side.label')}>
      <Button
        label={t('side.tracks')}
        look="flat"
        aria-pressed={side === 'tracks'}
        hotkey={hotkey('plan')}
        onClick={() => useView.setState({ side: 'tracks' })}
      />
      <Button
        label={t('side.plan')}
        look="flat"
        aria-pressed={side === 'plan'}
        hotkey={hotkey('plan')}
        onClick={() => useView.setState({ side: 'plan' })}
      />
    </nav>
  );
}
