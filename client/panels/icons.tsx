/** OpenBridge's icons by what they mean here; each is its own module, so only these are in the bundle. */
import { ObiAisAtonPhysicalIec } from '@oicl/openbridge-webcomponents-react/icons/icon-ais-aton-physical-iec.js';
import { ObiAisLocatingDeviceActiveIec } from '@oicl/openbridge-webcomponents-react/icons/icon-ais-locating-device-active-iec.js';
import { ObiAisSarAircraftFixedwingFilled } from '@oicl/openbridge-webcomponents-react/icons/icon-ais-sar-aircraft-fixedwing-filled.js';
import { ObiSignalStation } from '@oicl/openbridge-webcomponents-react/icons/icon-signal-station.js';
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
  base: <ObiSignalStation />,
  aircraft: <ObiAisSarAircraftFixedwingFilled />,
  distress: <ObiAisLocatingDeviceActiveIec />,
};

/** The symbol of a class of vessel or station. */
export const ClassIcon = ({ of }: { readonly of: VesselClass }): ReactNode => BY_CLASS[of];
