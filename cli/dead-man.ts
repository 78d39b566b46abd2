import { text } from 'node:stream/consumers';
import { handler } from '../functions/dead-man/handler.ts';
import { connectLab } from '../lab/client.ts';
import { openDesk } from './lab-ports.ts';
import { idlePorts } from './recover.ts';

// The dead man of the lab: started by the keeper when the orchestrator has been silent too long.
const [stateDir = '.firedrill'] = process.argv.slice(2);
const lab = connectLab(stateDir);
if (lab) {
  const desk = openDesk(stateDir);
  await handler(idlePorts(desk, lab))(JSON.parse(await text(process.stdin)));
  desk.close();
  lab.close();
}
