/** Which part stands beside map and board. */
import { create } from 'zustand';

export type SideTab = 'card' | 'findings' | 'tasks' | 'units' | 'sectors';

export const SIDE_TABS: readonly SideTab[] = ['card', 'findings', 'tasks', 'units', 'sectors'];
export const SIDE_BODY_ID = 'plan-side-body';

export const useSidePanel = create<{ readonly tab: SideTab }>()(() => ({ tab: 'findings' }));

export const showTab = (tab: SideTab): void => useSidePanel.setState({ tab });

/** Opens the card and goes to its first field, once it is drawn. */
export function focusCard(): void {
  showTab('card');
  requestAnimationFrame(() => {
    const body = document.getElementById(SIDE_BODY_ID);
    const field = body?.querySelector<HTMLElement>('input, select, textarea, button');
    (field ?? body)?.focus();
  });
}
