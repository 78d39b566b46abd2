import { fisPlaces } from '../../../adapters/fis/places.ts';
import { fis } from '../clients/fis.ts';
import { environment } from '../environment.ts';

/** The places at FIS. */
export const places = fisPlaces(fis, environment.FIREDRILL_STAGE);
