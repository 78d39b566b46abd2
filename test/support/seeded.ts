import fc from 'fast-check';

// What a change is held up by should be the change: what is tried at random is the same for each of them in CI. Everywhere
// else it is new each time.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_129 });
