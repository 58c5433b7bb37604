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
  const services = useServices();
  useEffect(() => {
    const run = actions(services);
    const onKeyDown = (event: KeyboardEvent): void => {
      const { dialog, workspace } = useView.getState();
      const binding = event.defaultPrevented
        ? undefined
        : bindingFor(event, isTyping(event.target), workspace);
      if (binding === undefined) return;
      // Any other dialog is a panel's own: it closes on Escape by itself, and nothing behind it is worked.
      if (dialog === undefined && document.querySelector('dialog[open]') !== null) return;
      // An open dialog has its own keys; what opens the search would otherwise be the browser's own.
      if (dialog !== undefined && binding.action !== 'commands') return;
      event.preventDefault();
      if (dialog === undefined && !(event.repeat && binding.once === true)) run[binding.action]();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [services]);
}
