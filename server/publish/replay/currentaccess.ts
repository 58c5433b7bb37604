/** An access that decides as another does, whichever that is when it is asked. */
import type { Access } from '../../access/access.ts';

export const currentOf = (now: () => Access): Access => ({
  get revision() {
    return now().revision;
  },
  asker: (credentials) => now().asker(credentials),
  decide: (...asked) => now().decide(...asked),
  audience: (asker) => now().audience(asker),
  onChange: (listener) => now().onChange(listener),
});
