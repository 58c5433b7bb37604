/** OpenBridge's icons by what they mean here; each is its own module, so only these are in the bundle. */
import { ObiAisAtonPhysicalIec } from '@oicl/openbridge-webcomponents-react/icons/icon-ais-aton-physical-iec.js';
import { ObiAisLocatingDeviceActiveIec } from '@oicl/openbridge-webcomponents-react/icons/icon-ais-locating-device-active-iec.js';
import { ObiAisSarAircraftFixedwingFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-ais-sar-aircraft-fixedwing-filled.js';
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
  distress: <ObiAisLocatingDeviceActiveIec />,
};

/** The symbol of a class of vessel or station. */
export const ClassIcon = ({ of }: { readonly of: VesselClass }): ReactNode => BY_CLASS[of];
