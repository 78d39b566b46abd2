import { crashSweep } from '../../support/crash-sweep.ts';

crashSweep({ which: 'that fails', needs: 3, verdicts: ['failed', 'untested'] });
