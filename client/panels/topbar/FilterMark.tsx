/** Says that a filter hides something, and takes it away. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { ObiFilter } from '@oicl/openbridge-webcomponents-react/icons/icon-filter.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { activeFilters, clearFilter } from '../../store/filter.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { hotkey } from '../keys.ts';

export function FilterMark(): ReactNode {
  const t = useWords();
  const count = useView((view) => activeFilters(view.filter));
  if (count === 0) return null;
  return (
    <div className="filter-mark">
      <span className="button-icon" aria-hidden="true">
        <ObiFilter />
      </span>
      <span title={t('filter.active.long')}>{t('filter.active', { count })}</span>
      <Button
        label={t('filter.clear')}
        icon={<ObiCloseGoogle />}
        iconOnly
        look="flat"
        hotkey={hotkey('clear')}
        onClick={clearFilter}
      />
    </div>
  );
}
