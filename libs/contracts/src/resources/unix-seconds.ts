import { z } from 'zod';

/** A moment as the API writes it: whole seconds since 1970, rounded down. */
export const unixSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** A moment in Unix seconds. */
export const moment = z.int().meta({ format: 'unix-time' });

export const metadataMap = z.record(z.string(), z.string());
