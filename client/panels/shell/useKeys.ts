/** Listens to the keys of the table in `keys.ts`. */
import { useEffect } from 'react';
import { useView } from '../../store/view.ts';
import { actions } from '../actions.ts';
import { bindingFor } from '../keys.ts';
import { useServices } from '../services.ts';

/** Fields where letters are text. A checkbox or a button is none. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

export function useKeys(): void {
  const { table } = useServices();
  useEffect(() => {
    const run = actions(table);
    const onKeyDown = (event: KeyboardEvent): void => {
      // An open dialog has its own keys; only what opened it may be pressed again, to no effect.
      if (event.defaultPrevented || useView.getState().dialog !== undefined) return;
      const binding = bindingFor(event, isTyping(event.target));
      if (binding === undefined) return;
      event.preventDefault();
      run[binding.action]();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [table]);
}
