/** How an application message is told apart, read and written. */
import type { Bits } from '../bits.ts';
import type { BitWriter } from '../bitwriter.ts';
import {
  bitsOf,
  type Layout,
  lengthsOf,
  type Repeated,
  readLayout,
  type Said,
  writeLayout,
} from './layout.ts';

/** One identifier of an application: it is read as `T`, and `T` is written by it. */
export interface ApplicationForm<T extends { readonly application: string }> {
  readonly application: string;
  readonly dac: number;
  readonly fi: number;
  /** Of messages with a destination (6, 25, 26), without (8, 25, 26), or both. */
  readonly addressed: boolean | 'both';
  /** The bits of [at, end); undefined when they cannot be this application. */
  read(from: Bits, at: number, end: number): T | undefined;
  write(to: BitWriter, said: T): void;
}

/** An application of one fixed layout. */
export function fixed<N extends string, L extends Layout>(
  application: N,
  dac: number,
  fi: number,
  addressed: boolean | 'both',
  layout: L,
): ApplicationForm<{ readonly application: N } & Said<L>> {
  const { least, most } = lengthsOf(layout);
  return {
    application,
    dac,
    fi,
    addressed,
    read: (from, at, end) =>
      end - at < least || end - at > most ? undefined : { application, ...readLayout(layout, from, at) },
    write: (to, said) => writeLayout<L>(layout, to, said),
  };
}

/** An application that begins with a layout and repeats a field, whole ones only; what is left is padding or cut. */
export function repeating<N extends string, H extends Layout, K extends string, T>(
  application: N,
  dac: number,
  fi: number,
  addressed: boolean | 'both',
  head: H,
  name: K,
  groups: Repeated<T>,
): ApplicationForm<{ readonly application: N } & Said<H> & { readonly [P in K]: readonly T[] }> {
  type All = { readonly application: N } & Said<H> & { readonly [P in K]: readonly T[] };
  const headBits = bitsOf(head);
  return {
    application,
    dac,
    fi,
    addressed,
    read(from, at, end) {
      if (end - at < headBits + groups.bits) return undefined;
      const said = groups.read(from, at + headBits, end);
      return { application, ...readLayout(head, from, at), [name]: said } as unknown as All;
    },
    write(to, said) {
      writeLayout<H>(head, to, said);
      groups.write(to, said[name]);
    },
  };
}
