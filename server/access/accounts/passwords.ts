/** Passwords: what makes a good one, and how they are kept (argon2id, off the main thread). */
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { done, notDone, type Outcome } from '../../operations/outcome.ts';
import {
  HASHING,
  PASSWORD_COST,
  PASSWORD_DIFFERENT_CHARACTERS,
  PASSWORD_LENGTH,
  type PasswordCost,
} from './limits.ts';

/** What a password must not be made of. */
export interface Whose {
  readonly login: string;
  readonly name: string;
}

/** The same password typed on another keyboard is the same (NIST SP 800-63B: NFKC before hashing). */
const normalised = (password: string): string => password.normalize('NFKC');

/** Undefined: good enough. Otherwise what is wrong, never repeating it. */
export function passwordFault(password: string, { login, name }: Whose): string | undefined {
  const text = normalised(password);
  const characters = [...text];
  const { min, max } = PASSWORD_LENGTH;
  if (characters.length < min) return `it has fewer than ${min} characters`;
  if (characters.length > max) return `it has more than ${max} characters`;
  if (new Set(characters).size < PASSWORD_DIFFERENT_CHARACTERS)
    return `it has fewer than ${PASSWORD_DIFFERENT_CHARACTERS} different characters`;
  const lower = text.toLowerCase();
  if (lower.includes(login.toLowerCase())) return 'it contains the name that one signs in with';
  const names = name.toLowerCase().split(/\s+/);
  if (names.some((part) => part.length >= 4 && lower.includes(part))) return 'it contains the person’s name';
  if (/^(.{1,6})\1+.{0,5}$/su.test(lower)) return 'it repeats the same few characters';
  return isSequence(characters) ? 'it is a sequence of neighbouring characters' : undefined;
}

/** `abcdefghijkl`, `987654321098`: nearly every character is its neighbour's neighbour. */
function isSequence(characters: readonly string[]): boolean {
  const steps = characters.slice(1).map((one, i) => one.codePointAt(0)! - characters[i]!.codePointAt(0)!);
  const regular = steps.filter((step) => Math.abs(step) <= 1 || Math.abs(step) === 9).length;
  return regular >= steps.length - 1;
}

export class Passwords {
  readonly #cost: PasswordCost;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  /** A hash of nothing, to compare with where nobody has the login. */
  #nobody: Promise<string> | undefined;

  /** @param cost weaker in tests alone */
  constructor(cost: PasswordCost = PASSWORD_COST) {
    this.#cost = cost;
  }

  /** An encoded hash (PHC string), `$argon2id$…`. */
  hash(password: string): Promise<Outcome<string>> {
    return this.#inTurn(() => hash(normalised(password), this.#cost));
  }

  /** @param encoded undefined: nobody has it; that takes as long and is false */
  verify(encoded: string | undefined, password: string): Promise<Outcome<boolean>> {
    return this.#inTurn(async () => {
      this.#nobody ??= hash('nobody', this.#cost);
      const nobody = await this.#nobody;
      const isRight = await verify(encoded ?? nobody, normalised(password));
      return isRight && encoded !== undefined;
    });
  }

  /** It was made with other parameters than are asked for now. */
  isOutdated(encoded: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(encoded);
    const now = this.#cost;
    return memoryCost !== now.memoryCost || timeCost !== now.timeCost || parallelism !== now.parallelism;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<Outcome<T>> {
    if (this.#running >= HASHING.atOnce) {
      if (this.#waiting.length >= HASHING.waiting)
        return notDone('busy', 'too many people sign in at once', 'session', 'try again in a few seconds');
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#running += 1;
    try {
      return done(await work());
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}
