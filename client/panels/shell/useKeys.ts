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

/** Keys that work what has the focus: a button's space, the arrows of what can be scrolled or gone through. */
const OWN_KEYS: Readonly<Record<string, string>> = {
  ' ': 'button, a, summary, input, [role=option], [role=row], [role=grid], [role=listbox]',
  ArrowLeft: 'input, [role=slider], [role=separator], [role=grid], .maplibregl-canvas',
  ArrowRight: 'input, [role=slider], [role=separator], [role=grid], .maplibregl-canvas',
};

function worksFocus({ key, target }: KeyboardEvent): boolean {
  const own = OWN_KEYS[key];
  return own !== undefined && target instanceof Element && target.matches(own);
}

export function useKeys(): void {
  const services = useServices();
  useEffect(() => {
    const run = actions(services);
    const onKeyDown = (event: KeyboardEvent): void => {
      const { dialog, workspace } = useView.getState();
      const binding =
        event.defaultPrevented || worksFocus(event)
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
