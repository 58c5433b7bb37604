/** Who works here and for whom: agencies, their people, what they agreed, and what they release to each other. */
import type { EpochMs } from '../units.ts';

declare const brand: unique symbol;
type Id<B extends string> = string & { readonly [brand]: B };

/** A short name of letters, digits and hyphens, chosen when the agency is entered: `al-coast-guard`. */
export type AgencyId = Id<'agency'>;
export type PersonId = Id<'person'>;
export type AgreementId = Id<'agreement'>;
export const agencyId = (text: string): AgencyId => text as AgencyId;
export const personId = (text: string): PersonId => text as PersonId;
export const agreementId = (text: string): AgreementId => text as AgreementId;

export const SERVICES = [
  'coastGuard',
  'borderPolice',
  'customs',
  'navy',
  'police',
  'rescue',
  'fisheries',
  'other',
] as const;
export type Service = (typeof SERVICES)[number];

export interface Agency {
  readonly name: string;
  /** ISO 3166-1 alpha-2; user-assigned codes (XA…) in simulations. */
  readonly country: string;
  readonly service: Service;
  /** Coordinates rescue: distress is told to it at once. */
  readonly rescueCentre?: boolean;
}

/** In the order in which they are offered. `docs/access.md` says what each may do. */
export const ROLES = [
  'operator',
  'coordinator',
  'analyst',
  'supervisor',
  'administrator',
  'dataProtection',
  'auditor',
  'rightsMonitor',
  'wall',
] as const;
export type Role = (typeof ROLES)[number];

/** A person as others may know them; what they sign in with is kept apart. */
export interface Person {
  readonly name: string;
  /** What they type to sign in: lower-case letters, digits, dots and hyphens. */
  readonly login: string;
  readonly agency: AgencyId;
  readonly roles: readonly Role[];
  /** "desk 2, sea north". */
  readonly position?: string;
  readonly shift?: { readonly fromMs: EpochMs; readonly untilMs: EpochMs };
  /** Of a wall display: whose people are in its room. It shows what everyone there may see. */
  readonly room?: readonly AgencyId[];
  /** No longer signs in. */
  readonly barred?: boolean;
}

/** Traffic Light Protocol 2.0 (FIRST). `red`: its owner's people alone, whatever is released. */
export const TLP = ['clear', 'green', 'amber', 'amberStrict', 'red'] as const;
export type Tlp = (typeof TLP)[number];

export const PURPOSES = [
  'borderSurveillance',
  'rescue',
  'customs',
  'fisheries',
  'safety',
  'training',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** How long a thing may be kept is decided by its class. */
export const RETENTION = ['peopleOnLand', 'vessels', 'sensors', 'ownUnits', 'decisions'] as const;
export type Retention = (typeof RETENTION)[number];

/** What everything carries that people own or sensors give. */
export interface Marking {
  readonly owner: AgencyId;
  readonly purpose: Purpose;
  readonly tlp?: Tlp;
  readonly retention: Retention;
}

/** What is left of a thing that may not be seen whole. */
export interface Reduction {
  /** Neither name nor number nor what was said of it. */
  readonly withoutIdentity: boolean;
  /** The position is moved to the middle of a cell this large. */
  readonly roundM?: number;
  /** What is shown is this old. */
  readonly delayMs?: number;
}

/** What may be released under an agreement. `peopleOnLand` is never among the others: it has to be named. */
export const RELEASABLE = [
  'vessels',
  'contacts',
  'units',
  'sensors',
  'peopleOnLand',
  'plans',
  'crossingPoints',
] as const;
export type Releasable = (typeof RELEASABLE)[number];

/** What a release speaks of. */
export type Released =
  /** Everything that one feed brings. */
  | { readonly kind: 'feed'; readonly feedId: string }
  | { readonly kind: 'track'; readonly trackId: string }
  /** One thing that people entered, by its kind and id. */
  | { readonly kind: 'record'; readonly record: string; readonly id: string };

/** One agency lets others see something of its own, until it ends by itself. It cannot be changed, only ended. */
export interface Release {
  readonly what: Released;
  readonly to: readonly AgencyId[];
  readonly agreement: AgreementId;
  /** Absent: whole. */
  readonly reduction?: Reduction;
  readonly reason: string;
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  /** Ended before its time. */
  readonly endedMs?: EpochMs;
  readonly marking: Marking;
}
