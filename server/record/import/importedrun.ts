/**
 * The run that an import's tracks are of: below zero, by the bytes, so that the same file is always the same run;
 * nine digits at most.
 */
export const importedRun = (sha256: string): number => -1 - (Number.parseInt(sha256.slice(0, 8), 16) >>> 3);
