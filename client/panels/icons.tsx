/** OpenBridge's icons by what they mean here; each is its own module, so only these are in the bundle. */

import { ObiAircraftDroneSmall } from '@oicl/openbridge-webcomponents-react/icons/icon-aircraft-drone-small.js';
import { ObiAisAtonPhysicalIec } from '@oicl/openbridge-webcomponents-react/icons/icon-ais-aton-physical-iec.js';
import { ObiAisLocatingDeviceActiveIec } from '@oicl/openbridge-webcomponents-react/icons/icon-ais-locating-device-active-iec.js';
import { ObiAisSarAircraftFixedwingFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-ais-sar-aircraft-fixedwing-filled.js';
import { ObiCarGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-car-google.js';
import { ObiRadarTargetTrackedFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-radar-target-tracked-filled.js';
import { ObiVesselTypeCargoFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-vessel-type-cargo-filled.js';
import { ObiVesselTypeFishingFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-vessel-type-fishing-filled.js';
import { ObiVesselTypeGenericFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-vessel-type-generic-filled.js';
import { ObiVesselTypePassengerFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-vessel-type-passenger-filled.js';
import { ObiVesselTypeSailingFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-vessel-type-sailing-filled.js';
import { ObiVesselTypeSarFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-vessel-type-sar-filled.js';
import { ObiVesselTypeSpeedCraftFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-vessel-type-speed-craft-filled.js';
import { ObiVesselTypeTankerFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-vessel-type-tanker-filled.js';
import { ObiVesselTypeTugFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-vessel-type-tug-filled.js';
import type { ReactNode } from 'react';
import type { VesselClass } from '../store/view.ts';

/** The map's symbol, a mast on its square (client/map/symbols/glyph.table.ts): OpenBridge has none for a base station. */
const BaseStation = (): ReactNode => (
  <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d="M4 4H20V20H4V4ZM6 6V18H18V6H6Z" fillRule="evenodd" />
    <path d="M11 9.5H13V16H11V9.5ZM12 7A2 2 0 1 1 11.99 7Z" />
  </svg>
);

const Drawn = ({ path }: { readonly path: string }): ReactNode => (
  <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d={path} fillRule="evenodd" />
  </svg>
);

/** OpenBridge draws neither people nor animals nor the shield of a unit of ours. */
const PERSON = 'M12 3A2.5 2.5 0 1 1 11.99 3ZM8 10H16V16H14.5V22H9.5V16H8V10Z';
const ANIMAL = 'M3 9L6 7V9H16L18 5L21 7V10L19 11V20H17V15H8V20H6V13L3 12V9Z';
const SHIELD = 'M12 2L20 5V11C20 16 16.5 20.5 12 22C7.5 20.5 4 16 4 11V5L12 2Z';

const BY_CLASS: Readonly<Record<VesselClass, ReactNode>> = {
  cargo: <ObiVesselTypeCargoFilled />,
  tanker: <ObiVesselTypeTankerFilled />,
  passenger: <ObiVesselTypePassengerFilled />,
  highSpeed: <ObiVesselTypeSpeedCraftFilled />,
  fishing: <ObiVesselTypeFishingFilled />,
  pleasure: <ObiVesselTypeSailingFilled />,
  service: <ObiVesselTypeTugFilled />,
  authority: <ObiVesselTypeSarFilled />,
  other: <ObiVesselTypeGenericFilled />,
  aton: <ObiAisAtonPhysicalIec />,
  base: <BaseStation />,
  aircraft: <ObiAisSarAircraftFixedwingFilled />,
  contact: <ObiRadarTargetTrackedFilled />,
  person: <Drawn path={PERSON} />,
  vehicle: <ObiCarGoogle />,
  animal: <Drawn path={ANIMAL} />,
  drone: <ObiAircraftDroneSmall />,
  unit: <Drawn path={SHIELD} />,
  distress: <ObiAisLocatingDeviceActiveIec />,
};

/** The symbol of a class of vessel or station. */
export const ClassIcon = ({ of }: { readonly of: VesselClass }): ReactNode => BY_CLASS[of];
