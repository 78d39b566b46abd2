import { type FencingDriver, fencing } from './attribute/undoing.ts';
import { everyAttribute } from './every-attribute.ts';
import type { Fences } from './fences.ts';

/** The part of our drivers that keeps late calls out. It can change nothing of any target. */
export const fencingDrivers = (fences: Pick<Fences, 'raise'>): readonly FencingDriver[] =>
  everyAttribute.map((attribute) => fencing(attribute, fences));
