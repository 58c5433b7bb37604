/**
 * CAT065: SDPS Service Status Reports, edition 1.6 (2023-03-21).
 * From the published definition (EUROCONTROL-SPEC-0149) by way of its machine-readable form (asterix-specs, BSD-3-Clause).
 */
import { type CategoryTable, code, explicit, group, spare, unsigned } from './layout.ts';

export const CAT065: CategoryTable = {
  category: 65,
  edition: '1.6',
  uap: [
    '010',
    '000',
    '015',
    '030',
    '020',
    '040',
    '050',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    'RE',
    'SP',
  ],
  items: {
    // Message Type
    '000': group(code('messageType', 8)),
    // Data Source Identifier
    '010': group(code('sac', 8), code('sic', 8)),
    // Service Identification
    '015': group(code('serviceIdentification', 8)),
    // Batch Number
    '020': group(code('batchNumber', 8)),
    // Time of Message
    '030': group(unsigned('timeOfMessageS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // SDPS Configuration and Status
    '040': group(code('nogo', 2), code('ovl', 1), code('tsv', 1), code('pss', 2), code('sttn', 1), spare(1)),
    // Service Status Report
    '050': group(code('serviceStatusReport', 8)),
    RE: explicit(),
    SP: explicit(),
  },
};
