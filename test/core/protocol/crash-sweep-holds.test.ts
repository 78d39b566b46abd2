import { crashSweep } from '../../support/crash-sweep.ts';

crashSweep({ which: 'that holds', needs: 2, verdicts: ['held', 'untested'] });
